using System.Buffers;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Reads one page of a query from a stream, row by row into the row given, through a pooled buffer: neither the page nor a document of it is ever
/// in memory. Tokens, and characters within them, may be split anywhere between two reads of the stream.
/// </summary>
internal sealed class QueryPageReader(QueryRow row) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LongestValue = 64 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _streamEnded;
    private JsonReaderState _json;

    private Place _place = Place.BeforePage;
    private Envelope _property;
    private QueryColumns.Node? _node;
    private QueryColumns.Node? _value;
    private int _skipping = -1;
    private bool _sawRecords;

    private enum Place { BeforePage, InPage, InRecords, InRow, AfterPage }

    private enum Envelope { Other, TotalSize, Done, NextRecordsUrl, Records }

    private enum Step { Row, NeedMore, End }

    /// <summary>True: the last page. Null until the page has said so.</summary>
    public bool? Done { get; private set; }

    public string? NextRecordsUrl { get; private set; }

    /// <summary>All rows of the query, not of the page.</summary>
    public long? TotalSize { get; private set; }

    /// <summary>A row that is in the buffer already; false: ask <see cref="ReadRowAsync"/>.</summary>
    public bool TryReadRow() => Advance() == Step.Row;

    /// <summary>False at the end of the page; then <see cref="Done"/> and <see cref="NextRecordsUrl"/> are known.</summary>
    public async ValueTask<bool> ReadRowAsync(Stream stream, CancellationToken ct)
    {
        while (true)
        {
            switch (Advance())
            {
                case Step.Row:
                    return true;
                case Step.End:
                    CheckEnvelope();
                    return false;
                case Step.NeedMore:
                    await FillAsync(stream, ct);
                    break;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(Stream stream, CancellationToken ct)
    {
        if (_streamEnded)
        {
            throw SalesforceFailure.Protocol("a page of a query ends in the middle");
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Grow();
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _streamEnded = read == 0;
        _end += read;
    }

    /// <summary>One value is longer than the buffer.</summary>
    private void Grow()
    {
        if (_buffer.Length >= LongestValue)
        {
            throw SalesforceFailure.Protocol("a value of a query is longer than 64 MB");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private Step Advance()
    {
        if (_place == Place.AfterPage)
        {
            return Step.End;
        }

        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _streamEnded, _json);
        try
        {
            bool rowEnded = false;
            while (!rowEnded && _place != Place.AfterPage && reader.Read())
            {
                // Nearly every token is one of a row.
                rowEnded = _place == Place.InRow && _skipping < 0 ? TakeRow(ref reader) : Take(ref reader);
            }

            _start += (int)reader.BytesConsumed;
            _json = reader.CurrentState;
            return rowEnded ? Step.Row : _place == Place.AfterPage ? Step.End : Step.NeedMore;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw SalesforceFailure.Protocol("a page of a query is no proper JSON, or ends in the middle", unreadable);
        }
    }

    /// <summary>One token. True where it ends a row.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        if (_skipping >= 0)
        {
            if (reader.CurrentDepth == _skipping && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _skipping = -1;
            }

            return false;
        }

        switch (_place)
        {
            case Place.BeforePage:
                _place = reader.TokenType == JsonTokenType.StartObject
                    ? Place.InPage
                    : throw SalesforceFailure.Protocol("the answer to a query is no page");
                return false;
            case Place.InPage:
                TakeEnvelope(ref reader);
                return false;
            case Place.InRecords:
                TakeRecords(ref reader);
                return false;
            case Place.InRow:
                return TakeRow(ref reader);
            case Place.AfterPage:
            default:
                return false;
        }
    }

    private void TakeEnvelope(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _property = reader.ValueTextEquals("totalSize"u8) ? Envelope.TotalSize
                    : reader.ValueTextEquals("done"u8) ? Envelope.Done
                    : reader.ValueTextEquals("nextRecordsUrl"u8) ? Envelope.NextRecordsUrl
                    : reader.ValueTextEquals("records"u8) ? Envelope.Records
                    : Envelope.Other;
                break;
            case JsonTokenType.EndObject:
                _place = Place.AfterPage;
                break;
            case JsonTokenType.StartArray when _property == Envelope.Records:
                _place = Place.InRecords;
                _sawRecords = true;
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                _skipping = reader.CurrentDepth;
                break;
            case JsonTokenType.True or JsonTokenType.False when _property == Envelope.Done:
                Done = reader.GetBoolean();
                break;
            case JsonTokenType.String when _property == Envelope.NextRecordsUrl:
                NextRecordsUrl = reader.GetString();
                break;
            case JsonTokenType.Number when _property == Envelope.TotalSize:
                TotalSize = reader.TryGetInt64(out long total) ? total : null;
                break;
            default:
                break;
        }
    }

    private void TakeRecords(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                row.Add();
                _node = row.Columns.Root;
                _place = Place.InRow;
                break;
            case JsonTokenType.EndArray:
                _place = Place.InPage;
                break;
            default:
                throw SalesforceFailure.Protocol("a record of a query is no object");
        }
    }

    private bool TakeRow(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _value = Find(ref reader);
                return false;
            case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                if (_value is { Column: >= 0 } column)
                {
                    row.Set(column.Column, ref reader);
                }

                return false;
            case JsonTokenType.StartObject when _value is { Column: < 0 }:
                _node = _value;
                return false;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                // "attributes", child rows, compound fields: nothing that was bound to a column. Mostly all of it is in the buffer.
                int depth = reader.CurrentDepth;
                _skipping = reader.TrySkip() ? -1 : depth;
                return false;
            case JsonTokenType.EndObject:
                _node = _node!.Parent;
                _place = _node is null ? Place.InRecords : Place.InRow;
                return _node is null;
            default:
                return false;
        }
    }

    private QueryColumns.Node? Find(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? _node!.Find(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!)) : _node!.Find(reader.ValueSpan);

    private void CheckEnvelope()
    {
        string? problem = (_sawRecords, Done, NextRecordsUrl) switch
        {
            (false, _, _) => "has no records",
            (_, null, _) => "does not say whether it is the last",
            (_, false, null or "") => "says that more rows follow and not where: taking it as the end would lose data",
            (_, true, { Length: > 0 }) => "says that it is the last and yet where the next one is",
            _ => null,
        };
        if (problem is not null)
        {
            throw SalesforceFailure.Protocol($"a page of a query {problem}");
        }
    }
}
