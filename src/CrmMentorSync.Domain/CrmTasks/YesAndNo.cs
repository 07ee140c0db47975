namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A yes and a no behind a label, as people write them in English and German. In doubt it is neither.</summary>
internal static class YesAndNo
{
    public static bool IsYes(string value) => PlainWords.Of(value) is ["yes" or "ja" or "please" or "bitte"] or ["yes", "please"] or ["ja", "bitte"];

    public static bool IsNo(string value) => PlainWords.Of(value) is ["no" or "nein"];
}

/// <summary>What somebody wrote as bare words: in lower case, without marks.</summary>
internal static class PlainWords
{
    public static string[] Of(string text) =>
        new string([.. text.Where(letter => letter is not ('\'' or '’')).Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
