using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>Turns an export into typed tables and fills in what a real org would always have.</summary>
internal sealed class OrgDatabaseBuilder(OrgExport export, OrgClock clock, bool withMentoringKey)
{
    private readonly Dictionary<string, ObjectTable> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly DateTimeOffset _loadedAt = clock.Now;

    public OrgDatabase Build()
    {
        foreach (ObjectDefinition definition in StandardObjects.All)
        {
            ExportTable? exported = export.Tables.GetValueOrDefault(definition.Name);
            if (exported is not null || !definition.Feature)
            {
                ObjectTable table = MakeTable(definition, exported);
                _tables.Add(definition.Name, table);
                Fill(table, exported);
            }
        }

        string organizationId = OrgDefaults.Organization(_tables["Organization"], _tables["User"], _loadedAt);
        string integrationUserId = OrgDefaults.IntegrationUser(_tables["User"], organizationId, _loadedAt);
        OrgDefaults.TaskStatuses(_tables["TaskStatus"], _loadedAt);
        OrgDefaults.Permissions(_tables[StandardObjects.PermissionAccess], _loadedAt);
        return new OrgDatabase(_tables, organizationId, integrationUserId);
    }

    private ObjectTable MakeTable(ObjectDefinition definition, ExportTable? exported)
    {
        IReadOnlyList<string> columns = exported?.Columns ?? [];
        var present = new HashSet<string>(columns, StringComparer.OrdinalIgnoreCase);
        List<FieldDefinition> fields =
        [
            .. definition.Fields.Where(field => (!field.Optional || present.Contains(field.Name))
                && (withMentoringKey || field.Name != ActivityObjects.MentoringKey)),
            .. columns.Where(column => definition.Find(column) is null).Select(column => FieldDefinition.Text(column, 255).Writable),
        ];
        return new ObjectTable(definition, fields, MakeComputed);
    }

    private ComputedFlagColumn? MakeComputed(FieldDefinition field, ObjectTable table) => (table.Definition.Name, field.Name) switch
    {
        ("Task" or "Event", "IsArchived") => new ComputedFlagColumn(field, new ArchiveRule(table, clock).IsArchived),
        ("Task", "IsHighPriority") => new ComputedFlagColumn(
            field, row => string.Equals(table["Priority"][row] as string, "High", StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private void Fill(ObjectTable table, ExportTable? exported)
    {
        if (exported is null)
        {
            return;
        }

        var cellOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int at = 0; at < exported.Columns.Count; at++)
        {
            cellOf[exported.Columns[at]] = at;
        }

        int[] cellOfColumn = [.. table.Columns.Select(column => cellOf.GetValueOrDefault(column.Field.Name, -1))];
        for (int row = 0; row < exported.Rows.Count; row++)
        {
            if (table.TryAppend(exported.Rows[row], cellOfColumn) is { } column)
            {
                throw new InvalidDataException(
                    $"Row {row + 1} of {table.Name} cannot be served: its {column} is missing, not of the field's type, or taken by another row.");
            }
        }

        RowDefaults.Fill(table, new HashSet<string>(exported.Columns, StringComparer.OrdinalIgnoreCase), _loadedAt);
    }
}
