namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>What we wrote below the words of a Task's owner: none of it is their answer.</summary>
internal static class TaskNotes
{
    private static readonly string[] Notes =
        [.. Enum.GetValues<TaskLanguage>().SelectMany(language => new[] { TaskTexts.ClosedNote(language), TaskTexts.LapsedNote(language), TaskTexts.DeclinedNote(language) })];

    /// <summary>What a person wrote who decides: where the Task went to another, what was answered before is left out with our notes.</summary>
    public static string Without(string description)
    {
        bool isRedirected = DeciderNote.Has(description);
        return string.Join('\n', description.ReplaceLineEndings("\n").Split('\n').Where(line => !Is(line.Trim()) && !(isRedirected && DeciderNote.IsMuted(line.Trim()))));
    }

    public static bool Is(string line) =>
        Notes.Contains(line, StringComparer.Ordinal) || WishNote.Is(line) || DeciderNote.Is(line) || TaskTexts.IsPutOffNote(line);
}
