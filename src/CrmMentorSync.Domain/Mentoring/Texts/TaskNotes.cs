using CrmMentorSync.Domain.CrmTasks;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>What we wrote below the words of a Task's owner, and words that we quoted behind a bar: none of it is their answer.</summary>
internal static class TaskNotes
{
    private const string Bar = "| ";

    private static readonly string[] Beginnings =
    [
        "Noted by the mentoring programme:", "Vom Mentoring-Programm vermerkt:",
        .. Enum.GetValues<TaskLanguage>().SelectMany(language => new[] { TaskTexts.ClosedNote(language), TaskTexts.LapsedNote(language) }),
    ];

    public static string Without(string description) => string.Join('\n', Lines(description).Where(line => !Is(line)));

    /// <summary>The same words without any answer in them: each line that gives one, or may give one, is quoted behind a bar.</summary>
    /// <param name="ours">The text as we wrote it; null where it is not known.</param>
    public static string Muted(string description, string? ours)
    {
        var own = new OwnLines(ours);
        return string.Join('\n', Lines(description).Select(line => Is(line) || own.Has(AnswerLine.Of(line).First().Text) || !IsAnswer(line, own.AreKnown) ? line : Bar + line));
    }

    private static bool IsAnswer(string line, bool isOthers)
    {
        string text = AnswerLine.Of(line).First().Text;
        return AnswerLabels.Of(text) is { } said ? said.Value.Length > 0 || said.Label == AnswerLabel.No
            : text.Length > 0 && (isOthers || PlainNo.Of(text, isOthers: true) is not null);
    }

    private static bool Is(string line) => line.StartsWith(Bar, StringComparison.Ordinal) || Beginnings.Any(note => line.Trim().StartsWith(note, StringComparison.Ordinal));

    private static string[] Lines(string description) => description.ReplaceLineEndings("\n").Split('\n');
}
