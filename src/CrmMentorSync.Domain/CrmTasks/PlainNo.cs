namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A line that begins with a no and has no colon.</summary>
/// <param name="IsPlain">It says no and nothing else; else it may be about anything, and its author is asked.</param>
/// <param name="Words">What stands behind the no; empty where it stands alone.</param>
internal readonly record struct PlainNo(bool IsPlain, string Words)
{
    private static readonly HashSet<string> Noes = new(StringComparer.OrdinalIgnoreCase) { "No", "Nein", "Nope", "Nah", "Nee", "Nö" };

    private const string Marks = "-–—,.;!=";

    /// <summary>What may follow a no that is one, without its marks.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "", "thanks", "thank you", "many thanks", "thanks a lot", "sorry", "not now", "not this time", "rather not", "i would rather not", "id rather not", "please not",
        "danke", "vielen dank", "danke nein", "lieber nicht", "leider nicht", "leider nein", "bitte nicht", "jetzt nicht", "nicht jetzt", "diesmal nicht", "eher nicht",
    };

    /// <param name="isOthers">The line is known to be somebody else's; where it may be ours, only a no with a mark behind it is one.</param>
    public static PlainNo? Of(string line, bool isOthers)
    {
        string word = new([.. line.TakeWhile(char.IsLetter)]);
        string rest = line[word.Length..].Trim();
        if (!Noes.Contains(word))
        {
            return null;
        }

        string words = string.Join(' ', PlainWords.Of(rest));
        bool isPlain = Plain.Contains(words) && !rest.Contains('?', StringComparison.Ordinal);
        bool hasMark = rest.Length == 0 || Marks.Contains(rest[0], StringComparison.Ordinal);
        return isPlain || hasMark || isOthers ? new PlainNo(isPlain, rest.TrimStart([.. Marks, ' '])) : null;
    }

    /// <summary>Behind <c>No:</c> it says that there is nothing against it.</summary>
    public static bool IsNoObjection(string words) => PlainWords.Of(words) is ["no" or "none" or "keine" or "kein", "objection" or "objections" or "concerns" or "einwand" or "einwande" or "einwände" or "bedenken", ..];
}
