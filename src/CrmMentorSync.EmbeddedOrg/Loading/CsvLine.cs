namespace CrmMentorSync.EmbeddedOrg.Loading;

internal enum CsvSplit
{
    Whole,

    /// <summary>A quoted value runs on into the next line.</summary>
    Open,

    Broken,
}

/// <summary>Splits one record by RFC 4180, strictly: what other readers guess at is broken here, and said.</summary>
internal static class CsvLine
{
    /// <param name="fault">Why it is broken.</param>
    public static CsvSplit Split(string text, List<Range> fields, out string? fault)
    {
        fields.Clear();
        fault = null;
        int at = 0;
        while (true)
        {
            int end;
            if (at < text.Length && text[at] == '"')
            {
                end = EndOfQuoted(text, at);
                if (end < 0)
                {
                    return CsvSplit.Open;
                }

                if (end < text.Length && text[end] != ',')
                {
                    fault = $"value {fields.Count + 1} goes on after its closing quote; double the quotes inside a quoted value";
                    return CsvSplit.Broken;
                }
            }
            else
            {
                int comma = text.IndexOf(',', at);
                end = comma < 0 ? text.Length : comma;
                if (text.AsSpan(at, end - at).Contains('"'))
                {
                    fault = $"value {fields.Count + 1} has a quote but is not quoted; quote the value and double the quotes inside it";
                    return CsvSplit.Broken;
                }
            }

            fields.Add(at..end);
            if (end == text.Length)
            {
                return CsvSplit.Whole;
            }

            at = end + 1;
        }
    }

    /// <returns>The place after the closing quote; -1 when there is none.</returns>
    private static int EndOfQuoted(string text, int start)
    {
        int at = start + 1;
        while (true)
        {
            int quote = text.IndexOf('"', at);
            if (quote < 0)
            {
                return -1;
            }

            if (quote + 1 >= text.Length || text[quote + 1] != '"')
            {
                return quote + 1;
            }

            at = quote + 2;
        }
    }
}
