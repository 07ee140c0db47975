using System.Globalization;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Benchmarks.Digests;

/// <summary>Digests of teams in a busy week: proposals, late Tasks, sessions, bars, wins. No two are equal.</summary>
internal static class BusyTeams
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);
    private static readonly FlagKind[] Flags =
        [FlagKind.Top, FlagKind.Struggling, FlagKind.Rising, FlagKind.Steady, FlagKind.Ramping];

    public static DigestModel Model(int number)
    {
        UserId manager = Id(number, 0);
        UserId[] reps = [.. Flags.Select((_, at) => Id(number, at + 1))];
        Person boss = InventedPeople.Person(manager, "Dana Hart-Ólafsdóttir", null);
        Dictionary<UserId, Person> people = reps.Select((rep, at) => InventedPeople.Person(rep, $"Wilhelmina O’Neil {number} {at}", manager)).Append(boss).ToDictionary(person => person.Id);
        DigestPairing[] pairings =
        [
            .. Enumerable.Range(1, 1).Select(at => Pairing(reps[0], reps[at], PairState.Proposed)),
            .. Enumerable.Range(3, 1).Select(at => Pairing(reps[2], reps[at], PairState.Active)),
        ];
        var facts = new DigestFacts
        {
            People = people,
            Flags = reps.Select((rep, at) => new RepFlag { Rep = rep, Flag = Flags[at], Probability = 0.85, Strength = Skill.DealSize, Gap = Skill.WinRate, Reason = "" })
                .ToDictionary(flag => flag.Rep),
            Scores = reps.SelectMany((rep, at) => new[] { InventedPeople.Score(rep, Skill.Overall, 12_000 + (3_100 * at) + number), InventedPeople.Score(rep, Skill.WinRate, 0.2 + (0.02 * at)) })
                .ToLookup(score => score.Rep),
            Pairings = pairings,
            Activities = [.. pairings.SelectMany((pairing, at) => Activities(pairing, at, manager))],
            Wins = [.. reps.Take(2).Select((rep, at) => new DigestWin("006000000000001AAA", $"Northwind & Sons, renewal <{number}.{at}>", rep, 8_400 + at, Today.AddDays(-at)))],
            Currency = "USD",
        };
        return DigestBuilder.Build(
            new DigestBook(facts, ManagementChain.Of(people.Values)), new DigestRecipient(boss, boss, null), Now,
            new LightningLinks(new Uri("https://acme.my.salesforce.com")), new DigestSettings(), isOperator: false);
    }

    private static IEnumerable<DigestActivity> Activities(DigestPairing pairing, int at, UserId manager)
    {
        if (pairing.State == PairState.Proposed)
        {
            yield return Activity(pairing, "approve", "manager", manager, 2, at);
            yield break;
        }

        yield return Activity(pairing, "worksheet", "mentee", pairing.Mentee, -2, at);
        yield return Activity(pairing, "debrief", "manager", manager, -1, at);
        yield return Activity(pairing, "lunch", "mentor", pairing.Mentor, 3, at);
        yield return Activity(pairing, "lunch", "mentee", pairing.Mentee, -5, at) with
        {
            State = "done", DoneAt = Now.AddDays(-4), Occurrence = 2, Obstacle = "No access to the pricing tool <yet>", Learned = "ask about the budget first",
        };
        yield return Activity(pairing, "debrief", "manager", manager, -3, at) with { State = "done", DoneAt = Now.AddDays(-2), Occurrence = 2, Grasp = 4 };
    }

    private static DigestActivity Activity(DigestPairing pairing, string activity, string side, UserId owner, int days, int at) => new()
    {
        Key = $"{pairing.Key}.{activity}.{at}.{side}",
        PairingKey = pairing.Key,
        Mentor = pairing.Mentor,
        Mentee = pairing.Mentee,
        Kind = ActivityNames.TryParse(activity),
        Occurrence = 1,
        Side = side,
        Owner = owner,
        Subject = "Mentoring",
        DueOn = Today.AddDays(days),
        State = "open",
        SalesforceId = "00T000000000001AAA",
    };

    private static DigestPairing Pairing(UserId mentor, UserId mentee, PairState state) => new()
    {
        Key = $"{mentor}.{mentee}.2026w10",
        Kind = PairKind.Peer,
        State = state,
        Mentor = mentor,
        Mentee = mentee,
        Skill = Skill.WinRate,
        ProposedOn = Today.AddDays(-9),
        ExpiresOn = Today.AddDays(12),
        ActiveFrom = state == PairState.Active ? Today.AddDays(-30) : null,
    };

    private static UserId Id(int team, int person) =>
        new(string.Create(CultureInfo.InvariantCulture, $"005{team:00000000}{person:0000}AAA"));
}
