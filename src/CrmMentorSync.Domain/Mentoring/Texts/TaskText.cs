using CrmMentorSync.Domain.CrmTasks;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>A Task's words: <c>{mentor}</c> and the like stand for the values of <see cref="TextValues"/>.</summary>
public sealed record TextTemplate(string Subject, string Body);

/// <summary>What a Task says.</summary>
public sealed record TaskText(string Subject, string Description);

/// <summary>Which words a Task carries. One set for all kinds of pairings.</summary>
public enum TextId
{
    Invite,
    Approve,
    Notice,
    KickoffMentor,
    KickoffMentee,
    WorksheetMentee,
    LunchMentor,
    LunchMentee,
    DebriefManager,
    FollowUpMentee,
    FollowUpManager,
    Check4Mentor,
    Check4Mentee,
    Exit,
    Contact,
    CheckInMenteesManager,
    CheckInMentorsManager,
    Expect,
    Check12Mentor,
    Check12Mentee,
    TalkMentor,
    TalkMentee,
    Guide,
    Review,
    Checklist,
    ObserveMentor,
    ObserveOwner,
    ObserveMentee,
    MicroMentor,
    MicroMentee,
    Listen,
    LeadPipeline,
    LeadTraining,
    Share,
    Host,
    InterviewOwner,
    InterviewManager,
    EndorseMentor,
    EndorseMentee,
    Thanks,
    Menu,
    Challenge,
    ChallengeAnswered,

    /// <summary>Two parts of the mail to a mentor from outside, who has no Tasks.</summary>
    OutsideKickoff,
    OutsideTalk,
}

/// <summary>Puts values into templates.</summary>
public static class TaskTexts
{
    private const int ShortestName = 12;

    /// <exception cref="InvalidOperationException">The text would carry a label, or a value that it names is missing.</exception>
    public static TaskText Render(TextId id, TaskLanguage language, TextValues values, TextOverrides? overrides = null)
    {
        // One Task's values must not stop a run: where the operator's words cannot take them, ours stand.
        if (overrides?.Of(id, language) is { } theirs && WordIn(theirs, values, language) is null && Subject(theirs, values, language) is { } line)
        {
            return new TaskText(line, Fill(theirs.Body, values, language, name => name.Value));
        }

        TextTemplate ours = Template(id, language);
        return WordIn(ours, values, language) is { } word
            ? throw new InvalidOperationException($"the text {id} would carry the word '{word}', which may stand in no Task")
            : new TaskText(
                Subject(ours, values, language) ?? PersonName.Cut(Fill(ours.Subject, values, language, name => name.Within(ShortestName)), TaskFields.MaxSubject),
                Fill(ours.Body, values, language, name => name.Value));
    }

    /// <summary>The subject with names as long as they fit; null where it is too long even with the shortest.</summary>
    internal static string? Subject(TextTemplate template, TextValues values, TaskLanguage language) =>
        new[] { PersonName.MaxLength, 30, 20, ShortestName }
            .Select(length => Fill(template.Subject, values, language, name => name.Within(length)))
            .FirstOrDefault(line => line.Length <= TaskFields.MaxSubject && !line.Contains('\n', StringComparison.Ordinal));

    private static string? WordIn(TextTemplate template, TextValues values, TaskLanguage language) => LabelSafety.Find(
        Fill(template.Subject + "\n" + template.Body, values with { Words = null, Answer = null, Link = null }, language, _ => "…")) is [var word, ..] ? word : null;

    public static TextTemplate Template(TextId id, TaskLanguage language) => TextFiles.Of(id, language);

    /// <summary>The line that a Task gets when it is closed because nobody needs it any more.</summary>
    public static string ClosedNote(TaskLanguage language) => language switch
    {
        TaskLanguage.English => "Closed by the mentoring programme: no longer needed.",
        TaskLanguage.German => "Vom Mentoring-Programm geschlossen: wird nicht mehr gebraucht.",
    };

    /// <summary>The same line in an approval that was put off: what becomes of it.</summary>
    public static string PutOffNote(TaskLanguage language, DateOnly until) => ClosedNote(language) + language switch
    {
        TaskLanguage.English => $" The pair is proposed again from {TaskLanguages.Write(until, language)}, if it fits by then.",
        TaskLanguage.German => $" Ab {TaskLanguages.Write(until, language)} wird das Paar neu vorgeschlagen, wenn es dann noch passt.",
    };

    public static bool IsPutOffNote(string line) =>
        Enum.GetValues<TaskLanguage>().Any(language => line.StartsWith(ClosedNote(language) + " ", StringComparison.Ordinal));

    /// <summary>
    /// The line that a Task gets when it is closed because nobody did it in time. Its pair goes on, so a rebuilt state must not take
    /// it for the other one.
    /// </summary>
    public static string LapsedNote(TaskLanguage language) => language switch
    {
        TaskLanguage.English => "Closed by the mentoring programme: its day is long past.",
        TaskLanguage.German => "Vom Mentoring-Programm geschlossen: der Tag ist lange vorbei.",
    };

    /// <summary>Whether a Task was closed by us because its pair was over, as its text says.</summary>
    public static bool IsClosedAsOver(string description) =>
        Enum.GetValues<TaskLanguage>().Any(language => description.Contains(ClosedNote(language), StringComparison.Ordinal));

    /// <summary>Whether a Task was closed by us, as its text says.</summary>
    public static bool IsClosedByUs(string description) => IsClosedAsOver(description)
        || Enum.GetValues<TaskLanguage>().Any(language => description.Contains(LapsedNote(language), StringComparison.Ordinal));

    /// <summary>
    /// The line that a Task gets when the no in it was heard. Whatever becomes of the status and of the words afterwards, it
    /// tells a rebuilt state what was said.
    /// </summary>
    public static string DeclinedNote(TaskLanguage language) => language switch
    {
        TaskLanguage.English => "Noted by the mentoring programme: declined.",
        TaskLanguage.German => "Vom Mentoring-Programm vermerkt: abgelehnt.",
    };

    /// <summary>Whether we have noted a no in a Task.</summary>
    public static bool IsNotedAsDeclined(string description) =>
        Enum.GetValues<TaskLanguage>().Any(language => description.Contains(DeclinedNote(language), StringComparison.Ordinal));

    private static string Fill(string template, TextValues values, TaskLanguage language, Func<PersonName, string> name)
    {
        Topic topic = Topics.Of(values.Topic, language);
        string text = Name(template, "{mentor}", name(values.Mentor))
            .Replace("{topic}", topic.Name, StringComparison.Ordinal)
            .Replace("{cover}", topic.Cover, StringComparison.Ordinal)
            .Replace("{learn}", topic.Learn, StringComparison.Ordinal)
            .Replace("{decline}", values.DeclineStatus, StringComparison.Ordinal);
        text = Expense(text, values.ExpenseNote);
        text = values.Account is { } account ? Name(text, "{account}", name(account)) : text;
        text = text.Replace("{talks}", string.Join('\n', values.Talks.Select(talk => TalkLines.Write(talk, language, name))), StringComparison.Ordinal)
            .Replace("{words}", values.Words?.Value ?? "…", StringComparison.Ordinal)
            .Replace("{answer}", values.Answer?.Value ?? "…", StringComparison.Ordinal);
        text = Line(text, "{link}", values.Link);
        text = Line(text, "{people}", values.People.Count == 0 ? null : string.Join(", ", values.People.Select(name)));
        text = values.Mentee is { } mentee ? Name(text, "{mentee}", name(mentee)) : text;
        text = values.Day is { } day ? text.Replace("{day}", TaskLanguages.Write(day, language), StringComparison.Ordinal) : text;
        return Missing(template, values) is { } missing
            ? throw new InvalidOperationException($"the text names {missing}, but no value was given")
            : text;
    }

    /// <summary>A name that ends with a full stop (<c>Jr.</c>) ends the sentence as well.</summary>
    private static string Name(string text, string place, string name) => text
        .Replace(place + ".", name.TrimEnd('.') + ".", StringComparison.Ordinal)
        .Replace(place, name, StringComparison.Ordinal);

    /// <summary>A line that has nothing to show is not there.</summary>
    private static string Line(string text, string place, string? value) => value is not null
        ? text.Replace(place, value, StringComparison.Ordinal)
        : string.Join('\n', text.Split('\n').Where(line => !line.Contains(place, StringComparison.Ordinal)));

    /// <summary>Whose money a lunch costs only the operator can say: without their sentence none stands there, and no gap either (P9).</summary>
    private static string Expense(string text, string? note) => note is not null
        ? text.Replace("{expense}", note, StringComparison.Ordinal)
        : Line(string.Join('\n', text.Split('\n').Select(line => line.StartsWith("{expense} ", StringComparison.Ordinal) ? line["{expense} ".Length..] : line)), "{expense}", null);

    private static string? Missing(string template, TextValues values) =>
        values.Mentee is null && template.Contains("{mentee}", StringComparison.Ordinal) ? "{mentee}"
        : values.Account is null && template.Contains("{account}", StringComparison.Ordinal) ? "{account}"
        : values.Day is null && template.Contains("{day}", StringComparison.Ordinal) ? "{day}"
        : null;
}
