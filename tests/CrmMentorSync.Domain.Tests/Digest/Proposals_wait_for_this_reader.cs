using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Which proposals a mail counts, lists and explains, and in which order.</summary>
public sealed class Proposals_wait_for_this_reader
{
    [Fact]
    public void Subject_act_list_and_summary_give_the_same_number()
    {
        DigestModel model = TwoOfMineAndThreeOfOthers().Build();
        Assert.Equal("Week 11: two mentoring proposals wait for your yes or no", model.Subject);
        Assert.Equal("Answer the two proposals below", model.Acts[0].What);
        Assert.Equal(2, model.Approvals.Shown.Count);
        Assert.Equal("Nothing runs yet; three proposals wait for others to answer.", Assert.Single(model.Progress));
    }

    [Fact]
    public void A_decision_is_asked_for_only_where_its_task_is_there()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("x", "a", PairState.Proposed).Pair("x", "b", PairState.Proposed)
            .Activity("approve", "manager", "boss", "x", "a", 3).Activity("approve", "manager", "boss", "x", "b", 8, state: "planned", waits: true);

        DigestModel model = desk.Build();

        Assert.Equal("Say yes or no: Name x as mentor for Name a", model.Acts[0].What);
        Assert.Equal(2, model.Approvals.Count);
        Assert.Equal(["Lapses Mar 30.", "Lapses Mar 30. The Task for it comes when you have room, from Mar 17."],
            model.Approvals.Shown.Select(approval => approval.Waiting));
    }

    [Theory]
    [InlineData(PairState.Active, true)]
    [InlineData(PairState.Paused, false)]
    public void Of_a_pair_that_rests_nothing_is_late_and_nobody_is_chased(PairState state, bool isLate)
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Pair("a", "b", state, activeFrom: new DateOnly(2026, 2, 20))
            .Activity("kickoff", "mentor", "a", "a", "b", -16).Activity("contact", "manager", "boss", "a", "b", 1).Build();

        Assert.Equal(isLate ? 2 : 0, model.Acts.Count(act => act.What.Contains("Name a", StringComparison.Ordinal) || act.What.Contains("Name b", StringComparison.Ordinal)));
        Assert.DoesNotContain(model.Overdue.Shown, late => !isLate);
    }

    [Theory]
    [InlineData("boss", true)]
    [InlineData("chief", false)]
    public void A_task_that_lies_with_a_manager_of_before_is_this_ones_to_decide(string owner, bool isAsked)
    {
        DigestDesk desk = new DigestDesk().Person("chief", null).Person("before", null).Boss(boss => boss with { ManagerId = new("chief") })
            .Rep("a").Pair("x", "a", PairState.Proposed).Activity("approve", "manager", owner, "x", "a", 3);

        Assert.Equal(isAsked, desk.Build().Approvals.Count == 1);
        Assert.Equal(1, new DigestDesk().Person("before", null).Rep("a").Rep("b", manager: "before").Pair("x", "a", PairState.Proposed)
            .Activity("approve", "manager", "before", "x", "a", 3).Build().Approvals.Count);
        DigestModel old = new DigestDesk().Person("before", null).Rep("a").Rep("b", manager: "before").Pair("x", "a", PairState.Proposed)
            .Activity("approve", "manager", "before", "x", "a", 3).Build(manager: "before");
        Assert.Equal(0, old.Approvals.Count);
    }

    [Fact]
    public void Without_any_task_nobody_is_asked_to_decide() => Assert.DoesNotContain(
        new DigestDesk().Rep("a").Pair("x", "a", PairState.Proposed).Activity("approve", "manager", "boss", "x", "a", 8, state: "planned", waits: true).Build().Acts,
        act => act.What.Contains("yes or no", StringComparison.Ordinal));

    [Theory]
    [InlineData("boss", "Your approval waits for a clearer word: “No budget”")]
    [InlineData("a", "Name a wrote “No budget” about the approval; it could not be read. What was meant?")]
    public void A_line_in_a_task_that_is_still_open_is_asked_about(string owner, string asks) => Assert.Contains(
        new DigestDesk().Rep("a").Pair("x", "a", PairState.Proposed).Activity("approve", "manager", owner, "x", "a", 2, unreadable: "No budget").Build().Questions.Shown,
        line => line.Text == asks);

    [Fact]
    public void A_team_whose_proposals_are_all_decided_by_others_is_told_so()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b", FlagKind.Struggling).Pair("a", "x", PairState.Proposed).Build();
        Assert.False(model.Approvals.Any);
        Assert.Equal("Nothing runs yet; one proposal waits for others to answer.", Assert.Single(model.Progress));
    }

    [Fact]
    public void A_proposal_that_this_reader_has_answered_waits_for_others()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b")
            .Pair("x", "a", PairState.Proposed, decision: "yes").Pair("x", "b", PairState.Proposed).Build();
        Assert.Single(model.Approvals.Shown);
        Assert.Equal("Nothing runs yet; one proposal waits for others to answer.", Assert.Single(model.Progress));
    }

    [Fact]
    public void Twelve_are_listed_in_full_and_the_rest_by_name()
    {
        DigestDesk desk = new();
        for (int at = 10; at < 25; at++)
        {
            desk.Rep($"r{at}").Pair("x", $"r{at}", PairState.Proposed);
        }

        DigestModel model = desk.Build();
        Assert.Equal(12, model.Approvals.Shown.Count);
        Assert.Equal("And three more: Name x → Name r22, Name x → Name r23, Name x → Name r24.", model.FurtherApprovals);
    }

    [Fact]
    public void Twelve_leave_nothing_over()
    {
        DigestDesk desk = new();
        for (int at = 10; at < 22; at++)
        {
            desk.Rep($"r{at}").Pair("x", $"r{at}", PairState.Proposed);
        }

        Assert.Null(desk.Build().FurtherApprovals);
    }

    [Fact]
    public void The_largest_measured_gap_comes_first_then_the_oldest()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Rep("c").Rep("d")
            .Score("a", Skill.WinRate, 0.3, 40, lowest: 0.4).Score("b", Skill.WinRate, 0.1, 40, lowest: 0.9)
            .Pair("x", "a", PairState.Proposed, 1).Pair("x", "b", PairState.Proposed, 1)
            .Pair("x", "c", PairState.Proposed, 1).Pair("x", "d", PairState.Proposed, 2)
            .Build();
        Assert.Equal(["b", "a", "d", "c"], model.Approvals.Shown.Select(approval => approval.What[^1..]));
    }

    [Fact]
    public void What_lapses_within_the_week_comes_before_larger_gaps()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b")
            .Score("b", Skill.WinRate, 0.1, 40, lowest: 0.9)
            .Pair("x", "a", PairState.Proposed, 15).Pair("x", "b", PairState.Proposed)
            .Build();
        Assert.Equal(["a", "b"], model.Approvals.Shown.Select(approval => approval.What[^1..]));
    }

    [Fact]
    public void The_act_names_the_oldest_wherever_the_list_holds_it()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b")
            .Score("b", Skill.WinRate, 0.1, 40, lowest: 0.9)
            .Pair("x", "a", PairState.Proposed, 6).Pair("x", "b", PairState.Proposed)
            .Build();
        Assert.EndsWith("Name b", model.Approvals.Shown[0].What, StringComparison.Ordinal);
        Assert.Contains("(Name x for Name a) has waited six days", model.Acts[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mentor_of_a_newcomer_is_shown_with_the_topic()
    {
        string why = new DigestDesk().Rep("a").Rep("b").Score("b", Skill.WinRate, 0.5, 40).Pair("b", "a", PairState.Proposed, kind: PairKind.Onboarding)
            .Build().Approvals.Shown[0].Why;
        Assert.EndsWith("someone to ask. Name b’s win rate: 50%, peers 10,000%.", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin", null)]
    [InlineData("Europe/Berlin", "America/New_York", null)] // three, because America has changed its clocks and Europe has not
    [InlineData("Europe/Berlin", "America/Chicago", "They have only two working hours in common.")]
    [InlineData("Europe/London", "America/Los_Angeles", "They have only one working hour in common.")]
    [InlineData("Europe/Berlin", "America/Los_Angeles", "They have no working hours in common.")]
    [InlineData("Asia/Kolkata", "Australia/Melbourne", null)]
    [InlineData("Asia/Kolkata", "Pacific/Auckland", "They have only 30 working minutes in common.")]
    [InlineData("Asia/Kathmandu", "Pacific/Auckland", "They have only 45 working minutes in common.")]
    [InlineData("Europe/Berlin", "Nowhere/Land", null)]
    public void Few_shared_working_hours_are_part_of_the_reason(string mentor, string mentee, string? said)
    {
        string why = new DigestDesk().Rep("a", zone: mentee).Person("x", null, mentor).Pair("x", "a", PairState.Proposed).Build().Approvals.Shown[0].Why;
        if (said is null)
        {
            Assert.DoesNotContain("in common", why, StringComparison.Ordinal);
        }
        else
        {
            Assert.EndsWith(said, why, StringComparison.Ordinal);
        }
    }

    private static DigestDesk TwoOfMineAndThreeOfOthers() => new DigestDesk().Rep("a").Rep("b").Rep("c")
        .Pair("x", "a", PairState.Proposed).Pair("x", "b", PairState.Proposed)
        .Pair("c", "u", PairState.Proposed).Pair("c", "v", PairState.Proposed).Pair("c", "w", PairState.Proposed);
}
