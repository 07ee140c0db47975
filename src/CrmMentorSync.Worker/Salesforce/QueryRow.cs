using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// The present row of a query, read by column number without a string or an object more than asked for. One instance serves
/// all rows: it is valid until the next one is read.
/// </summary>
internal sealed class QueryRow(QueryColumns columns)
{
    private readonly Cell[] _cells = new Cell[columns.Paths.Count];
    private byte[] _text = new byte[1024];
    private int _used;

    public QueryColumns Columns { get; } = columns;

    public bool IsNull(int column) => _cells[column].Kind == JsonTokenType.Null;

    /// <summary>The text as the server wrote it (numbers and booleans too); null where the column is null.</summary>
    public string? GetString(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(GetUtf8(column));

    /// <summary>The unescaped UTF-8 of the column; empty where it is null.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column)
    {
        Cell cell = _cells[column];
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
        value = _cells[column].Kind == JsonTokenType.True;
        return value || _cells[column].Kind == JsonTokenType.False;
    }

    public SalesforceRecord ToRecord()
    {
        var values = new Dictionary<string, string?>(_cells.Length, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < _cells.Length; i++)
        {
            values[Columns.Paths[i]] = GetString(i);
        }

        return new SalesforceRecord(values);
    }

    /// <summary>Every column is null until the row says otherwise: a missing parent leaves all its columns null.</summary>
    internal void Clear()
    {
        _used = 0;
        Array.Fill(_cells, new Cell(JsonTokenType.Null, 0, 0));
    }

    internal void Set(int column, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        int length = reader.ValueSpan.Length;
        if (_text.Length - _used < length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + length));
        }

        if (reader.ValueIsEscaped)
        {
            length = reader.CopyString(_text.AsSpan(_used));
        }
        else
        {
            reader.ValueSpan.CopyTo(_text.AsSpan(_used));
        }

        _cells[column] = new Cell(reader.TokenType, _used, length);
        _used += length;
    }

    private readonly record struct Cell(JsonTokenType Kind, int Start, int Length);
}
