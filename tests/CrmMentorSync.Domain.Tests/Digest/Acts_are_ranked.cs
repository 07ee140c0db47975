using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>What stands among the three acts, and in which order.</summary>
public sealed class Acts_are_ranked
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly UserId Boss = new("boss");

    [Fact]
    public void A_struggling_rep_without_a_mentor_is_the_managers_own_to_coach()
    {
        DigestModel model = Build([Flag("a", FlagKind.Struggling)], []);
        Assert.Equal("Your own coaching: half an hour with Name a on win rate", Assert.Single(model.Acts).What);
    }

    [Fact]
    public void A_struggling_rep_with_a_mentor_is_not()
    {
        DigestModel model = Build([Flag("a", FlagKind.Struggling), Flag("b", FlagKind.Steady)], [Pairing("b", "a", PairState.Active)]);
        Assert.Empty(model.Acts);
    }

    [Fact]
    public void A_decision_comes_before_everything_and_the_oldest_is_named()
    {
        DigestModel model = Build(
            [Flag("a", FlagKind.Struggling), Flag("b", FlagKind.Struggling), Flag("c", FlagKind.Struggling)],
            [Pairing("x", "a", PairState.Proposed, 3), Pairing("y", "b", PairState.Proposed, 5)]);
        Assert.Equal("Answer the two proposals below", model.Acts[0].What);
        Assert.Contains("(Name y for Name b) has waited five days", model.Acts[0].Why, StringComparison.Ordinal);
        Assert.Equal(2, model.Acts.Count);
    }

    [Fact]
    public void A_decision_that_was_made_is_not_asked_again()
    {
        DigestModel model = Build([Flag("a", FlagKind.Steady)], [Pairing("x", "a", PairState.Proposed) with { ManagerDecision = "yes" }]);
        Assert.Empty(model.Acts);
        Assert.False(model.Approvals.Any);
    }

    [Fact]
    public void Two_of_a_kind_leave_room_for_another_kind()
    {
        DigestModel model = Build(
            [Flag("a", FlagKind.Struggling), Flag("b", FlagKind.Struggling), Flag("c", FlagKind.Struggling), Flag("d", FlagKind.Top)], []);
        Assert.Equal(3, model.Acts.Count);
        Assert.Equal("Ask Name d what they want to learn next", model.Acts[2].What);
    }

    [Fact]
    public void Three_of_a_kind_fill_the_list_where_nothing_else_is_left()
    {
        DigestModel model = Build([Flag("a", FlagKind.Struggling), Flag("b", FlagKind.Struggling), Flag("c", FlagKind.Struggling)], []);
        Assert.Equal(3, model.Acts.Count);
    }

    [Fact]
    public void Someone_who_may_be_away_is_asked_about_and_not_coached()
    {
        DigestModel model = Build([Flag("a", FlagKind.Struggling) with { Question = "No deal, event or login for 41 days: on leave?" }], []);
        Assert.Equal("Find out whether Name a is away", Assert.Single(model.Acts).What);
    }

    [Fact]
    public void The_surer_the_judgement_the_earlier_the_act()
    {
        DigestModel model = Build([Flag("a", FlagKind.Struggling, 0.7), Flag("b", FlagKind.Struggling, 0.9)], []);
        Assert.Contains("Name b", model.Acts[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        RepFlag[] flags = [Flag("a", FlagKind.Struggling), Flag("b", FlagKind.Top), Flag("c", FlagKind.Ramping), Flag("d", FlagKind.Steady)];
        DigestPairing[] pairings = [Pairing("x", "a", PairState.Proposed), Pairing("y", "d", PairState.Proposed)];
        Assert.Equal(
            Build(flags, pairings).Acts.Select(act => act.What),
            Build([.. flags.Reverse()], [.. pairings.Reverse()]).Acts.Select(act => act.What));
    }

    [Fact]
    public void Nothing_to_do_is_a_quiet_week()
    {
        DigestModel model = Build([Flag("a", FlagKind.Steady)], []);
        Assert.True(model.IsQuiet);
        Assert.False(model.Team.Any);
    }

    [Theory]
    [InlineData(100, 100, 100, 50, 50, 50)]
    [InlineData(200, 50, 400, 0, 100, 100)]
    [InlineData(100, 0, 1e9, 0, 50, 100)]
    public void Bars_keep_the_peers_median_in_the_middle(double estimate, double low, double high, int from, int at, int to) =>
        Assert.Equal(new IntervalBar(from, at, to, IsCutLow: low < 50, IsCutHigh: high > 200), IntervalBar.Of(Score(estimate, low, high), scale: 2));

    [Theory]
    [InlineData(100, 2)]
    [InlineData(250, 4)]
    [InlineData(20, 8)]
    public void The_scale_holds_the_furthest_estimate(double estimate, int scale) => Assert.Equal(scale, IntervalBar.ScaleOf([Score(estimate, 1, 1000), Score(100, 1, 1000)]));

    [Fact]
    public void A_score_without_peers_has_no_bar() => Assert.Null(IntervalBar.Of(Score(100, 50, 200) with { PeerMedian = 0 }, 2));

    private static DigestModel Build(IReadOnlyList<RepFlag> flags, IReadOnlyList<DigestPairing> pairings)
    {
        Person boss = Person(Boss, null);
        var people = flags.Select(flag => Person(flag.Rep, Boss)).Append(boss)
            .Concat(pairings.Select(pairing => Person(pairing.Mentor, null)))
            .DistinctBy(person => person.Id).ToDictionary(person => person.Id);
        var facts = new DigestFacts
        {
            People = people,
            Flags = flags.ToDictionary(flag => flag.Rep),
            Scores = Array.Empty<SkillScore>().ToLookup(score => score.Rep),
            Pairings = pairings,
        };
        return DigestBuilder.Build(
            new DigestBook(facts, ManagementChain.Of(people.Values)), new DigestRecipient(boss, boss, null), Now, new LightningLinks(new Uri("https://x.example")), new DigestSettings(), false);
    }

    private static Person Person(UserId id, UserId? manager) => new()
    {
        Id = id,
        Name = "Name " + id,
        Username = id.Value,
        Email = id + "@x.example",
        IsActive = true,
        ManagerId = manager,
        CreatedAt = Now.AddYears(-3),
    };

    private static RepFlag Flag(string rep, FlagKind flag, double probability = 0.85) =>
        new() { Rep = new UserId(rep), Flag = flag, Probability = probability, Gap = Skill.WinRate, Reason = "" };

    private static DigestPairing Pairing(string mentor, string mentee, PairState state, int days = 0) => new()
    {
        Key = $"{mentor}.{mentee}",
        Kind = PairKind.Peer,
        State = state,
        Mentor = new UserId(mentor),
        Mentee = new UserId(mentee),
        Skill = Skill.WinRate,
        ProposedOn = new DateOnly(2026, 3, 9).AddDays(-days),
        ExpiresOn = new DateOnly(2026, 3, 30).AddDays(-days),
    };

    private static SkillScore Score(double estimate, double low, double high) => new()
    {
        Rep = new UserId("a"),
        Skill = Skill.Overall,
        PeerGroup = "everyone",
        N = 10,
        Observed = estimate,
        Estimate = estimate,
        Low = low,
        High = high,
        PLowestFifth = 0.2,
        PHighestFifth = 0.2,
        PeerMedian = 100,
    };
}
