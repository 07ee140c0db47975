using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The present record in the database's own values. One instance serves all records of an object.</summary>
internal sealed class FactRow
{
    private readonly FactTable _table;
    private readonly QueryRow _row;
    private readonly int[] _places;
    private readonly int _stampPlace;

    public FactRow(FactTable table, QueryRow row)
    {
        _table = table;
        _row = row;
        _places = [.. table.Columns.Select(column => row.Columns.IndexOf(column.Field))];
        _stampPlace = row.Columns.IndexOf(FactTable.SystemModstamp);
        Values = new object?[table.Columns.Count];
    }

    /// <summary>In the order of the table's columns.</summary>
    public object?[] Values { get; }

    public string Id => (string)Values[0]!;

    public DateTimeOffset? Stamp => _stampPlace >= 0 && _row.TryGetInstant(_stampPlace, out DateTimeOffset stamp) ? stamp : null;

    public object? this[string column]
    {
        get => Values[_table.PlaceOf(column)];
        set => Values[_table.PlaceOf(column)] = value;
    }

    /// <summary>The text of a field that is read besides the columns; null where it is empty or not there.</summary>
    public string? Also(string field) => _row.Columns.IndexOf(field) is >= 0 and int place ? _row.GetString(place) : null;

    /// <summary>What is wrong with the values; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The same of values that can be spared; they are left out.</summary>
    public string? Forgiven { get; private set; }

    /// <summary>Takes over the record's values.</summary>
    public void Read()
    {
        Problem = Forgiven = null;
        for (int i = 0; i < Values.Length; i++)
        {
            FactColumn column = _table.Columns[i];
            int place = _places[i];
            bool empty = place < 0 || _row.IsNull(place);
            Values[i] = empty ? column.WhenEmpty : Value(column.Kind, place);
            string? problem = (empty, Values[i]) switch
            {
                (true, null) when column.ValueNeeded => $"{column.Field} is empty: fill it in in Salesforce",
                (false, null) => $"{column.Field} '{Shorten(_row.GetString(place)!)}' is no {Describe(column.Kind)}: correct it in Salesforce",
                _ => null,
            };
            _ = column.Forgiving ? Forgiven ??= problem : Problem ??= problem;
        }
    }

    private object? Value(FactKind kind, int place) => kind switch
    {
        FactKind.Text => _row.GetString(place),
        FactKind.Number => _row.TryGetDouble(place, out double number) ? number : null,
        FactKind.Bool => _row.TryGetBool(place, out bool flag) ? (flag ? 1L : 0L) : Spelled(place),
        FactKind.Day => _row.TryGetDay(place, out DateOnly day) ? Sql.Day(day) : null,
        FactKind.Instant => _row.TryGetInstant(place, out DateTimeOffset instant) ? Sql.Ticks(instant) : null,
    };

    // A formula can give yes or no as a text.
    private long? Spelled(int place) => bool.TryParse(_row.GetString(place), out bool flag) ? (flag ? 1L : 0L) : null;

    private static string Describe(FactKind kind) => kind switch
    {
        FactKind.Text => "text",
        FactKind.Number => "number",
        FactKind.Bool => "yes or no",
        FactKind.Day => "day",
        FactKind.Instant => "instant",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
