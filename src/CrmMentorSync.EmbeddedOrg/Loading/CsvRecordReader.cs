namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>
/// Reads records line by line. A broken record costs its first line only and reading goes on at the next: a missing quote would
/// otherwise swallow the rest of the file in one value.
/// </summary>
internal sealed class CsvRecordReader(TextReader file)
{
    // Far above Salesforce's longest text field (131,072 characters); beyond it a value is not long but unclosed.
    private const int MaxRecordLength = 400_000;

    private readonly Stack<string> _putBack = new();
    private readonly List<Range> _ranges = [];
    private readonly List<TextPool> _pools = [];
    private long _line;

    /// <summary>The next record, blank lines passed over; null at the end.</summary>
    /// <param name="expected">How many values it must have; 0 for any number.</param>
    public CsvRecord? Read(int expected)
    {
        string? first = NextLine();
        while (first is { Length: 0 })
        {
            first = NextLine();
        }

        if (first is null)
        {
            return null;
        }

        long start = _line;
        List<string> lines = [first];
        string text = first;
        CsvSplit split = CsvLine.Split(text, _ranges, out string? fault);
        while (split == CsvSplit.Open && text.Length < MaxRecordLength && TakeUntilQuote(lines))
        {
            text = string.Join('\n', lines);
            split = CsvLine.Split(text, _ranges, out fault);
        }

        if (split == CsvSplit.Whole && (expected == 0 || _ranges.Count == expected))
        {
            return new CsvRecord(start, Cut(text), null);
        }

        PutBack(lines, start);
        return new CsvRecord(start, null, fault ?? (split == CsvSplit.Open
            ? "a quoted value is never closed; add the closing quote"
            : $"it has {_ranges.Count} values where the header has {expected}; give one value for each column"));
    }

    /// <summary>Adds lines up to one that has a quote, for only such a line can close a value; false at the end of the file.</summary>
    private bool TakeUntilQuote(List<string> lines)
    {
        int length = 0;
        while (length < MaxRecordLength && NextLine() is { } next)
        {
            lines.Add(next);
            length += next.Length + 1;
            if (next.Contains('"'))
            {
                return true;
            }
        }

        return false;
    }

    private void PutBack(List<string> lines, long start)
    {
        for (int at = lines.Count - 1; at > 0; at--)
        {
            _putBack.Push(lines[at]);
        }

        _line = start;
    }

    private string? NextLine()
    {
        string? line = _putBack.Count > 0 ? _putBack.Pop() : file.ReadLine();
        _line += line is null ? 0 : 1;
        return line;
    }

    private string[] Cut(string text)
    {
        while (_pools.Count < _ranges.Count)
        {
            _pools.Add(new TextPool());
        }

        var fields = new string[_ranges.Count];
        for (int at = 0; at < fields.Length; at++)
        {
            ReadOnlySpan<char> raw = text.AsSpan(_ranges[at]);
            bool quoted = raw.Length > 0 && raw[0] == '"';
            ReadOnlySpan<char> inner = quoted ? raw[1..^1] : raw;
            fields[at] = quoted && inner.Contains('"')
                ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
                : _pools[at].Share(inner);
        }

        return fields;
    }
}
