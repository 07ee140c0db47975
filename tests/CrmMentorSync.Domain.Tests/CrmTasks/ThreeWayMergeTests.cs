using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.People;
using FsCheck;
using FsCheck.Fluent;

namespace CrmMentorSync.Domain.Tests.CrmTasks;

public sealed class ThreeWayMergeTests
{
    private static readonly TaskFields Written = new()
    {
        Subject = "Lunch",
        Description = "Talk.\n\nLearned:",
        ActivityDate = new DateOnly(2026, 3, 5),
        Status = "Not Started",
        Priority = "Normal",
        OwnerId = new UserId("005000000000000001"),
        ReminderDateTime = new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero),
        IsReminderSet = true,
    };

    [Fact]
    public void What_nobody_changed_is_not_sent()
    {
        MergeResult merge = ThreeWayMerge.Merge(Written, Written, Written);

        Assert.Empty(merge.Send);
        Assert.Empty(merge.KeptByPeople);
    }

    [Fact]
    public void A_new_wish_is_sent_alone()
    {
        MergeResult merge = ThreeWayMerge.Merge(Written, Written, Written with { Status = "Completed" });

        Assert.Equal([TaskField.Status], merge.Send);
        Assert.Equal(Written with { Status = "Completed" }, merge.Merged);
    }

    [Fact]
    public void A_day_that_a_person_moved_stays_although_we_wish_another()
    {
        TaskFields moved = Written with { ActivityDate = new DateOnly(2026, 3, 9) };

        MergeResult merge = ThreeWayMerge.Merge(Written, moved, Written with { ActivityDate = new DateOnly(2026, 3, 12), Status = "Completed" });

        Assert.Equal([TaskField.Status], merge.Send);
        Assert.Equal([TaskField.ActivityDate], merge.KeptByPeople);
        Assert.Equal(moved with { Status = "Completed" }, merge.Merged);
    }

    [Fact]
    public void A_day_that_a_person_cleared_stays_clear()
    {
        MergeResult merge = ThreeWayMerge.Merge(Written, Written with { ActivityDate = null }, Written);

        Assert.Empty(merge.Send);
        Assert.Equal([TaskField.ActivityDate], merge.KeptByPeople);
    }

    [Fact]
    public void A_person_who_did_what_we_wish_leaves_nothing_to_send()
    {
        TaskFields closed = Written with { Status = "Completed" };

        MergeResult merge = ThreeWayMerge.Merge(Written, closed, closed);

        Assert.Empty(merge.Send);
        Assert.Empty(merge.KeptByPeople);
    }

    [Theory]
    [InlineData("Talk.\r\n\r\nLearned:")]
    [InlineData("Talk.  \n\nLearned: \n")]
    public void Line_ends_and_trailing_space_are_no_change(string asKept)
    {
        MergeResult merge = ThreeWayMerge.Merge(Written, Written with { Description = asKept }, Written with { Description = "Talk.\n\nLearned:\n\nClosed." });

        Assert.Equal([TaskField.Description], merge.Send);
    }

    [Fact]
    public void Words_are_a_change()
    {
        MergeResult merge = ThreeWayMerge.Merge(Written, Written with { Description = "Talk.\n\nLearned: a lot" }, Written with { Description = "other" });

        Assert.Equal([TaskField.Description], merge.KeptByPeople);
    }

    [Fact]
    public void A_reminder_is_the_same_to_the_minute()
    {
        TaskFields kept = Written with { ReminderDateTime = Written.ReminderDateTime!.Value.AddSeconds(12).ToOffset(TimeSpan.FromHours(5)) };

        Assert.Empty(ThreeWayMerge.Merge(Written, kept, Written).KeptByPeople);
        Assert.NotEmpty(ThreeWayMerge.Merge(Written, Written with { ReminderDateTime = kept.ReminderDateTime!.Value.AddMinutes(1) }, Written).KeptByPeople);
    }

    [Fact]
    public void Each_field_is_a_persons_or_ours_and_never_overwritten()
    {
        Prop.ForAll(Versions(), versions =>
        {
            (TaskFields written, TaskFields remote, TaskFields wanted) = versions;
            MergeResult merge = ThreeWayMerge.Merge(written, remote, wanted);
            return TaskFieldValues.All.All(field =>
                !field.SameIn(remote, written) ? field.SameIn(merge.Merged, remote) && !merge.Send.Contains(field)
                : field.SameIn(merge.Merged, wanted) && merge.Send.Contains(field) == !field.SameIn(remote, wanted));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Once_what_was_sent_has_arrived_nothing_is_left_to_send()
    {
        Prop.ForAll(Versions(), versions =>
        {
            (TaskFields written, TaskFields remote, TaskFields wanted) = versions;
            MergeResult first = ThreeWayMerge.Merge(written, remote, wanted);
            TaskFields nowWritten = first.Send.Aggregate(written, (fields, field) => field.Copy(fields, wanted));
            return ThreeWayMerge.Merge(nowWritten, first.Merged, wanted).Send.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fields_survive_their_json()
    {
        Prop.ForAll(Versions(), versions => TaskFields.FromJson(versions.Item1.ToJson()) == versions.Item1).QuickCheckThrowOnFailure();
        Assert.Contains("\"OwnerId\":\"005000000000000001\"", Written.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"Subject\":1}")]
    public void Json_that_is_none_of_ours_is_refused(string json) => Assert.Throws<FormatException>(() => TaskFields.FromJson(json));

    private static Arbitrary<(TaskFields, TaskFields, TaskFields)> Versions()
    {
        Gen<TaskFields> fields =
            from subject in Gen.Elements("a", "b ", "b")
            from description in Gen.Elements("x", "x\r\ny", "x\ny", "")
            from day in Gen.Elements<DateOnly?>(null, new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 5))
            from status in Gen.Elements("Not Started", "Completed", "Deferred")
            from owner in Gen.Elements("005000000000000001", "005000000000000002")
            from reminder in Gen.Elements<DateTimeOffset?>(null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(30), DateTimeOffset.UnixEpoch.AddHours(1))
            from isSet in Gen.Elements(true, false)
            select new TaskFields
            {
                Subject = subject,
                Description = description,
                ActivityDate = day,
                Status = status,
                Priority = "Normal",
                OwnerId = new UserId(owner),
                ReminderDateTime = reminder,
                IsReminderSet = isSet,
            };
        return (from written in fields from remote in fields from wanted in fields select (written, remote, wanted)).ToArbitrary();
    }
}
