namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A yes and a no behind a label, as people write them in English and German. In doubt it is neither.</summary>
internal static class YesAndNo
{
    private static readonly HashSet<string> Glad = new(StringComparer.Ordinal)
    {
        "yes", "ok", "okay", "fine", "good", "great", "thanks", "thank", "agreed", "approved", "sure", "happy", "gladly", "perfect", "done",
        "ja", "gut", "gerne", "gern", "danke", "vielen", "super", "passt", "einverstanden", "klar", "genehmigt", "erledigt", "prima",
    };

    private static readonly HashSet<string> Against = new(StringComparer.Ordinal)
    {
        "not", "no", "never", "but", "except", "unless", "if", "dont", "cant", "wont", "instead", "later", "nicht", "nein", "kein", "keine", "keinen", "nie", "aber", "wenn", "statt",
        "stattdessen", "spater", "später", "erst",
    };

    public static bool IsYes(string value) => !value.Contains('?', StringComparison.Ordinal) && PlainWords.Of(value) is ["yes" or "ja" or "please" or "bitte"] or ["yes", "please"] or ["ja", "bitte"];

    /// <summary>Whether somebody is glad of it: such words beside a yes leave no doubt.</summary>
    public static bool IsGlad(string text)
    {
        string[] words = PlainWords.Of(text);
        return words is [] || Glad.Contains(words[0]) && !words.Any(Against.Contains) && !text.Contains('?', StringComparison.Ordinal);
    }

    public static bool IsNo(string value) => PlainWords.Of(value) is ["no" or "nein"];
}

/// <summary>What somebody wrote as bare words: in lower case, without marks.</summary>
internal static class PlainWords
{
    public static string[] Of(string text) =>
        new string([.. text.Where(letter => letter is not ('\'' or '’')).Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
