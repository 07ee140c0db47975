using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>Random small orgs with every kind, cap and hard rule at once, against a round by trying everything.</summary>
public sealed class A_round_is_the_best_there_is
{
    private const int Rounds = 3000;

    private static readonly PairKind[] Kinds =
        [PairKind.Peer, PairKind.Onboarding, PairKind.HighPotential, PairKind.Horizontal, PairKind.External, PairKind.Reverse];

    [Fact]
    public void It_equals_brute_force_on_three_thousand_small_orgs_of_every_rule_mix()
    {
        var random = new Random(20260305);
        Dictionary<PairKind, int> pairs = [];
        int circles = 0;
        for (int number = 0; number < Rounds; number++)
        {
            Org org = RandomOrg(random);
            RoundFacts facts = org.Facts();

            RoundPlan plan = org.Hold();

            // Who has come to manage their mentee is no mentor any more: that is settled before the round.
            Dictionary<string, Pairing> changed = plan.Changed.ToDictionary(pairing => pairing.Key, StringComparer.Ordinal);
            (PairKind, UserId, UserId)[] expected = EveryRound.Hold(facts with { Pairings = [.. facts.Pairings.Select(pairing => changed.GetValueOrDefault(pairing.Key, pairing))] }, org.Policy);

            (PairKind Kind, UserId, UserId)[] found = [.. plan.Proposed.Select(pairing => (pairing.Kind, pairing.Mentor, pairing.Mentee)).Order()];
            Assert.True(expected.SequenceEqual(found), $"org {number}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
            circles += plan.Proposed.Count(pairing => plan.Proposed.Any(other => other.Mentor == pairing.Mentee));
            foreach ((PairKind kind, UserId _, UserId _) in found)
            {
                pairs[kind] = pairs.GetValueOrDefault(kind) + 1;
            }
        }

        // The orgs are no empty ones: every kind is seen often, and people in two roles too.
        Assert.All(Kinds, kind => Assert.True(pairs.GetValueOrDefault(kind) > 50, $"{kind}: {pairs.GetValueOrDefault(kind)}"));
        Assert.True(circles > 100, $"{circles} mentees mentor someone themselves");
    }

    /// <summary>
    /// Three who could teach each other round in a circle: the match that goes is the one without which the rest is worth most,
    /// which need not be the least of the three.
    /// </summary>
    [Fact]
    public void Where_mentors_would_go_in_a_circle_the_best_way_out_is_taken()
    {
        var random = new Random(3);
        int seen = 0;
        for (int number = 0; number < 400; number++)
        {
            Org org = new() { Policy = new() { Kinds = [PairKind.Peer], DefaultCapacity = 1 } };
            for (int id = 1; id <= 5; id++)
            {
                Skill[] skills = [Skill.WinRate, Skill.DealSize, Skill.CycleDays];
                random.Shuffle(skills);
                org.With(id, scores: [(skills[0], 0.5 + (random.NextDouble() / 2), 0), (skills[1], 0, 0.5 + (random.NextDouble() / 2))]);
            }

            (PairKind, UserId, UserId)[] expected = EveryRound.Hold(org.Facts(), org.Policy);

            Assert.Equal(expected, org.Hold().Proposed.Select(pairing => (pairing.Kind, pairing.Mentor, pairing.Mentee)).Order());
            seen += expected.Length > 2 ? 1 : 0;
        }

        Assert.True(seen > 50);
    }

    [Theory]
    [InlineData(PairKind.Peer, PairKind.Horizontal, false)]
    [InlineData(PairKind.Horizontal, PairKind.Peer, true)]
    public void Two_who_could_teach_each_other_are_one_pair_and_which_way_the_order_of_kinds_says(PairKind first, PairKind second, bool isTwoWay)
    {
        Org org = new() { Policy = new() { Kinds = [first, second] } };
        org.With(1, scores: [(Skill.WinRate, 0, 0.9), (Skill.DealSize, 0.7, 0)]).With(2, scores: [(Skill.DealSize, 0, 0.8), (Skill.WinRate, 0.7, 0)]);

        RoundPlan plan = org.Hold();

        Pairing pair = Assert.Single(plan.Proposed);
        Assert.Equal((Org.Id(1), Org.Id(2), Skill.WinRate), (pair.Mentor, pair.Mentee, pair.Skill));
        Assert.Equal(isTwoWay ? Skill.DealSize : null, pair.ReturnSkill);
        Assert.Equal(
            isTwoWay ? [] : ["deal size: the only possible mentor is the other's own mentee"],
            plan.Unmatched.Where(person => person.Rep == Org.Id(1) && person.Role == PairRole.Mentee).Select(person => person.Reason));
    }

    private static Org RandomOrg(Random random)
    {
        int people = 2 + random.Next(5);
        PairKind[] kinds = [.. Kinds];
        random.Shuffle(kinds);
        Org org = new()
        {
            Policy = new PairingPolicy
            {
                Kinds = kinds[..(1 + random.Next(kinds.Length))],
                DefaultCapacity = 1 + random.Next(2),
                MentorsAtATime = 1 + random.Next(2),
                RolesAtATime = 1 + random.Next(4),
                CapacityByKind = Kinds.Where(_ => random.Next(4) == 0).ToDictionary(kind => kind, _ => random.Next(3)),
                AvoidPairs = [.. Some(people / 2).Select(_ => (Anyone(), Anyone()))],
                Interested = [.. Some(people).Select(_ => Anyone())],

                // Without weights everything ties, and the smallest ids have to settle it.
                Weights = random.Next(3) == 0 ? new QualityWeights { Strength = 0, Gain = 0, TrackRecord = 0 } : new QualityWeights(),
            },
        };
        for (int id = 1; id <= people; id++)
        {
            AddPerson(org, random, id, people);
        }

        for (int pair = 0; pair < random.Next(4); pair++)
        {
            (UserId mentor, UserId mentee) = (Anyone(), Anyone());
            if (mentor != mentee && !org.Pairings.Exists(known => known.Mentor == mentor && known.Mentee == mentee))
            {
                bool isOpen = random.Next(2) == 0;
                org.Pairings.Add(PairingRulesTests.Earlier(1, 2) with
                {
                    Mentor = mentor, Mentee = mentee, State = isOpen ? PairState.Active : PairState.Declined, ActiveFrom = isOpen ? Org.AsOf : null,
                    EndedOn = isOpen ? null : Org.AsOf.AddDays(-9), EndReason = isOpen ? null : PairEndReasons.ManagerDeclined,
                });
            }
        }

        var waited = Some(people).Select(_ => Anyone()).Distinct().ToDictionary(rep => rep, _ => random.Next(15));
        OutsideMentor[] outside = random.Next(3) != 0 ? [] : [new(
            Org.Person(900) with { Id = OutsideMentor.IdOf("coach@x.example"), UserType = OutsideMentor.UserType, MaxMentees = 1 + random.Next(2) }, [Skill.WinRate, Skill.DealSize])];
        org.Knows = facts => facts with { Waited = waited, Outside = outside };
        return org;

        UserId Anyone() => Org.Id(1 + random.Next(people));
        int[] Some(int most) => new int[random.Next(most + 1)];
    }

    private static void AddPerson(Org org, Random random, int id, int people)
    {
        FlagKind flag = random.Next(6) switch { 0 => FlagKind.Ramping, 1 or 2 => FlagKind.Rising, _ => FlagKind.Steady };
        int months = flag == FlagKind.Ramping ? random.Next(6) : random.Next(2) == 0 ? 6 + random.Next(6) : 12 + random.Next(40);
        int? most = random.Next(3) == 0 ? random.Next(3) : null;
        int[] chain = random.Next(4) == 0 && 1 + random.Next(people) is var boss && boss != id ? [boss] : [];
        Skill[] skills = [Skill.WinRate, Skill.DealSize, Skill.CycleDays];
        org.With(
            id, flag,
            [.. skills.Select(skill => random.Next(3) switch
            {
                0 => (skill, 0.5 + (random.Next(6) / 10.0), 0.0),
                1 => (skill, 0.0, 0.5 + (random.Next(6) / 10.0)),
                _ => (skill, 0.2, 0.2),
            })],
            person => person with { HireDate = Org.AsOf.AddMonths(-months), MaxMentees = most },
            chain, group: random.Next(2) == 0 ? "a" : "b");
        if (random.Next(8) == 0)
        {
            org.Answered(id, random.Next(2) == 0 ? Answer.No : Answer.Yes);
        }
    }
}
