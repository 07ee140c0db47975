namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>What we wrote below the words of a Task's owner: none of it is their answer.</summary>
internal static class TaskNotes
{
    private static readonly string[] Notes =
        [.. Enum.GetValues<TaskLanguage>().SelectMany(language => new[] { TaskTexts.ClosedNote(language), TaskTexts.LapsedNote(language), TaskTexts.DeclinedNote(language) })];

    public static string Without(string description) => string.Join('\n', description.ReplaceLineEndings("\n").Split('\n').Where(line => !IsNote(line.Trim())));

    private static bool IsNote(string line) => Notes.Contains(line, StringComparer.Ordinal) || WishNote.Is(line);
}
