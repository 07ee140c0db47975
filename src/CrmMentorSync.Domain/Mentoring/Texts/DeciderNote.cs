using CrmMentorSync.Domain.CrmTasks;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// What stands below an approval that was answered by somebody who does not decide: who does. It is told once, and what was answered is
/// kept as words that answer nothing, so that whoever gets the Task next is not taken at another's word.
/// </summary>
public static class DeciderNote
{
    /// <summary>What the state and the digest say of such an answer.</summary>
    public const string Stranger = "answered by someone who is not in the mentee's reporting line";

    /// <summary>The text with the note; null where it has been told before, or there is nothing to tell.</summary>
    /// <param name="isAnswered">It was closed, or a no was heard; false: there may be words in it all the same.</param>
    public static string? Below(string description, PersonName decider, TaskLanguage language, bool isAnswered)
    {
        string note = Write(decider, language);
        string muted = TaskAnswers.Muted(description);
        return description.Contains(note, StringComparison.Ordinal) || (!isAnswered && muted == description.ReplaceLineEndings("\n"))
            ? null
            : $"{muted.TrimEnd()}\n\n{note}".TrimStart('\n');
    }

    private static string Write(PersonName decider, TaskLanguage language) => language switch
    {
        TaskLanguage.English => $"Noted by the mentoring programme: {decider.Value} decides this, as the mentee's manager. What was answered before does not count.",
        TaskLanguage.German => $"Vom Mentoring-Programm vermerkt: Das entscheidet {decider.Value} als Führungskraft des Mentees. Was vorher geantwortet wurde, zählt nicht.",
    };
}
