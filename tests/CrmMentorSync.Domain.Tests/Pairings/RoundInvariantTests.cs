using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>What holds in every round, shown on a larger org.</summary>
public sealed class RoundInvariantTests
{
    [Fact]
    public void Shuffled_facts_give_the_same_round()
    {
        RoundPlan expected = Big().Hold();

        for (int seed = 0; seed < 5; seed++)
        {
            RoundPlan shuffled = Big().Hold(shuffle: seed);
            Assert.Equal(expected.Proposed, shuffled.Proposed);
            Assert.Equal(expected.Members, shuffled.Members);
            Assert.Equal(expected.Unmatched, shuffled.Unmatched);
        }

        Assert.True(expected.Proposed.Count > 20);
    }

    [Fact]
    public void No_mentor_is_above_capacity_and_nobody_is_mentored_twice_or_by_themselves()
    {
        RoundPlan plan = Big().Hold();

        Assert.All(plan.Proposed.GroupBy(pairing => pairing.Mentor), group => Assert.True(group.Count() <= 2));
        Assert.All(plan.Proposed.GroupBy(pairing => pairing.Mentee), group => Assert.Single(group));
        Assert.DoesNotContain(plan.Proposed, pairing => pairing.Mentor == pairing.Mentee);
        Assert.DoesNotContain(plan.Proposed, pairing => plan.Proposed.Any(other => other.Mentor == pairing.Mentee && other.Mentee == pairing.Mentor));
    }

    [Fact]
    public void Everyone_is_in_a_pairing_or_has_a_reason()
    {
        RoundPlan plan = Big().Hold();
        var told = plan.Proposed.SelectMany(pairing => new[] { pairing.Mentor, pairing.Mentee }).Concat(plan.Unmatched.Select(person => person.Rep)).ToHashSet();

        Assert.Equal(200, told.Count);
        Assert.All(plan.Unmatched, person => Assert.NotEqual("", person.Reason));
        Assert.Equal(plan.Unmatched.Count, plan.Unmatched.DistinctBy(person => (person.Rep, person.Role)).Count());
    }

    [Fact]
    public void An_org_without_reps_gives_an_empty_round()
    {
        RoundPlan plan = new Org().Hold();

        Assert.Empty(plan.Proposed);
        Assert.Empty(plan.Unmatched);
    }

    [Fact]
    public void A_round_covers_as_many_mentees_as_any_matching_could()
    {
        var random = new Random(77);
        Skill[] skills = [Skill.WinRate, Skill.DealSize, Skill.WonPerMonth];
        for (int round = 0; round < 300; round++)
        {
            // Mentees stand first, mentors behind them; nobody is both.
            Skill[][] gaps = [.. Enumerable.Range(0, random.Next(7)).Select(_ => Some())];
            Skill[][] strengths = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Some())];
            int[] places = [.. strengths.Select(_ => random.Next(3))];
            HashSet<(int Mentee, int Mentor)> apart = [.. Enumerable.Range(0, 4).Select(_ => (random.Next(7), random.Next(5)))];
            Org org = new() { Policy = new() { Kinds = [PairKind.Peer], AvoidPairs = [.. apart.Select(pair => (Org.Id(1 + pair.Mentee), Org.Id(100 + pair.Mentor)))] } };
            for (int mentee = 0; mentee < gaps.Length; mentee++)
            {
                org.With(1 + mentee, scores: [.. gaps[mentee].Select(skill => (skill, 0.5 + (random.NextDouble() / 2), 0.0))]);
            }

            for (int mentor = 0; mentor < strengths.Length; mentor++)
            {
                int most = places[mentor];
                org.With(
                    100 + mentor,
                    scores: [.. strengths[mentor].Select(skill => (skill, 0.0, 0.5 + (random.NextDouble() / 2)))],
                    person: person => person with { MaxMentees = most });
            }

            bool Fits(int mentee, int mentor) => !apart.Contains((mentee, mentor)) && gaps[mentee].Intersect(strengths[mentor]).Any();
            Assert.Equal(MostCovered(gaps.Length, places, Fits), org.Hold().Proposed.Count);
        }

        Skill[] Some() => [.. skills.Where(_ => random.Next(3) == 0)];
    }

    /// <summary>By trying everything: mentee after mentee, each possible mentor or none.</summary>
    private static int MostCovered(int mentees, int[] places, Func<int, int, bool> fits)
    {
        return From(0);

        int From(int mentee)
        {
            if (mentee == mentees)
            {
                return 0;
            }

            int most = From(mentee + 1);
            for (int mentor = 0; mentor < places.Length; mentor++)
            {
                if (places[mentor] > 0 && fits(mentee, mentor))
                {
                    places[mentor]--;
                    most = Math.Max(most, 1 + From(mentee + 1));
                    places[mentor]++;
                }
            }

            return most;
        }
    }

    private static Org Big()
    {
        var random = new Random(5);
        Org org = new();
        for (int id = 1; id <= 200; id++)
        {
            if (random.Next(12) == 0)
            {
                org.WithRamping(id, random.Next(170));
                continue;
            }

            org.With(id, scores: [.. TeachableSkills.All.Append(Skill.Overall).Select(skill => Draw(skill, random))]);
        }

        return org;
    }

    private static (Skill Skill, double Lowest, double Highest) Draw(Skill skill, Random random) => random.NextDouble() switch
    {
        < 0.1 => (skill, 0.5 + (random.Next(5) / 10.0), 0),
        > 0.9 => (skill, 0, 0.5 + (random.Next(5) / 10.0)),
        _ => (skill, 0.2, 0.2),
    };
}
