using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.People;

public sealed class Jobs_are_remembered
{
    [Fact]
    public void Who_is_seen_for_the_first_time_has_a_job_and_has_not_moved()
    {
        JobHistory.Change change = Assert.Single(JobHistory.Changes([Someone("a", "Agent")], new Dictionary<UserId, Job>()));
        Assert.Equal((new UserId("a"), "Agent", false), (change.Person, change.Job.Title, change.Moved));
    }

    [Fact]
    public void An_unchanged_job_says_nothing() => Assert.Empty(Changes([Someone("a", "Agent")], ("a", "Agent")));

    [Fact]
    public void Another_title_is_a_move() => Assert.True(Assert.Single(Changes([Someone("a", "Senior Agent"), Someone("b", "Agent")], ("a", "Agent"), ("b", "Agent"))).Moved);

    [Fact]
    public void A_segment_filled_in_or_emptied_is_no_move()
    {
        Person filled = Someone("a", "Agent") with { Segment = "Enterprise" };
        JobHistory.Change change = Assert.Single(Changes([filled], ("a", "Agent")));
        Assert.False(change.Moved);
        Assert.Equal("Enterprise", change.Job.Segment);
        Assert.Empty(JobHistory.Changes([Someone("a", "Agent")], new Dictionary<UserId, Job> { [new("a")] = change.Job }));
    }

    [Fact]
    public void A_title_renamed_for_all_is_no_move_unless_somebody_keeps_it()
    {
        (string, string)[] before = [("a", "AE"), ("b", "AE"), ("c", "AE"), ("d", "AE")];
        Person[] renamed = [.. before.Select(one => Someone(one.Item1, "Account Executive"))];
        Assert.All(Changes(renamed, before), change => Assert.False(change.Moved));
        Assert.All(Changes([.. renamed[..3], Someone("d", "AE")], before), change => Assert.True(change.Moved));
        Assert.All(Changes(renamed[..2], before), change => Assert.True(change.Moved));
    }

    private static IReadOnlyList<JobHistory.Change> Changes(IReadOnlyList<Person> people, params (string Id, string Title)[] before) =>
        JobHistory.Changes(people, before.ToDictionary(one => new UserId(one.Id), one => new Job(one.Title, null, null, null)));

    private static Person Someone(string id, string title) =>
        new() { Id = new UserId(id), Name = id, Username = id, IsActive = true, Title = title, CreatedAt = DateTimeOffset.UnixEpoch };
}
