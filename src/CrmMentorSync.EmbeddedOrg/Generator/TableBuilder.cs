namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>Collects the rows of one object; a row of another length than the header is a bug and throws.</summary>
internal sealed class TableBuilder(string objectName, params string[] columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params string[] values)
    {
        if (values.Length != columns.Length)
        {
            throw new ArgumentException($"{objectName} has {columns.Length} columns, the row has {values.Length}", nameof(values));
        }

        _rows.Add(values);
    }

    public ExportTable Build() => new(objectName, columns, _rows);
}
