namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>Shares the texts of a column that repeat (stages, owners, days); gives up on a column whose texts are mostly new.</summary>
internal sealed class TextPool
{
    private const int MaxTexts = 4_096;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Share(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out string? known))
        {
            return known;
        }

        var created = new string(text);
        if (_texts.Count < MaxTexts)
        {
            _texts.Add(created);
        }

        return created;
    }
}
