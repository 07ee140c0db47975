using System.Text.RegularExpressions;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>What must hold of a Task on the day it appears: owner, day, reminder, words.</summary>
internal sealed class NewTaskRules(IReadOnlyList<Holiday> holidays, string operations)
{
    private const int LongestText = 900;
    private static readonly Dictionary<TaskLanguage, KnownText[]> Texts = Enum.GetValues<TaskLanguage>()
        .ToDictionary(language => language, language => Enum.GetValues<TextId>().Select(id => new KnownText(TaskTexts.Template(id, language))).ToArray());

    private sealed class KnownText(TextTemplate template)
    {
        private readonly Regex _subject = new("^" + Regex.Replace(Regex.Escape(template.Subject), @"\\\{[a-z]+}", ".+") + "$");
        private readonly string[] _lines = [.. template.Body.Split('\n').Where(line => !line.Contains('{'))];

        public bool Is(OrgTask task) => _subject.IsMatch(task.Subject) && _lines.All(line => task.Description.Contains(line, StringComparison.Ordinal));
    }

    public IEnumerable<string> Broken(KeyedTask task, YearFacts facts)
    {
        OrgTask org = task.Task;
        if (!facts.People.TryGetValue(task.Owner, out Person? owner))
        {
            yield return $"{org.Key} belongs to {org.OwnerId}, whom nobody knows";
            yield break;
        }

        if (!owner.IsActive || !Expected(task, facts).Contains(task.Owner))
        {
            yield return $"{org.Key} belongs to {owner.Name} ({org.OwnerId})";
        }

        var calendar = new WorkingCalendar(facts.Day, facts.Now, holidays);
        if (!calendar.IsWorkingDay(owner, task.DueOn) || task.DueOn <= calendar.Today(owner))
        {
            yield return $"{org.Key} of {owner.Name} is due on {task.DueOn:yyyy-MM-dd}, {task.DueOn.DayOfWeek}, planned on {calendar.Today(owner):yyyy-MM-dd}";
        }

        if (org.ReminderAt is not { } at || DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) != WorkingCalendar.ReminderAt(owner, task.DueOn))
        {
            yield return $"{org.Key} reminds at {org.ReminderAt}";
        }

        if (org.Subject.Length is 0 or > TaskFields.MaxSubject || org.Description.Length is 0 or > LongestText)
        {
            yield return $"{org.Key} has a subject of {org.Subject.Length} characters and a text of {org.Description.Length}";
        }

        if (!Texts[TaskLanguages.Of(owner)].Any(text => text.Is(org)))
        {
            yield return $"{org.Key} is written in words that are not {owner.Name}'s: {org.Subject}";
        }

        string bare = Regex.Replace($"{org.Subject}\n{org.Description}".Replace("(1-5)", "", StringComparison.Ordinal), @"\d{1,2}\.? \p{L}+ 20\d\d", "");
        if (bare.Any(char.IsDigit) || bare.Contains('%'))
        {
            yield return $"{org.Key} holds a number: {bare.ReplaceLineEndings(" / ")}";
        }
    }

    /// <summary>Who may be asked such a thing, by what the Task is for and on which side.</summary>
    private UserId[] Expected(KeyedTask task, YearFacts facts)
    {
        MentoringKey key = task.Key;
        UserId? mentee = key.Mentee;
        UserId?[] owners = (task.Kind, key.Side) switch
        {
            (ActivityKind.Challenge, Sides.Operations) => [new UserId(operations)],
            // Whoever asked gets the answer, and the Task that one asks in may have been handed on.
            (ActivityKind.Challenge, _) => [.. facts.Activities.Values.Where(asked => asked.Key.PairingKey == key.PairingKey && asked.Key.Activity == ActivityKind.Menu.Key()).Select(asked => (UserId?)asked.Owner)],
            (ActivityKind.Debrief or ActivityKind.Host, Sides.Manager) => [key.Mentor],
            (ActivityKind.Interview, Sides.Manager) => [facts.Owners.ManagerOf(key.Mentor)?.Id],
            (ActivityKind.Thanks, Sides.Manager) => [Head(facts, key.Mentor)],
            (ActivityKind.Review, Sides.MentorManager) =>
                [facts.Owners.ManagerOf(key.Mentor)?.Id, .. facts.Pairings.Where(pairing => pairing.Mentee == key.Mentor && pairing.IsOpen).Select(pairing => (UserId?)pairing.Mentor)],
            (ActivityKind.Interview, Sides.Owner) => [key.Mentor],
            (ActivityKind.Observe, Sides.Owner) => [.. facts.People.Keys.Where(person => person != key.Mentor && person != mentee).Cast<UserId?>()],
            (_, Sides.Mentor) => [key.Mentor],
            (_, Sides.Mentee) => [mentee],
            (_, Sides.Manager) => [facts.Owners.ManagerOf(mentee!.Value)?.Id],
            (_, Sides.MentorManager) => [facts.Owners.ManagerOf(key.Mentor)?.Id],
            _ => [],
        };
        return [.. owners.OfType<UserId>()];
    }

    private static UserId? Head(YearFacts facts, UserId person) => facts.Owners.ManagerOf(person) is { } above ? Head(facts, above.Id) ?? above.Id : null;
}
