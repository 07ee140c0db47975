using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The present record in the database's own values. One instance serves all records of an object.</summary>
internal sealed class FactRow
{
    /// <summary>Stands for a text that is stored as it came: of a million rows, no string is made of what nobody looks at.</summary>
    private static readonly object AsRead = new();
    private static readonly object Yes = 1L;
    private static readonly object No = 0L;

    private readonly FactTable _table;
    private readonly QueryRow _row;
    private readonly int[] _places;
    private readonly object?[] _values;

    public FactRow(FactTable table, QueryRow row)
    {
        _table = table;
        _row = row;
        _places = [.. table.Columns.Select(column => row.Columns.IndexOf(column.Field))];
        _values = new object?[table.Columns.Count];
    }

    public string Id => (string)this["id"]!;

    public object? this[string column]
    {
        get
        {
            int i = _table.PlaceOf(column);
            return ReferenceEquals(_values[i], AsRead) ? _values[i] = _row.GetString(_places[i]) : _values[i];
        }
        set => _values[_table.PlaceOf(column)] = value;
    }

    /// <summary>Hands the values to a statement, in the order of the table's columns.</summary>
    public void BindTo(RowStatement statement)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (ReferenceEquals(_values[i], AsRead))
            {
                statement.Bind(i + 1, _row.GetUtf8(_places[i]));
            }
            else
            {
                statement.Bind(i + 1, _values[i]);
            }
        }
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
        for (int i = 0; i < _values.Length; i++)
        {
            FactColumn column = _table.Columns[i];
            int place = _places[i];
            bool empty = place < 0 || _row.IsNull(place);
            _values[i] = empty ? column.WhenEmpty : Value(column.Kind, place);
            string? problem = (empty, _values[i]) switch
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
        FactKind.Text => AsRead,
        FactKind.Number => _row.TryGetDouble(place, out double number) ? number : null,
        FactKind.Bool => _row.TryGetBool(place, out bool flag) ? (flag ? Yes : No) : Spelled(place),
        FactKind.Day => _row.TryGetDay(place, out _) ? AsRead : null,
        FactKind.Instant => _row.TryGetInstant(place, out DateTimeOffset instant) ? Sql.Ticks(instant) : null,
    };

    // A formula can give yes or no as a text.
    private object? Spelled(int place) => bool.TryParse(_row.GetString(place), out bool flag) ? (flag ? Yes : No) : null;

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
