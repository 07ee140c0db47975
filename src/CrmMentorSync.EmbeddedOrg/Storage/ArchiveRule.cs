namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>
/// The platform archives closed tasks due a year ago or more (or, without a due date, created then) and events of that age; a plain
/// query leaves archived rows out.
/// </summary>
internal sealed class ArchiveRule(ObjectTable table, OrgClock clock)
{
    private const int Days = 365;

    public bool IsArchived(int row)
    {
        DateOnly limit = DateOnly.FromDateTime(clock.Now.UtcDateTime).AddDays(-Days);
        return (table.Name != "Task" || table["IsClosed"][row] is true) && DayOf(row) is { } day && day <= limit;
    }

    private DateOnly? DayOf(int row) =>
        table["ActivityDate"][row] as DateOnly? ?? InstantOf("StartDateTime", row) ?? InstantOf("CreatedDate", row);

    private DateOnly? InstantOf(string field, int row) =>
        table.Find(field)?[row] is DateTimeOffset instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
}
