using System.Collections.Frozen;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>The screen says of every pair what the rules say, whichever side is looked at.</summary>
public sealed class PairScreenTests
{
    private const int People = 14;
    private static readonly string[] Zones = ["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Europe/London"];

    [Fact]
    public void Of_every_pair_the_screen_tells_the_rule_that_the_rules_tell()
    {
        var random = new Random(20260304);
        Dictionary<string, int> told = [];
        for (int trial = 0; trial < 150; trial++)
        {
            (RoundContext round, Candidate[] people) = Some(random);
            string? allowed = random.Next(4) == 0 ? PairRules.SameReportingLine : null;
            var asMentors = PairScreen.OfMentors(round, people, allowed);
            var asMentees = PairScreen.OfMentees(round, people, allowed);
            foreach (Candidate one in people)
            {
                asMentors.Look(one.Rep);
                asMentees.Look(one.Rep);
                for (int place = 0; place < people.Length; place++)
                {
                    PairRule? rule = PairRules.Broken(round, people[place].Rep, one.Rep, allowed);
                    Assert.Equal(rule, asMentors.Broken(place));
                    Assert.Equal(PairRules.Broken(round, one.Rep, people[place].Rep, allowed), asMentees.Broken(place));
                    Assert.True(asMentors.IsSpecial(place) || !round.History.WereProposed(people[place].Rep.Id, one.Rep.Id));
                    told[rule?.Key ?? ""] = told.GetValueOrDefault(rule?.Key ?? "") + 1;
                }
            }
        }

        // Nothing was left out: every rule had something to say, and most pairs break none.
        Assert.Equal(PairRules.All.Select(rule => rule.Key).Append("").Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
    }

    private static (RoundContext Round, Candidate[] People) Some(Random random)
    {
        UserId Anyone() => Org.Id(random.Next(People));
        Pairing[] pairings = [.. Enumerable.Range(0, random.Next(8)).Select(_ => (One: random.Next(People), Other: random.Next(People)))
            .Where(pair => pair.One != pair.Other)
            .Select(pair => PairingRulesTests.Earlier(pair.One, pair.Other) with
            {
                Kind = random.Next(4) == 0 ? PairKind.Horizontal : PairKind.Peer,
                State = (PairState)random.Next(Enum.GetValues<PairState>().Length),
                ActiveFrom = random.Next(2) == 0 ? null : Org.AsOf.AddDays(-5),
                EndedOn = Org.AsOf.AddDays(-random.Next(400)),
                EndReason = random.Next(3) switch { 0 => null, 1 => PairEndReasons.ManagerDeclined, _ => PairEndReasons.Completed },
            })];
        RepProfile[] reps = [.. Enumerable.Range(0, People).Select(id => new RepProfile(
            Org.Person(id) with { TimeZone = Zones[random.Next(Zones.Length)] }, FlagKind.Steady, [], [],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Anyone()).Where(above => above != Org.Id(id))], hasReports: false))];
        RoundContext round = new()
        {
            // Only who was proposed before can rest, or be put off.
            Resting = pairings.Where(pairing => pairing.State == PairState.Expired).Select(pairing => (pairing.Mentor, pairing.Mentee)).ToFrozenSet(),
            Facts = new RoundFacts
            {
                AsOf = Org.AsOf, Reps = reps, Pairings = pairings, Consent = new Dictionary<UserId, Answer?>(),
                PutOff = pairings.Where(pairing => pairing.State == PairState.Swapped).Select(pairing => (pairing.Mentor, pairing.Mentee)).Distinct()
                    .ToDictionary(pair => pair, _ => Org.AsOf.AddDays(1)),
            },
            Policy = new PairingPolicy { AvoidPairs = Enumerable.Range(0, random.Next(3)).Select(_ => (Anyone(), Anyone())).ToFrozenSet() },
            History = new PairingHistory(pairings),
            Waived = random.Next(3) == 0 ? PairRules.All[random.Next(PairRules.All.Count)].Key : null,
        };
        return (round, [.. reps.Select(rep => new Candidate(rep, [new Merit(Skill.WinRate, 0.5, 0.5)]))]);
    }
}
