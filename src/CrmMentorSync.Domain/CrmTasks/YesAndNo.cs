namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A yes and a no behind a label, as people write them in English and German. In doubt it is neither.</summary>
internal static class YesAndNo
{
    public static bool IsYes(string value) => WordsOf(value) is ["yes" or "ja" or "please" or "bitte"] or ["yes", "please"] or ["ja", "bitte"];

    public static bool IsNo(string value) => WordsOf(value) is ["no" or "nein"];

    private static string[] WordsOf(string text) =>
        new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
