using System.Buffers;
using System.Text;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Reads the CSV of a bulk query's results, row by row: a line of column names, then values in quotes that may hold commas, quotes and
/// line breaks. NUL bytes, which Salesforce lets through, are dropped.
/// </summary>
internal sealed class BulkCsvReader(QueryRow row) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LongestRow = 64 * 1024 * 1024;

    private readonly List<byte> _value = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _streamEnded;
    private int[]? _columns;

    /// <summary>False at the end of the file.</summary>
    public async ValueTask<bool> ReadRowAsync(Stream stream, CancellationToken ct)
    {
        while (true)
        {
            int end = EndOfRow();
            if (end < 0 && !_streamEnded)
            {
                await FillAsync(stream, ct);
                continue;
            }

            if (_start == _end)
            {
                return false;
            }

            bool isRow = Take(_buffer.AsSpan(_start, (end < 0 ? _end : end) - _start));
            _start = end < 0 ? _end : end + 1;
            if (isRow)
            {
                return true;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>The line break that ends the row, which is none within quotes; −1: it has not come yet.</summary>
    private int EndOfRow()
    {
        bool quoted = false;
        for (int at = _start; at < _end;)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(at, _end - at);
            int next = quoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'"', (byte)'\n');
            if (next < 0)
            {
                return -1;
            }

            if (rest[next] == '\n')
            {
                return at + next;
            }

            // A doubled quote closes and opens again, which comes to the same.
            quoted = !quoted;
            at += next + 1;
        }

        return -1;
    }

    private async ValueTask FillAsync(Stream stream, CancellationToken ct)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestRow)
            {
                throw SalesforceFailure.Protocol("a row of a bulk result is longer than 64 MB");
            }

            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _streamEnded = read == 0;
        _end += read;
    }

    /// <summary>False for the line of names and for an empty line.</summary>
    private bool Take(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            return false;
        }

        if (_columns is null)
        {
            List<int> columns = [];
            for (int at = 0; at <= line.Length;)
            {
                columns.Add(row.Columns.IndexOf(Encoding.UTF8.GetString(Value(line, ref at))));
            }

            _columns = Enumerable.Range(0, row.Columns.Paths.Count).All(columns.Contains)
                ? [.. columns]
                : throw SalesforceFailure.Protocol("a bulk result lacks columns that were asked for");
            return false;
        }

        row.Add();
        int place = 0;
        for (int at = 0; at <= line.Length; place++)
        {
            ReadOnlySpan<byte> value = Value(line, ref at);
            if (place < _columns.Length && _columns[place] >= 0)
            {
                row.Set(_columns[place], value);
            }
        }

        return place == _columns.Length
            ? true
            : throw SalesforceFailure.Protocol("a row of a bulk result has not as many values as there are columns, or ends in the middle");
    }

    /// <summary>The value that begins at a place; the place moves to the next one.</summary>
    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ref int at)
    {
        ReadOnlySpan<byte> rest = line[at..];
        if (rest.IsEmpty || rest[0] != '"')
        {
            int comma = rest.IndexOf((byte)',');
            at += comma < 0 ? rest.Length + 1 : comma + 1;
            return comma < 0 ? rest : rest[..comma];
        }

        int close = 1 + rest[1..].IndexOf((byte)'"');
        if (close > 0 && (close + 1 == rest.Length || rest[close + 1] == ',') && !rest[1..close].Contains((byte)0))
        {
            at += close + 2;
            return rest[1..close];
        }

        return Unquote(rest, ref at);
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> rest, ref int at)
    {
        _value.Clear();
        for (int i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                if (i + 1 >= rest.Length || rest[i + 1] != '"')
                {
                    at += i + 2;
                    return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_value);
                }

                i++;
            }

            if (rest[i] != 0)
            {
                _value.Add(rest[i]);
            }
        }

        throw SalesforceFailure.Protocol("a row of a bulk result ends in the middle");
    }
}
