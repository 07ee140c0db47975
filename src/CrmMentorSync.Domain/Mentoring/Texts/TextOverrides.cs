using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The operator's own words for some Tasks. Only those that may stand in a Task are in it; for the rest ours stand.</summary>
public sealed class TextOverrides
{
    public static TextOverrides None { get; } = new(new Dictionary<(TextId, TaskLanguage), TextTemplate>());

    private static readonly string[] Places = ["{mentor}", "{mentee}", "{topic}", "{cover}", "{learn}", "{decline}", "{expense}", "{account}", "{people}", "{day}", "{talks}", "{words}", "{answer}", "{link}"];

    /// <summary>What may stand in a subject: a line of <see cref="TaskFields.MaxSubject"/> characters holds names, a topic, a day.</summary>
    private static readonly string[] SubjectPlaces = ["{mentor}", "{mentee}", "{topic}", "{account}", "{day}"];

    private readonly IReadOnlyDictionary<(TextId, TaskLanguage), TextTemplate> _templates;

    public TextOverrides(IReadOnlyDictionary<(TextId, TaskLanguage), TextTemplate> templates) => _templates = templates;

    public TextTemplate? Of(TextId id, TaskLanguage language) => _templates.GetValueOrDefault((id, language));

    /// <summary>Why such words may not stand in a Task, with the remedy; null where they may.</summary>
    /// <remarks>A place is allowed where our own text has it too: what the planner does not know cannot be filled in.</remarks>
    public static string? Fault(TextId id, TaskLanguage language, TextTemplate template)
    {
        TextTemplate own = TaskTexts.Template(id, language);
        string text = template.Subject + "\n" + template.Body;
        string ownText = own.Subject + "\n" + own.Body;
        string rest = text;
        foreach (string place in Places)
        {
            bool isFilled = place is "{topic}" or "{cover}" or "{learn}" or "{decline}" or "{expense}";
            isFilled |= place is "{mentor}" && ownText.Contains("{mentee}", StringComparison.Ordinal);
            if (text.Contains(place, StringComparison.Ordinal) && !isFilled && !ownText.Contains(place, StringComparison.Ordinal))
            {
                return $"this Task knows no {place}; take it out";
            }

            if (place is ("{talks}" or "{words}" or "{answer}") && ownText.Contains(place, StringComparison.Ordinal) && !text.Contains(place, StringComparison.Ordinal))
            {
                return $"this Task needs {place}; put it on a line of its own";
            }

            rest = rest.Replace(place, "", StringComparison.Ordinal);
        }

        int brace = rest.IndexOfAny(['{', '}']);
        return template.Subject.Length == 0 || template.Body.Length == 0 ? "the first line is the subject and the lines after an empty one are the text; one of them is missing"
            : template.Subject.Length > TaskFields.MaxSubject ? $"the subject has {template.Subject.Length} characters; {TaskFields.MaxSubject} are the most"
            : Places.Except(SubjectPlaces).FirstOrDefault(place => template.Subject.Contains(place, StringComparison.Ordinal)) is { } tooLong
                ? $"{tooLong} cannot stand in the subject, only {string.Join(", ", SubjectPlaces)}; put it into the text"
            : brace >= 0 ? $"'{rest[brace..Math.Min(rest.Length, brace + 20)]}' stands for nothing; allowed are {string.Join(", ", Places)}"
            : rest.Replace("(1-5)", "", StringComparison.Ordinal).Any(char.IsNumber) ? "it holds a number, and no Task may hold a number about a person; write it in words"
            : LabelSafety.Find(rest) is [var word, ..] ? $"it holds the word '{word}', which may stand in no Task; put it otherwise"
            : Enum.GetValues<Skill>().Any(skill => TaskTexts.Subject(template, Longest(skill), language) is null)
                ? $"the subject has more than {TaskFields.MaxSubject} characters with the longest names and topic; make it shorter"
            : null;
    }

    /// <summary>Names that cannot be shortened at a space, and the longest day there is in either language.</summary>
    private static TextValues Longest(Skill topic)
    {
        var name = new PersonName(new string('n', PersonName.MaxLength));
        return new TextValues { Mentor = name, Mentee = name, Account = name, Topic = topic, Day = new DateOnly(2026, 9, 30), DeclineStatus = "" };
    }
}
