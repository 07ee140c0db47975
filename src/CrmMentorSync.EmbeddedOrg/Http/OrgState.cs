using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What the endpoints share.</summary>
internal sealed class OrgState(EmbeddedOrgOptions options, OrgDatabase database, OrgClock clock, WriteJournal? journal)
{
    private int _apiCalls;

    public EmbeddedOrgOptions Options { get; } = options;

    public OrgDatabase Database { get; } = database;

    public OrgClock Clock { get; } = clock;

    public WriteJournal? Journal { get; } = journal;

    public WriteCommitter Writes { get; } = new(clock, journal);

    public Sessions Sessions { get; } = new();

    public FaultSwitches Faults { get; } = new(options.Faults);

    public QueryJobs Jobs { get; } = new();

    public QueryCursors Cursors { get; } = new(options.Seed ?? 0);

    /// <summary>Calls of logged-in clients so far, as the org counts them against its daily limit.</summary>
    public int ApiCalls => Volatile.Read(ref _apiCalls);

    public void CountCall() => Interlocked.Increment(ref _apiCalls);

    /// <summary>Puts the clock forward and remembers it.</summary>
    public void AdvanceClock(DateTimeOffset to)
    {
        lock (Database.Gate)
        {
            Clock.AdvanceTo(to);
            Journal?.AppendClock(Clock.Now);
        }
    }
}
