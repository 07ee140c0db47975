using System.Globalization;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Performance;

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
}

/// <summary>
/// All that may be put into a Task's text. There is no place for a number about a person or for a label, so none can
/// get in.
/// </summary>
public sealed record TextValues
{
    public required PersonName Mentor { get; init; }

    /// <summary>Null in an invitation, which names no one.</summary>
    public PersonName? Mentee { get; init; }

    /// <summary>What the pair talks about; named in the reader's language.</summary>
    public required Skill Topic { get; init; }

    /// <summary>A customer; null where the text names none.</summary>
    public PersonName? Account { get; init; }

    /// <summary>Several people, named one after the other; empty where the text names none.</summary>
    public IReadOnlyList<PersonName> People { get; init; } = [];

    /// <summary>A deadline that the text names; null where it names none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The status that means no.</summary>
    public required string DeclineStatus { get; init; }

    /// <summary>The operator's own sentence on expenses; null: a neutral one.</summary>
    public string? ExpenseNote { get; init; }
}

/// <summary>A person's name on one line, safe to put into a text.</summary>
public readonly record struct PersonName
{
    public const int MaxLength = 60;

    public PersonName(string name)
    {
        // Format characters too: a right-to-left override in a name would turn the rest of the subject around.
        string line = string.Join(' ', new string([.. name.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Value = Cut(line.Length == 0 ? "…" : line, MaxLength);
    }

    public string Value { get; }

    /// <summary>At most so many characters; the first name stays whole where it fits.</summary>
    public string Within(int max)
    {
        if (Value.Length <= max)
        {
            return Value;
        }

        int space = Value.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space <= max ? Value[..space] : Cut(Value, max);
    }

    private static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}

/// <summary>Puts values into templates.</summary>
public static class TaskTexts
{
    /// <exception cref="InvalidOperationException">The text would carry a label, or a value that it names is missing.</exception>
    public static TaskText Render(TextId id, TaskLanguage language, TextValues values, TextOverrides? overrides = null)
    {
        TextTemplate template = overrides?.Of(id, language) ?? Template(id, language);
        string hidden = Fill(template.Subject + "\n" + template.Body, values, language, _ => "…");
        if (LabelSafety.Find(hidden) is [var word, ..])
        {
            throw new InvalidOperationException($"the text {id} would carry the word '{word}', which may stand in no Task");
        }

        string subject = new[] { PersonName.MaxLength, 30, 20, 12 }
            .Select(length => Fill(template.Subject, values, language, name => name.Within(length)))
            .First(line => line.Length <= TaskFields.MaxSubject);
        return new TaskText(subject, Fill(template.Body, values, language, name => name.Value));
    }

    public static TextTemplate Template(TextId id, TaskLanguage language) => language switch
    {
        TaskLanguage.English => EnglishPracticeTexts.Of(id) ?? EnglishTexts.Of(id),
        TaskLanguage.German => GermanPracticeTexts.Of(id) ?? GermanTexts.Of(id),
    };

    /// <summary>The line that a Task gets when it is closed because nobody needs it any more.</summary>
    public static string ClosedNote(TaskLanguage language) => language switch
    {
        TaskLanguage.English => EnglishTexts.ClosedNote,
        TaskLanguage.German => GermanTexts.ClosedNote,
    };

    /// <summary>Whether a Task was closed by us, as its text says.</summary>
    public static bool IsClosedByUs(string description) =>
        Enum.GetValues<TaskLanguage>().Any(language => description.Contains(ClosedNote(language), StringComparison.Ordinal));

    /// <summary>
    /// The line that a Task gets when the no in it was heard. Whatever becomes of the status and of the words afterwards, it
    /// tells a rebuilt state what was said.
    /// </summary>
    public static string DeclinedNote(TaskLanguage language) => language switch
    {
        TaskLanguage.English => EnglishTexts.DeclinedNote,
        TaskLanguage.German => GermanTexts.DeclinedNote,
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
            .Replace("{decline}", values.DeclineStatus, StringComparison.Ordinal)
            .Replace("{expense}", values.ExpenseNote ?? (language == TaskLanguage.German ? GermanTexts.Expense : EnglishTexts.Expense), StringComparison.Ordinal);
        text = values.Account is { } account ? Name(text, "{account}", name(account)) : text;
        text = text.Replace("{people}", string.Join(", ", values.People.Select(name)), StringComparison.Ordinal);
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

    private static string? Missing(string template, TextValues values) =>
        values.Mentee is null && template.Contains("{mentee}", StringComparison.Ordinal) ? "{mentee}"
        : values.Account is null && template.Contains("{account}", StringComparison.Ordinal) ? "{account}"
        : values.Day is null && template.Contains("{day}", StringComparison.Ordinal) ? "{day}"
        : null;
}
