using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What the endpoints share.</summary>
internal sealed class OrgState
{
    private int _apiCalls;

    public OrgState(EmbeddedOrgOptions options, OrgDatabase database, OrgClock clock, WriteJournal? journal)
    {
        Options = options;
        Database = database;
        Clock = clock;
        Journal = journal;
        Faults = new FaultSwitches(options.Faults, options.FaultTexts);
        if (options.Latency > TimeSpan.Zero)
        {
            Faults.TryArm(FaultSwitches.Latency, (int)options.Latency.TotalMilliseconds);
        }

        Access = new AccessRules(database.IntegrationUserId, options.Access);
        Writes = new WriteCommitter(clock, journal, Faults, database.IntegrationUserId);
        Cursors = new QueryCursors(options.Seed ?? 0, Faults);
    }

    public EmbeddedOrgOptions Options { get; }

    public OrgDatabase Database { get; }

    public OrgClock Clock { get; }

    public WriteJournal? Journal { get; }

    public WriteCommitter Writes { get; }

    public Sessions Sessions { get; } = new();

    public FaultSwitches Faults { get; }

    public AccessRules Access { get; }

    public QueryJobs Jobs { get; } = new();

    public QueryCursors Cursors { get; }

    /// <summary>Calls of logged-in clients so far, as the org counts them against its daily limit.</summary>
    public int ApiCalls => Volatile.Read(ref _apiCalls);

    /// <summary>What the whole org has used up of its day: these calls, and those that others are said to have made.</summary>
    public int DailyCalls => ApiCalls + Faults.Level(FaultSwitches.OthersCalls);

    public void CountCalls(int calls) => Interlocked.Add(ref _apiCalls, calls);

    public OrgView ViewOf(string userId) => new(
        Database, Access.Of(userId), NameSet.Parse(Faults.Text(FaultSwitches.Hide)), Faults.Level(FaultSwitches.NonUniqueKey) > 0);

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
