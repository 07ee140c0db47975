using System.Text;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The present record in the database's own values. One instance serves all records of an object.</summary>
internal sealed class FactRow
{
    private readonly FactTable _table;
    private readonly QueryRow _row;
    private readonly int[] _places;
    private readonly Value[] _values;

    public FactRow(FactTable table, QueryRow row)
    {
        _table = table;
        _row = row;
        _places = [.. table.Columns.Select(column => row.Columns.IndexOf(column.Field))];
        _values = new Value[table.Columns.Count];
    }

    public string Id => (string)this["id"]!;

    /// <summary>Null, text, long or double.</summary>
    public object? this[string column]
    {
        get
        {
            int i = _table.PlaceOf(column);
            if (_values[i].Form == Form.AsRead)
            {
                _values[i] = Value.Of(_row.GetString(_places[i]));
            }

            return _values[i].ToObject();
        }
        set => _values[_table.PlaceOf(column)] = Value.Of(value);
    }

    /// <summary>Whether a text is one of a set, without making a string of it.</summary>
    public bool IsOneOf(string column, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> set)
    {
        int i = _table.PlaceOf(column);
        if (_values[i].Form != Form.AsRead)
        {
            return this[column] is string text && set.Contains(text);
        }

        ReadOnlySpan<byte> utf8 = _row.GetUtf8(_places[i]);
        Span<char> characters = stackalloc char[64];
        return Encoding.UTF8.TryGetChars(utf8, characters, out int length) ? set.Contains(characters[..length]) : set.Contains(Encoding.UTF8.GetString(utf8));
    }

    /// <summary>Hands the values to a statement, in the order of the table's columns.</summary>
    public void BindTo(RowStatement statement)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            ref readonly Value value = ref _values[i];
            switch (value.Form)
            {
                case Form.Null:
                    statement.BindNull(i + 1);
                    break;
                case Form.AsRead:
                    statement.Bind(i + 1, _row.GetUtf8(_places[i]));
                    break;
                case Form.Text:
                    statement.Bind(i + 1, value.Text!);
                    break;
                case Form.Whole:
                    statement.Bind(i + 1, value.Whole);
                    break;
                case Form.Real:
                    statement.Bind(i + 1, value.Real);
                    break;
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
            _values[i] = empty ? Value.Of(column.WhenEmpty) : Read(column.Kind, place);
            if (_values[i].Form == Form.Null && (!empty || column.ValueNeeded))
            {
                string problem = empty
                    ? $"{column.Field} is empty: fill it in in Salesforce"
                    : $"{column.Field} '{Shorten(_row.GetString(place)!)}' is no {Describe(column.Kind)}: correct it in Salesforce";
                _ = column.Forgiving ? Forgiven ??= problem : Problem ??= problem;
            }
        }
    }

    private Value Read(FactKind kind, int place) => kind switch
    {
        FactKind.Text => Value.AsRead,
        FactKind.Number => _row.TryGetDouble(place, out double number) ? Value.Of(number) : default,
        FactKind.Bool => _row.TryGetBool(place, out bool flag) ? Value.Of(flag ? 1L : 0L) : Spelled(place),
        FactKind.Day => _row.TryGetDay(place, out _) ? Value.AsRead : default,
        FactKind.Instant => _row.TryGetInstant(place, out DateTimeOffset instant) ? Value.Of(Sql.Ticks(instant)) : default,
    };

    // A formula can give yes or no as a text.
    private Value Spelled(int place) => bool.TryParse(_row.GetString(place), out bool flag) ? Value.Of(flag ? 1L : 0L) : default;

    private static string Describe(FactKind kind) => kind switch
    {
        FactKind.Text => "text",
        FactKind.Number => "number",
        FactKind.Bool => "yes or no",
        FactKind.Day => "day",
        FactKind.Instant => "instant",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private enum Form
    {
        Null,

        /// <summary>A text that is stored as it came: of a million rows, no string is made of what nobody looks at.</summary>
        AsRead,
        Text,
        Whole,
        Real,
    }

    /// <summary>A value without an object around it.</summary>
    private readonly record struct Value(Form Form, string? Text, long Whole, double Real)
    {
        public static Value AsRead => new(Form.AsRead, null, 0, 0);

        public static Value Of(long whole) => new(Form.Whole, null, whole, 0);

        public static Value Of(double real) => new(Form.Real, null, 0, real);

        public static Value Of(object? value) => value switch
        {
            null => default,
            string text => new Value(Form.Text, text, 0, 0),
            long whole => Of(whole),
            double real => Of(real),
            _ => throw new ArgumentException($"a row holds no {value.GetType().Name}", nameof(value)),
        };

        public object? ToObject() => Form switch
        {
            Form.Text => Text,
            Form.Whole => Whole,
            Form.Real => Real,
            Form.Null or Form.AsRead => null,
        };
    }
}
