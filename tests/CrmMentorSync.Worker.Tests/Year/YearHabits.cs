using System.Globalization;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Scenarios;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>
/// What people of the year make of their Tasks. Six in ten do what is due, two do it late, one keeps moving it, one leaves most
/// of it alone; any of them may say no, delete, hand on, pause, go, or ask for somebody else.
/// </summary>
internal sealed class YearHabits(IReadOnlyDictionary<string, string> names)
{
    private static readonly string[] Refusals = ["no time this quarter", "not before the move", "another colleague fits better", "keine Zeit in diesem Quartal"];
    private static readonly string[] Lessons = ["ask about the budget first", "bring the decider in early", "zuerst nach dem Budget fragen", "write the next step down together"];
    private static readonly string[] Obstacles = ["offers wait for legal", "no demo system", "Angebote warten auf die Freigabe"];
    private static readonly int[] Ratings = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5];

    public Act? Choose(uint chance, OrgTask task, DateOnly today, string someone)
    {
        MentoringKey key = MentoringKey.TryParse(task.Key)!.Value;
        ActivityKind? kind = ActivityNames.TryParse(key.Activity);
        DateOnly due = DateOnly.ParseExact(task.ActivityDate!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        int roll = (int)(chance % 1000);
        uint detail = chance / 1000;
        bool asks = kind is ActivityKind.Approve or ActivityKind.Invite;
        bool isAgain = task.Status == "Deferred" || task.Description.Contains("Pause until: ", StringComparison.Ordinal);
        if (isAgain)
        {
            return null;
        }

        if (Rare(roll, kind, key, task, today, someone, detail) is { } rare)
        {
            return rare;
        }

        bool isDue = asks || due <= today.AddDays(1);
        (int completes, int moves) = !isDue ? (4, 2) : Character(task.OwnerId) switch
        {
            < 6 => (85, 4),
            < 8 => (45, 5),
            8 => (45, 35),
            _ => (18, 2),
        };
        int will = (int)(detail % 100);
        return will < completes ? new Act(task.Key, ActKind.Completed, "Completed") { Text = Answered(task.Description, detail / 100) }
            : will < completes + moves && !asks ? new Act(task.Key, ActKind.Moved, Text(LaterWeekday(today > due ? today : due, 1 + (int)(detail % 6))))
            : null;
    }

    /// <summary>What happens now and then, of a thousand looks at a Task.</summary>
    private Act? Rare(int roll, ActivityKind? kind, MentoringKey key, OrgTask task, DateOnly today, string someone, uint detail) => kind switch
    {
        ActivityKind.Approve when roll < 15 => new Act(task.Key, ActKind.Commented, $"Instead: {names.GetValueOrDefault(someone, "Nobody Known")}"),
        ActivityKind.Approve when roll < 25 => new Act(task.Key, ActKind.Commented, $"Pause until: {Text(today.AddDays(28))}"),
        ActivityKind.Approve or ActivityKind.Invite when roll < 70 => new Act(task.Key, ActKind.Declined, Pick(Refusals, detail)),
        ActivityKind.Kickoff or ActivityKind.Check4 or ActivityKind.Check12 when roll < 12 => new Act(task.Key, ActKind.Commented, $"Pause until: {Text(today.AddDays(35))}"),
        ActivityKind.Check4 or ActivityKind.Check12 or ActivityKind.Lunch when roll is >= 20 and < 24 => new Act(task.Key, ActKind.Commented, "Exit: yes"),
        ActivityKind.Kickoff or ActivityKind.Worksheet or ActivityKind.Exit when roll < 45 && key.Side == Sides.Mentee => new Act(task.Key, ActKind.Declined, Pick(Refusals, detail)),
        ActivityKind.Observe or ActivityKind.Interview or ActivityKind.Endorse or ActivityKind.Share or ActivityKind.Lead when roll < 100 => new Act(task.Key, ActKind.Declined, Pick(Refusals, detail)),
        _ => roll switch
        {
            >= 970 and < 985 => new Act(task.Key, ActKind.Deleted, ""),
            >= 985 and < 992 when someone != task.OwnerId => new Act(task.Key, ActKind.HandedOn, someone),
            >= 992 => new Act(task.Key, ActKind.Commented, $"Spoke about it on {Text(today)}."),
            _ => null,
        },
    };

    /// <summary>The prefilled lines, in either language, with answers; some are left empty.</summary>
    private static string Answered(string text, uint detail)
    {
        int number = 0;
        return string.Join('\n', text.Split('\n').Select(line => line.TrimEnd() is var bare && bare.EndsWith(':') && Answer(bare, detail + (uint)(number++ * 7)) is { } answer ? $"{bare} {answer}" : line));
    }

    private static string? Answer(string label, uint detail) => label switch
    {
        _ when label.Contains("(1-5)", StringComparison.Ordinal) => detail % 11 == 0 ? null : Ratings[detail % Ratings.Length].ToString(CultureInfo.InvariantCulture),
        "Learned:" or "Gelernt:" => Pick(Lessons, detail),
        "Obstacle:" or "Hindernis:" => detail % 5 == 0 ? Pick(Obstacles, detail) : null,
        "Objection:" or "Einwand:" => "they had a contract with somebody else",
        "Surprise:" or "Überraschung:" => "the warehouse team asked for it",
        "Beyond expectation:" or "Mehr als erwartet:" => "live within a fortnight",
        "Why so:" or "Warum so:" => detail % 2 == 0 ? "Why do offers need two signatures?" : null,
        "Answer:" or "Antwort:" => "Because the auditors ask for it; we will speak with them again.",
        _ => null,
    };

    /// <summary>0–9; the same person is always the same.</summary>
    private static int Character(string owner) => owner.Sum(character => character) % 10;

    private static DateOnly LaterWeekday(DateOnly day, int days) => ExportText.WorkingDayAfter(day.AddDays(days));

    private static string Pick(string[] choices, uint detail) => choices[detail % choices.Length];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
