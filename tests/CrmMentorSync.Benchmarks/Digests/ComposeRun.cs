using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.SendWeeklyDigest;
using ActivityKind = CrmMentorSync.Domain.Mentoring.ActivityKind;

namespace CrmMentorSync.Benchmarks.Digests;

/// <summary>All digests of a large org from its rows in memory: lookups, models, pages; on one thread, as one manager follows the other.</summary>
internal static class ComposeRun
{
    private const int TeamSize = 10;
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    public static Task RunAsync(string[] args)
    {
        int reps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        DigestFacts facts = Facts(reps);
        var lines = ManagementChain.Of(facts.People.Values);
        IReadOnlyList<DigestRecipient> recipients = DigestRecipients.Of(facts, lines, Today, rollUp: true);
        Console.WriteLine(I($"{reps:N0} reps, {facts.Pairings.Count:N0} pairings, {facts.Activities.Count:N0} activities, {recipients.Count:N0} mails"));
        for (int round = 0; round < 3; round++)
        {
            long began = Stopwatch.GetTimestamp();
            var book = new DigestBook(facts, lines);
            TimeSpan sorted = Stopwatch.GetElapsedTime(began);
            var links = new LightningLinks(new Uri("https://acme.my.salesforce.com"));
            DigestModel[] models = [.. recipients.Select(recipient => DigestBuilder.Build(book, recipient, Now, links, new DigestSettings(), isOperator: false))];
            TimeSpan built = Stopwatch.GetElapsedTime(began);
            var html = new DigestHtml();
            long bytes = models.Sum(model => (long)html.Render(model).Length);
            TimeSpan rendered = Stopwatch.GetElapsedTime(began);
            Console.WriteLine(I($"  lookups {sorted.TotalSeconds:0.00} s, models {(built - sorted).TotalSeconds:0.00} s, pages {(rendered - built).TotalSeconds:0.00} s, {bytes / models.Length / 1000.0:0.0} kB a page"));
        }

        return Task.CompletedTask;
    }

    private static DigestFacts Facts(int reps)
    {
        FlagKind[] flags = [FlagKind.Top, FlagKind.Struggling, FlagKind.Rising, FlagKind.Steady, FlagKind.Steady, FlagKind.Ramping];
        int managers = Math.Max(1, reps / TeamSize);
        List<Person> people = [Someone(Id('v', 0), null)];
        people.AddRange(Enumerable.Range(0, Math.Max(1, managers / TeamSize)).Select(at => Someone(Id('d', at), Id('v', 0))));
        people.AddRange(Enumerable.Range(0, managers).Select(at => Someone(Id('m', at), Id('d', at / TeamSize))));
        people.AddRange(Enumerable.Range(0, reps).Select(at => Someone(Id('r', at), Id('m', at / TeamSize))));
        UserId[] ids = [.. Enumerable.Range(0, reps).Select(at => Id('r', at))];

        // Every other rep is mentored by the rep of another team; half of the pairs are still proposals.
        DigestPairing[] pairings = [.. Enumerable.Range(0, reps / 2).Select(at => Pairing(ids[(at * 2) + 1], ids[(at * 2 + 37) % reps], at % 2 == 0))];
        return new DigestFacts
        {
            People = people.ToDictionary(person => person.Id),
            Flags = ids.Select((rep, at) => new RepFlag { Rep = rep, Flag = flags[at % flags.Length], Probability = 0.85, Strength = Skill.DealSize, Gap = Skill.WinRate, Reason = "" })
                .ToDictionary(flag => flag.Rep),
            Scores = ids.SelectMany((rep, at) => new[] { InventedPeople.Score(rep, Skill.Overall, 12_000 + (at % 97 * 300)), InventedPeople.Score(rep, Skill.WinRate, 0.2 + (at % 13 * 0.02)) }).ToLookup(score => score.Rep),
            Pairings = pairings,
            Activities = [.. pairings.SelectMany((pairing, at) => Activities(pairing, ids, at))],
            Wins = [.. ids.Where((_, at) => at % 4 == 0).Select((rep, at) => new DigestWin(I($"006{at:000000000000}AAA"), "A renewal", rep, 8_400 + at, Today.AddDays(-at % 7)))],
            Currency = "USD",
        };
    }

    private static IEnumerable<DigestActivity> Activities(DigestPairing pairing, UserId[] ids, int at)
    {
        UserId manager = Id('m', Array.IndexOf(ids, pairing.Mentee) / TeamSize);
        if (pairing.State == PairState.Proposed)
        {
            yield return Activity(pairing, ActivityKind.Approve, "manager", manager, 1, 2, "open");
            yield break;
        }

        for (int occurrence = 1; occurrence <= 4; occurrence++)
        {
            string state = occurrence < 4 ? "done" : "open";
            int due = (7 * (occurrence - 4)) + (at % 5);
            yield return Activity(pairing, ActivityKind.Worksheet, "mentee", pairing.Mentee, occurrence, due - 2, state);
            yield return Activity(pairing, ActivityKind.Lunch, "mentor", pairing.Mentor, occurrence, due, state);
            yield return Activity(pairing, ActivityKind.Lunch, "mentee", pairing.Mentee, occurrence, due, state);
            yield return Activity(pairing, ActivityKind.Debrief, "manager", manager, occurrence, due + 1, state);
            yield return Activity(pairing, ActivityKind.FollowUp, "mentee", pairing.Mentee, occurrence, due + 2, state);
        }
    }

    private static DigestActivity Activity(DigestPairing pairing, ActivityKind kind, string side, UserId owner, int occurrence, int due, string state) => new()
    {
        Key = I($"{pairing.Key}.{kind.Key()}.{occurrence}.{side}"),
        PairingKey = pairing.Key,
        Mentor = pairing.Mentor,
        Mentee = pairing.Mentee,
        Kind = kind,
        Occurrence = occurrence,
        Side = side,
        Owner = owner,
        Subject = "Mentoring",
        DueOn = Today.AddDays(due),
        State = state,
        DoneAt = state == "done" ? Now.AddDays(due) : null,
        SalesforceId = "00T000000000001AAA",
    };

    private static DigestPairing Pairing(UserId mentor, UserId mentee, bool isProposed) => new()
    {
        Key = $"{mentor}.{mentee}.2026w10",
        Kind = PairKind.Peer,
        State = isProposed ? PairState.Proposed : PairState.Active,
        Mentor = mentor,
        Mentee = mentee,
        Skill = Skill.WinRate,
        Reason = $"Strong on win rate; ahead of Somebody Else {mentor.Value[^6..]} (0.71)",
        ProposedOn = Today.AddDays(-9),
        ExpiresOn = Today.AddDays(12),
        ActiveFrom = isProposed ? null : Today.AddDays(-30),
    };

    private static Person Someone(UserId id, UserId? manager) => InventedPeople.Person(id, $"Somebody Else {id.Value[^6..]}", manager);

    private static UserId Id(char kind, int number) => new(I($"005{kind}{number:00000000000}AAA"));

    private static string I(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
