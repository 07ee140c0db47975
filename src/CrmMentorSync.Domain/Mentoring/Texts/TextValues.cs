using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Texts;

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

    /// <summary>Several people, named one after the other; empty: the line with them is left out.</summary>
    public IReadOnlyList<PersonName> People { get; init; } = [];

    /// <summary>Talks to be rated, one line each; empty where the text asks about none.</summary>
    public IReadOnlyList<Talk> Talks { get; init; } = [];

    /// <summary>What somebody wrote and confirmed by closing their Task; null where the text passes nothing on.</summary>
    public ConfirmedWords? Words { get; init; }

    /// <summary>What was answered to <see cref="Words"/>, confirmed as these are.</summary>
    public ConfirmedWords? Answer { get; init; }

    /// <summary>The address of the record that the Task is about; null: none, and the line with it is left out.</summary>
    public string? Link { get; init; }

    /// <summary>A deadline that the text names; null where it names none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The status that means no.</summary>
    public required string DeclineStatus { get; init; }

    /// <summary>The operator's own sentence on expenses; null: nothing is said about money.</summary>
    public string? ExpenseNote { get; init; }
}

/// <summary>A person's name on one line, safe to put into a text.</summary>
public readonly record struct PersonName
{
    public const int MaxLength = 60;

    public PersonName(string name)
    {
        string line = PlainText.OneLine(name);
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

    internal static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}

/// <summary>A talk of two people on a topic.</summary>
public readonly record struct Talk(PersonName Mentee, PersonName Mentor, Skill Topic);

/// <summary>
/// Words that their author confirmed for others, on one line. Whoever wrote them: a word that may stand in no Task is not
/// passed on, and neither is what stands around it.
/// </summary>
public readonly record struct ConfirmedWords
{
    public const int MaxLength = 300;

    public ConfirmedWords(string words)
    {
        string line = PlainText.OneLine(words);
        Value = line.Length == 0 || LabelSafety.Find(words).Count > 0 ? "…" : PersonName.Cut(line, MaxLength);
    }

    public string Value { get; }
}
