using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.CrmTasks;

public sealed class TaskReplyTests
{
    [Theory]
    [InlineData("Not Started", false, false, "", TaskReply.Open)]
    [InlineData("In Progress", false, false, "Reason: thinking", TaskReply.Open)]
    [InlineData("Completed", true, false, "", TaskReply.Yes)]
    [InlineData("Erledigt", true, false, "", TaskReply.Yes)]
    [InlineData("Deferred", false, false, "", TaskReply.No)]
    [InlineData("deferred", true, false, "", TaskReply.No)]
    [InlineData("Completed", true, false, "No: not now", TaskReply.No)]
    [InlineData("Not Started", false, false, "Nein:", TaskReply.No)]
    [InlineData("Not Started", false, true, "", TaskReply.No)]
    [InlineData("Completed", true, true, "", TaskReply.No)]
    public void Closed_is_yes_and_any_no_wins(string status, bool isClosed, bool isDeleted, string text, TaskReply reply)
    {
        var task = new RemoteTask
        {
            CreatedBy = new UserId("005000000000001AAA"),
            Id = "00T000000000000001",
            Key = "cms1.x",
            Fields = new TaskFields
            {
                Subject = "?",
                Description = text,
                ActivityDate = null,
                Status = status,
                Priority = "Normal",
                OwnerId = new UserId("005000000000000001"),
            },
            IsClosed = isClosed,
            IsDeleted = isDeleted,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ModifiedAt = DateTimeOffset.UnixEpoch,
            ClosedBy = "005000000000000001",
        };

        Assert.Equal(reply, TaskReplies.Read(task, TaskAnswers.Parse(text), "Deferred"));
    }

    [Fact]
    public void Six_within_a_minute_by_one_person_are_a_tidied_list()
    {
        IReadOnlySet<string> mass = MassCompletion.Find(Every(10, count: 6, person: "a"));

        Assert.Equal(6, mass.Count);
    }

    [Fact]
    public void Five_within_a_minute_are_believed() => Assert.Empty(MassCompletion.Find(Every(10, count: 5, person: "a")));

    [Fact]
    public void Six_over_more_than_a_minute_are_believed() => Assert.Empty(MassCompletion.Find(Every(13, count: 6, person: "a")));

    [Fact]
    public void Six_by_two_people_are_believed() => Assert.Empty(MassCompletion.Find([.. Every(5, 3, "a"), .. Every(5, 3, "b")]));

    [Fact]
    public void The_window_slides_and_takes_only_those_within()
    {
        Completion late = new("late", "a", DateTimeOffset.UnixEpoch.AddHours(1));

        IReadOnlySet<string> mass = MassCompletion.Find([.. Every(0, 7, "a"), late]);

        Assert.Equal(7, mass.Count);
        Assert.DoesNotContain("late", mass);
    }

    private static IEnumerable<Completion> Every(int seconds, int count, string person) =>
        Enumerable.Range(0, count).Select(i => new Completion($"{person}{i}", person, DateTimeOffset.UnixEpoch.AddSeconds(i * seconds)));
}
