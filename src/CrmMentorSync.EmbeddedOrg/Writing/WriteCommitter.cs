using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>
/// Stores the judged records of a call: one stamp for all of them, as the platform gives a bulk change one stamp, later than any
/// before; the journal first, so that what was answered is never forgotten.
/// </summary>
internal sealed class WriteCommitter(OrgClock clock, WriteJournal? journal, FaultSwitches faults, string integrationUserId)
{
    // "Em0" marks what was made here; the number makes ids the same on every run with the same writes.
    private const string Mark = "Em0";

    private readonly Dictionary<string, ulong> _issued = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Due, DateTimeOffset Stamp, List<PendingWrite> Writes)> _late = new();

    public void Commit(IReadOnlyList<PendingWrite> writes, string userId, WriteScope? scope)
    {
        List<PendingWrite> accepted = [.. writes.Where(write => write.Error is null)];
        if (accepted.Count == 0)
        {
            return;
        }

        DateTimeOffset stamp = NextStamp();
        foreach (PendingWrite write in accepted)
        {
            write.Id ??= NextId(write.Table);
            Stamp(write, stamp, userId);
        }

        // A person's long transaction: it has its stamp now and comes to light later, below stamps that were seen already.
        if (faults.Level(FaultSwitches.LateRows) is > 0 and var seconds && userId != integrationUserId && scope is null)
        {
            _late.Enqueue((clock.Now.AddSeconds(seconds), stamp, accepted));
            return;
        }

        Store(accepted, stamp, scope);
    }

    /// <summary>Brings to light what has been late long enough.</summary>
    public void Settle()
    {
        while (_late.TryPeek(out var oldest) && oldest.Due <= clock.Now)
        {
            _late.Dequeue();
            Store(oldest.Writes, oldest.Stamp, scope: null);
        }
    }

    private void Store(List<PendingWrite> accepted, DateTimeOffset stamp, WriteScope? scope)
    {
        if (scope is null)
        {
            journal?.Append(accepted, stamp);
        }

        scope?.Add(accepted, stamp);
        foreach (PendingWrite write in accepted)
        {
            int row = write.Row;
            if (row < 0)
            {
                row = write.Table.Append(write.Id!);
                scope?.Created(write.Table, row);
            }

            foreach ((Column column, object? value) in write.Values)
            {
                scope?.Changed(write.Table, row, column, column[row]);
                write.Table.Set(row, column, value);
            }
        }
    }

    private DateTimeOffset NextStamp()
    {
        DateTimeOffset stamp = clock.NextStamp();
        return faults.Level(FaultSwitches.SharedStamp) is > 0 and var seconds
            ? new DateTimeOffset(stamp.UtcTicks - (stamp.UtcTicks % (seconds * TimeSpan.TicksPerSecond)), TimeSpan.Zero)
            : stamp;
    }

    private static void Stamp(PendingWrite write, DateTimeOffset stamp, string userId)
    {
        if (write.Kind == WriteKind.Create)
        {
            write.Put("CreatedDate", stamp);
            write.Put("CreatedById", userId);
        }

        write.Put("LastModifiedDate", stamp);
        write.Put("LastModifiedById", userId);
        write.Put("SystemModstamp", stamp);
        foreach (Column column in write.Stamped)
        {
            write.Values[column] = stamp;
        }
    }

    private string NextId(ObjectTable table)
    {
        string prefix = table.Definition.KeyPrefix;
        string id;
        do
        {
            ulong number = _issued.GetValueOrDefault(prefix) + 1;
            _issued[prefix] = number;
            id = RecordId.From(prefix, Mark, number);
        }
        while (table.Locate(id) >= 0);
        return id;
    }
}
