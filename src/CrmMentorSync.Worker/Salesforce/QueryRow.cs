using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// A row of a query, read by column number without a string or an object more than asked for. One instance serves all rows: it
/// collects them until it is cleared, and shows one of them, at first the last.
/// </summary>
internal sealed class QueryRow(QueryColumns columns)
{
    private readonly int _width = columns.Paths.Count;
    private Cell[] _cells = new Cell[Math.Max(1, columns.Paths.Count)];
    private byte[] _text = new byte[1024];
    private int _used;
    private int _shown;

    public QueryColumns Columns { get; } = columns;

    /// <summary>Rows collected since it was cleared.</summary>
    public int Count { get; private set; }

    /// <summary>Shows one of the rows collected, from 0.</summary>
    public void Show(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        _shown = row * _width;
    }

    public bool IsNull(int column) => _cells[_shown + column].Kind == JsonTokenType.Null;

    /// <summary>The text as the server wrote it (numbers and booleans too); null where the column is null.</summary>
    public string? GetString(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(GetUtf8(column));

    /// <summary>The unescaped UTF-8 of the column; empty where it is null.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column)
    {
        Cell cell = _cells[_shown + column];
        return _text.AsSpan(cell.Start, cell.Length);
    }

    /// <summary>False where the column is null or no finite number.</summary>
    public bool TryGetDouble(int column, out double value)
    {
        ReadOnlySpan<byte> text = GetUtf8(column);
        return Utf8Parser.TryParse(text, out value, out int read) && read == text.Length && double.IsFinite(value);
    }

    /// <summary>False where the column is null or no calendar day.</summary>
    public bool TryGetDay(int column, out DateOnly value) => SalesforceTime.TryParseDay(GetUtf8(column), out value);

    /// <summary>False where the column is null or no instant; UTC.</summary>
    public bool TryGetInstant(int column, out DateTimeOffset value) => SalesforceTime.TryParseInstant(GetUtf8(column), out value);

    /// <summary>False where the column is null or no boolean.</summary>
    public bool TryGetBool(int column, out bool value)
    {
        // A CSV file has texts only.
        value = GetUtf8(column).SequenceEqual("true"u8);
        return value || GetUtf8(column).SequenceEqual("false"u8);
    }

    public SalesforceRecord ToRecord()
    {
        var values = new Dictionary<string, string?>(_width, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < _width; i++)
        {
            values[Columns.Paths[i]] = GetString(i);
        }

        return new SalesforceRecord(values);
    }

    internal void Clear() => (Count, _used, _shown) = (0, 0, 0);

    /// <summary>Begins a row. Every column is null until the row says otherwise: a missing parent leaves all its columns null.</summary>
    internal void Add()
    {
        _shown = Count++ * _width;
        if (_shown + _width > _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        _cells.AsSpan(_shown, _width).Fill(new Cell(JsonTokenType.Null, 0, 0));
    }

    internal void Set(int column, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        int length = reader.ValueSpan.Length;
        Span<byte> room = Room(length);
        if (reader.ValueIsEscaped)
        {
            length = reader.CopyString(room);
        }
        else
        {
            reader.ValueSpan.CopyTo(room);
        }

        Take(column, reader.TokenType, length);
    }

    /// <summary>A text that is at hand as it is; an empty one is null, as a CSV file cannot tell them apart.</summary>
    internal void Set(int column, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            text.CopyTo(Room(text.Length));
            Take(column, JsonTokenType.String, text.Length);
        }
    }

    private Span<byte> Room(int length)
    {
        if (_text.Length - _used < length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + length));
        }

        return _text.AsSpan(_used, length);
    }

    private void Take(int column, JsonTokenType kind, int length)
    {
        _cells[_shown + column] = new Cell(kind, _used, length);
        _used += length;
    }

    private readonly record struct Cell(JsonTokenType Kind, int Start, int Length);
}
