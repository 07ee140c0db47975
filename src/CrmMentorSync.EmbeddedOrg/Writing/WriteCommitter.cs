using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>
/// Stores the judged records of a call: one stamp for all of them, as the platform gives a bulk change one stamp, later than any
/// before; the journal first, so that what was answered is never forgotten.
/// </summary>
internal sealed class WriteCommitter(OrgClock clock, WriteJournal? journal)
{
    // "Em0" marks what was made here; the number makes ids the same on every run with the same writes.
    private const string Mark = "Em0";

    private readonly Dictionary<string, ulong> _issued = new(StringComparer.Ordinal);

    public void Commit(IReadOnlyList<PendingWrite> writes, string userId)
    {
        List<PendingWrite> accepted = [.. writes.Where(write => write.Error is null)];
        if (accepted.Count == 0)
        {
            return;
        }

        DateTimeOffset stamp = clock.NextStamp();
        foreach (PendingWrite write in accepted)
        {
            write.Id ??= NextId(write.Table);
            Stamp(write, stamp, userId);
        }

        journal?.Append(accepted, stamp);
        foreach (PendingWrite write in accepted)
        {
            int row = write.Row >= 0 ? write.Row : write.Table.Append(write.Id!);
            foreach ((Column column, object? value) in write.Values)
            {
                write.Table.Set(row, column, value);
            }
        }
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
