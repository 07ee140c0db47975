using System.Text;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Bulk;

/// <summary>
/// Rows as Bulk API 2.0 writes them: every cell in quotes, null an empty cell, instants with Z instead of the REST API's +0000.
/// </summary>
internal sealed class BulkCsvWriter(BulkCsvForm form)
{
    private readonly byte _delimiter = (byte)form.Delimiter;
    private readonly byte[] _lineEnding = Encoding.ASCII.GetBytes(form.LineEnding);
    private byte[] _bytes = new byte[1 << 16];
    private int _length;
    private bool _midLine;

    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Text(ReadOnlySpan<char> text)
    {
        Open();
        Reserve((Encoding.UTF8.GetMaxByteCount(text.Length) * 2) + 1);
        while (text.IndexOf('"') is >= 0 and var quote)
        {
            _length += Encoding.UTF8.GetBytes(text[..quote], _bytes.AsSpan(_length));
            Put("\"\""u8);
            text = text[(quote + 1)..];
        }

        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        Put("\""u8);
    }

    /// <summary>A cell whose characters need no escape.</summary>
    public void Plain(ReadOnlySpan<byte> text)
    {
        Open();
        Reserve(text.Length + 1);
        Put(text);
        Put("\""u8);
    }

    public void Cell(Column column, int row)
    {
        if (row < 0 || column.IsNull(row))
        {
            Plain([]);
        }
        else
        {
            column.WriteCsv(this, row);
        }
    }

    public void EndLine()
    {
        Reserve(_lineEnding.Length);
        Put(_lineEnding);
        _midLine = false;
    }

    private void Open()
    {
        Reserve(2);
        if (_midLine)
        {
            _bytes[_length++] = _delimiter;
        }

        _bytes[_length++] = (byte)'"';
        _midLine = true;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
        }
    }
}
