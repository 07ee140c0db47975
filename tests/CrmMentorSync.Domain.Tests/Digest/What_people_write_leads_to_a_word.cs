using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Endorsements, stories, questions and time given: shown to the manager with the sentence that answers them.</summary>
public sealed class What_people_write_leads_to_a_word
{
    [Fact]
    public void P42_A_confirmed_endorsement_is_told_to_the_mentees_manager()
    {
        DigestLine line = Assert.Single(Desk().Activity("endorse", "mentor", "x", "x", "a", -2, "done", shared: "She turned the talk round.").Build().Wins.Shown);
        Assert.Equal("Name x on Name a: “She turned the talk round.”", line.Text);
        Assert.Equal("“Name a, Name x has put in a word for you, and I agree.”", line.Note);
    }

    [Fact]
    public void P42_A_draft_that_its_author_has_not_confirmed_is_told_to_nobody() =>
        Assert.False(Desk().Activity("endorse", "mentor", "x", "x", "a", 2, shared: "She turned the talk round.").Build().Wins.Any);

    [Fact]
    public void P42_A_mentors_manager_does_not_read_of_another_teams_mentee() =>
        Assert.False(new DigestDesk().Rep("m").Pair("m", "y", PairState.Active).Activity("endorse", "mentor", "m", "m", "y", -2, "done", shared: "Well done.").Build().Wins.Any);

    [Fact]
    public void P15_A_story_of_a_win_is_offered_for_the_team_meeting()
    {
        DigestLine line = Assert.Single(Desk().Activity("share", "mentor", "a", "a", "a", -2, "done", shared: "Price too high\nThe CFO called\nSigned in a week").Build().Wins.Shown);
        Assert.Equal("Name a wrote down what made a win: “Price too high · The CFO called · Signed in a week”", line.Text);
        Assert.Contains("five minutes at our next meeting", line.Note, StringComparison.Ordinal);
        Assert.False(Desk().Activity("share", "mentor", "a", "a", "a", -9, "done", shared: "old news").Build().Wins.Any);
    }

    [Fact]
    public void P37_A_mentor_who_gave_time_twice_is_thanked_and_one_talk_is_no_news()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Pair("m", "y", PairState.Active).Activity("lunch", "mentor", "m", "m", "y", -12, "done");
        Assert.False(desk.Build().Wins.Any);
        DigestLine line = Assert.Single(desk.Activity("lunch", "mentor", "m", "m", "y", -5, "done", occurrence: 2).Build().Wins.Shown);
        Assert.Equal("Name m: two talks as a mentor in 30 days", line.Text);
    }

    [Fact]
    public void P44_A_question_why_reaches_the_manager_with_what_to_do_about_it()
    {
        DigestLine line = Assert.Single(Desk().Activity("menu", "mentee", "a", "x", "a", -2, "done", challenge: "Why do we demo before we qualify?").Build().Questions.Shown);
        Assert.Equal("Asks: “Why do we demo before we qualify?”", line.Text);
        Assert.Equal("Answer it, or pass it on to whoever decides that.", line.Note);
        Assert.False(Desk().Activity("menu", "mentee", "a", "x", "a", -9, "done", challenge: "Why?").Build().Questions.Any);
    }

    private static DigestDesk Desk() => new DigestDesk().Rep("a").Pair("x", "a", PairState.Active);
}
