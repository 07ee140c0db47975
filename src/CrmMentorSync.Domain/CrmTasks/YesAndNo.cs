namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A yes and a no as people write them, in English and German. In doubt it is neither.</summary>
internal static class YesAndNo
{
    /// <summary>"No - not now", "nein danke" or a bare "no"; not "No budget this quarter", which may be about anything.</summary>
    public static bool IsNearlyNo(string line)
    {
        string text = line.TrimStart('-', '*', '•', '>', ' ');
        string word = new([.. text.TakeWhile(char.IsLetter)]);
        string rest = text[word.Length..].TrimStart();
        return IsNo(word) && (rest.Length == 0 || "-–—,.;!=".Contains(rest[0], StringComparison.Ordinal) || IsClearNo(line));
    }

    /// <summary>Nothing but a no, however polite. "No, this is fine" is none.</summary>
    public static bool IsClearNo(string line) => WordsOf(line) is ["no" or "nein"] or ["no", "thanks"] or ["no", "thank", "you"] or ["nein", "danke"];

    public static bool IsYes(string value) => WordsOf(value) is ["yes" or "ja" or "please" or "bitte"] or ["yes", "please"] or ["ja", "bitte"];

    public static bool IsNo(string value) => WordsOf(value) is ["no" or "nein"];

    private static string[] WordsOf(string text) =>
        new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
