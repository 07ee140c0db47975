namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Cuts a query into words, literals and symbols.</summary>
internal static class SoqlTokenizer
{
    private const string Symbols = "(),=<>!:";

    public static List<SoqlToken> Cut(string query)
    {
        List<SoqlToken> tokens = [];
        int at = 0;
        while (at < query.Length)
        {
            char character = query[at];
            if (char.IsWhiteSpace(character))
            {
                at++;
                continue;
            }

            SoqlToken token = character switch
            {
                '\'' => ReadText(query, at),
                _ when char.IsAsciiDigit(character) || character is '+' or '-' or '.' => ReadNumber(query, at),
                _ when char.IsAsciiLetter(character) || character == '_' => ReadWhile(
                    query, at, SoqlTokenKind.Word, letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.'),
                _ when Symbols.Contains(character) => ReadSymbol(query, at),
                _ => throw SoqlError.Unexpected(query, at, character.ToString()),
            };
            tokens.Add(token);
            at += token.Text.Length + (token.Kind == SoqlTokenKind.Text ? 2 : 0);
        }

        tokens.Add(new SoqlToken(SoqlTokenKind.End, "", query.Length));
        return tokens;
    }

    private static SoqlToken ReadText(string query, int start)
    {
        for (int at = start + 1; at < query.Length; at++)
        {
            if (query[at] == '\\')
            {
                at++;
            }
            else if (query[at] == '\'')
            {
                return new SoqlToken(SoqlTokenKind.Text, query[(start + 1)..at], start);
            }
        }

        throw SoqlError.Malformed(query, start, "the string that starts here has no closing quote");
    }

    private static SoqlToken ReadSymbol(string query, int at)
    {
        bool two = at + 1 < query.Length && query.AsSpan(at, 2) is "!=" or "<=" or ">=" or "<>";
        return new SoqlToken(SoqlTokenKind.Symbol, query.Substring(at, two ? 2 : 1), at);
    }

    private static SoqlToken ReadNumber(string query, int at)
    {
        SoqlToken token = ReadWhile(
            query, at, SoqlTokenKind.Number, letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '-' or '.' or ':');
        bool dated = token.Text.Length >= 10 && token.Text[4] == '-' && token.Text[7] == '-';
        return dated ? token with { Kind = token.Text.Length == 10 ? SoqlTokenKind.Date : SoqlTokenKind.DateTime } : token;
    }

    private static SoqlToken ReadWhile(string query, int start, SoqlTokenKind kind, Func<char, bool> belongs)
    {
        int end = start + 1;
        while (end < query.Length && belongs(query[end]))
        {
            end++;
        }

        return new SoqlToken(kind, query[start..end], start);
    }
}
