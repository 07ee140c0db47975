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

    private const string Bar = "| ";
    private const string English = "Noted by the mentoring programme: ";
    private const string German = "Vom Mentoring-Programm vermerkt: ";
    private const string EnglishEnd = " decides this, as the mentee's manager. What was answered before does not count.";
    private const string GermanEnd = " entscheidet das als Führungskraft des Mentees. Was vorher geantwortet wurde, zählt nicht.";

    /// <summary>The text with the note; null where it has been told before, or there is nothing to tell.</summary>
    /// <param name="ours">The text as we wrote it.</param>
    /// <param name="isAnswered">It was closed, or a no was heard; false: there may be words in it all the same.</param>
    public static string? Below(string description, string ours, PersonName decider, TaskLanguage language, bool isAnswered)
    {
        string note = language switch
        {
            TaskLanguage.English => $"{English}{decider.Value}{EnglishEnd}",
            TaskLanguage.German => $"{German}{decider.Value}{GermanEnd}",
        };
        var own = new OwnLines(ours);
        bool isTold = Has(description);
        AnswerLine[] lines = [.. AnswerLine.Of(description)];
        string[] muted = [.. lines.Select(line => Answers(line, own, isTold) ? $"{Bar}{line.Written}" : line.Written)];
        return description.Contains(note, StringComparison.Ordinal) || (!isAnswered && muted.SequenceEqual(lines.Select(line => line.Written)))
            ? null
            : $"{string.Join('\n', muted).TrimEnd()}\n\n{note}".TrimStart('\n');
    }

    /// <summary>Whether a line is such a note.</summary>
    public static bool Is(string line) =>
        (line.StartsWith(English, StringComparison.Ordinal) && line.EndsWith(EnglishEnd, StringComparison.Ordinal))
        || (line.StartsWith(German, StringComparison.Ordinal) && line.EndsWith(GermanEnd, StringComparison.Ordinal));

    /// <summary>Whether a text holds one: then what stands behind a bar is nobody's answer any more.</summary>
    public static bool Has(string description) => description.ReplaceLineEndings("\n").Split('\n').Any(line => Is(line.Trim()));

    /// <summary>Whether a line is what somebody answered before.</summary>
    public static bool IsMuted(string line) => line.StartsWith(Bar, StringComparison.Ordinal);

    private static bool Answers(AnswerLine line, OwnLines own, bool isTold) =>
        line.Written.Length > 0 && !own.Has(line.Text) && !TaskNotes.Is(line.Written) && !(isTold && IsMuted(line.Written))
        && AnswerLabels.Of(line.Text) is not { Value: "", Label: not (AnswerLabel.No or AnswerLabel.Yes) };
}
