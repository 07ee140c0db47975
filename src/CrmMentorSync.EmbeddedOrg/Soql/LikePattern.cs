using System.Text;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>A LIKE pattern: % is any text, _ any one character, both escapable.</summary>
internal sealed class LikePattern
{
    private readonly string _characters;
    private readonly bool[] _wild;
    private readonly bool _ignoreCase;

    private LikePattern(string characters, bool[] wild, bool ignoreCase)
    {
        _characters = characters;
        _wild = wild;
        _ignoreCase = ignoreCase;
    }

    public static LikePattern Parse(string query, SoqlLiteral literal, bool ignoreCase)
    {
        var characters = new StringBuilder();
        List<bool> wild = [];
        string raw = literal.Raw;
        for (int at = 0; at < raw.Length; at++)
        {
            char character = raw[at];
            bool escaped = character == '\\';
            if (escaped)
            {
                character = raw[at + 1] is '_' or '%' ? raw[++at] : SoqlText.Escape(query, raw, literal.Position, ref at);
            }

            characters.Append(character);
            wild.Add(!escaped && character is '_' or '%');
        }

        return new LikePattern(characters.ToString(), [.. wild], ignoreCase);
    }

    /// <summary>Matches greedily, going back to the last % only: linear in practice, quadratic at worst.</summary>
    public bool Matches(string text)
    {
        int at = 0;
        int pattern = 0;
        int lastMany = -1;
        int resumeAt = 0;
        while (at < text.Length)
        {
            if (pattern < _characters.Length && IsMany(pattern))
            {
                lastMany = pattern++;
                resumeAt = at;
            }
            else if (pattern < _characters.Length && MatchesOne(pattern, text[at]))
            {
                pattern++;
                at++;
            }
            else if (lastMany >= 0)
            {
                pattern = lastMany + 1;
                at = ++resumeAt;
            }
            else
            {
                return false;
            }
        }

        while (pattern < _characters.Length && IsMany(pattern))
        {
            pattern++;
        }

        return pattern == _characters.Length;
    }

    private bool IsMany(int pattern) => _wild[pattern] && _characters[pattern] == '%';

    private bool MatchesOne(int pattern, char character) => _wild[pattern] || _characters[pattern] == character
        || (_ignoreCase && char.ToUpperInvariant(_characters[pattern]) == char.ToUpperInvariant(character));
}
