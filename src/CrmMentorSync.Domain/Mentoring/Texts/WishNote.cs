using CrmMentorSync.Domain.Pairings.Rounds;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// What a manager is told below the approval where the one they named cannot be the mentor. It quotes the name, so that the line with it
/// is known as answered, whatever the state remembers. Why somebody takes no part is theirs and is not told.
/// </summary>
public static class WishNote
{
    private const string English = "Noted by the mentoring programme: “";
    private const string German = "Vom Mentoring-Programm vermerkt: „";

    /// <param name="others">Who could be named.</param>
    /// <param name="isDeclined">The one proposed was declined as well: nothing is asked any more.</param>
    public static string Write(string name, WishObstacle why, IReadOnlyList<PersonName> others, bool isDeclined, TaskLanguage language)
    {
        string quoted = new PersonName(name).Value;
        string could = isDeclined ? "" : string.Join(", ", others.Select(other => other.Value));
        return language switch
        {
            TaskLanguage.English => $"{English}{quoted}” cannot be the mentor: {Why(why, language)}."
                + (could.Length == 0 ? "" : $" You could name {could}.")
                + (isDeclined
                    ? " The pair proposed is declined, as you wrote."
                    : " Name someone else in a new line \"Instead:\", close this Task for the one proposed, or add a line \"No:\"."),
            TaskLanguage.German => $"{German}{quoted}“ geht nicht: {Why(why, language)}."
                + (could.Length == 0 ? "" : $" Möglich wären {could}.")
                + (isDeclined
                    ? " Der Vorschlag selbst ist abgelehnt, wie gewünscht."
                    : " Bitte in einer neuen Zeile „Stattdessen:“ jemand anderen nennen, die Aufgabe für den Vorschlag schließen oder eine Zeile „Nein:“ schreiben."),
        };
    }

    /// <summary>Whether a text is such a note.</summary>
    public static bool Is(string? text) => text is not null && (text.StartsWith(English, StringComparison.Ordinal) || text.StartsWith(German, StringComparison.Ordinal));

    /// <summary>What such a note says, without who says it; null for another text.</summary>
    public static string? Body(string text) => Is(text) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : null;

    /// <summary>Whether a Task tells what became of a name.</summary>
    public static bool Answers(string description, string name) =>
        description.Contains($"{English}{new PersonName(name).Value}”", StringComparison.Ordinal)
        || description.Contains($"{German}{new PersonName(name).Value}“", StringComparison.Ordinal);

    /// <summary>The last such note in a Task; null where there is none.</summary>
    public static string? In(string description) => description.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).LastOrDefault(Is);

    private static string Why(WishObstacle why, TaskLanguage language) => (why, language) switch
    {
        (WishObstacle.NobodyOfThatName, TaskLanguage.English) => "nobody of that name sells here",
        (WishObstacle.NobodyOfThatName, TaskLanguage.German) => "niemand im Verkauf heißt so",
        (WishObstacle.SeveralOfThatName, TaskLanguage.English) => "several colleagues have that name, so give the username",
        (WishObstacle.SeveralOfThatName, TaskLanguage.German) => "mehrere heißen so, bitte den Benutzernamen angeben",
        (WishObstacle.NoRoom, TaskLanguage.English) => "there is no place left with them at present",
        (WishObstacle.NoRoom, TaskLanguage.German) => "dort ist zurzeit kein Platz frei",
        (WishObstacle.NotAvailable, TaskLanguage.English) => "they do not take part at present",
        (WishObstacle.NotAvailable, TaskLanguage.German) => "zurzeit nicht dabei",
        (WishObstacle.NotTogether, TaskLanguage.English) => "these two cannot be paired",
        (WishObstacle.NotTogether, TaskLanguage.German) => "diese beiden können kein Paar sein",
        (WishObstacle.MenteeIsOut, TaskLanguage.English) => "the mentee does not take part at present",
        (WishObstacle.MenteeIsOut, TaskLanguage.German) => "der Mentee ist zurzeit nicht dabei",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
