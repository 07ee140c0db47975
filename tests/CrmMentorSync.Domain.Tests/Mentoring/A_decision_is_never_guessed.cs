using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>A closed Task is a yes, unless what its owner wrote says otherwise or might.</summary>
public sealed class A_decision_is_never_guessed
{
    private const string Ours = "Please decide, and close this Task for a yes.\nIf you would rather not, add a line that begins with \"No:\".\n\nReason:";

    [Theory]
    [InlineData("")]
    [InlineData("\n\nThanks, good idea")]
    public void Closed_without_a_reason_is_a_yes(string added) =>
        Assert.Equal((ActivityState.Done, null), Read(ActivityKind.Approve, "Please decide.\n\nReason:" + added));

    [Theory]
    [InlineData("no")]
    [InlineData("Nein danke")]
    [InlineData("No, thanks")]
    public void A_plain_no_below_the_reason_is_a_no(string added)
    {
        Assert.Equal(ActivityState.Declined, Read(ActivityKind.Approve, $"Please decide.\n\nReason:\n{added}").State);
        Assert.Equal(ActivityState.Declined, Read(ActivityKind.Invite, $"Would you?\n\nGrund:\n{added}").State);
        Assert.Equal(ActivityState.Declined, Read(ActivityKind.Kickoff, $"Please meet.\n\nReason:\n{added}").State);
    }

    [Theory]
    [InlineData("No, not this year")]
    [InlineData("Nein, das passt nicht")]
    [InlineData("Sorry, I do not agree with this")]
    [InlineData("Not this year, I am too busy")]
    [InlineData("sounds fine")]
    public void Closed_with_words_below_the_reason_is_asked_about_and_decides_nothing(string added)
    {
        Assert.Equal((ActivityState.Unconfirmed, added), Read(ActivityKind.Approve, $"Please decide.\n\nReason:\n{added}"));
        Assert.Equal((ActivityState.Unconfirmed, added), Read(ActivityKind.Invite, $"Would you?\n\nGrund: {added}"));
    }

    [Theory]
    [InlineData("I do not want these two together.")]
    [InlineData("Das machen wir nicht.")]
    [InlineData("Please start after the offsite")]
    [InlineData("Rather not this year, sorry.")]
    [InlineData("Pause until: 31.02.2027")]
    [InlineData("Pause until: next quarter")]
    [InlineData("Exit: yes")]
    [InlineData("> > No: he wrote that")]
    [InlineData("Reason:\n\nI am leaving the team.")]
    public void What_else_its_owner_wrote_is_heard_before_a_decision_counts(string added)
    {
        foreach (ActivityKind kind in new[] { ActivityKind.Approve, ActivityKind.Invite })
        {
            (ActivityState state, string? asked) = Read(kind, $"{Ours}\n{added}", Ours);

            Assert.Equal(ActivityState.Unconfirmed, state);
            Assert.Contains(asked!, added, StringComparison.Ordinal);
            Assert.Equal(ActivityState.Done, Read(kind, $"{added}\n\nYes\n{Ours}", Ours).State);
        }
    }

    [Theory]
    [InlineData("Good idea, thanks!")]
    [InlineData("Ja")]
    [InlineData("Yes: fine, go on")]
    [InlineData("Passt, danke")]
    [InlineData("> Please decide, and close this Task for a yes.")]
    public void Glad_words_and_our_own_leave_no_doubt(string added) => Assert.Equal((ActivityState.Done, null), Read(ActivityKind.Approve, $"{Ours}\n{added}", Ours));

    [Fact]
    public void A_yes_and_a_no_are_neither()
    {
        Assert.Equal((ActivityState.Unconfirmed, "No: hmm"), Read(ActivityKind.Approve, $"No: hmm\nYes: fine, go on\n{Ours}", Ours));
        Assert.Equal(ActivityState.Declined, Read(ActivityKind.Approve, $"No: hmm\n{Ours}", Ours).State);
    }

    [Theory]
    [InlineData("I would rather not do this.", ActivityState.Unconfirmed)]
    [InlineData("Reason: I do not want to", ActivityState.Unconfirmed)]
    [InlineData("Reason: danke, passt", ActivityState.Done)]
    [InlineData("\"No:\" I have no time", ActivityState.Declined)]
    public void A_kick_off_that_was_closed_with_a_reason_took_place_only_perhaps(string added, ActivityState state) =>
        Assert.Equal(state, Read(ActivityKind.Kickoff, $"{Ours}\n{added}", Ours).State);

    [Fact]
    public void A_plain_no_elsewhere_answers_something_else() =>
        Assert.Equal(ActivityState.Done, Read(ActivityKind.Lunch, "Your talk.\n\nLearned:\nno").State);

    /// <summary>Put off with a reason, and closed a week later: the list is tidied up, the answer stands.</summary>
    [Fact]
    public void A_no_that_was_read_stays_one_when_its_task_is_closed_and_other_words_are_asked_about()
    {
        Assert.Equal((ActivityState.Declined, null), Read(ActivityKind.Invite, "Would you?\n\nGrund: no time this quarter", noBefore: "no time this quarter"));
        Assert.Equal((ActivityState.Unconfirmed, "now I have time"), Read(ActivityKind.Invite, "Would you?\n\nGrund: now I have time", noBefore: "no time this quarter"));
        Assert.Equal((ActivityState.Done, null), Read(ActivityKind.Invite, "Would you?\n\nGrund:", noBefore: "no time this quarter"));
    }

    private static (ActivityState State, string? Asked) Read(ActivityKind kind, string description, string? ours = null, string? noBefore = null)
    {
        var at = new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);
        var owner = new UserId("005000000000001AAA");
        var task = new RemoteTask
        {
            Id = "00T000000000001AAA", Key = "k", CreatedBy = owner, IsClosed = true, IsDeleted = false, CompletedAt = at, CreatedAt = at, ModifiedAt = at, ClosedBy = owner.Value,
            Fields = new TaskFields { OwnerId = owner, Subject = "s", Description = description, ActivityDate = new DateOnly(2026, 3, 9), Status = "Completed", Priority = "Normal" },
        };
        var reading = ActivityReading.Read(kind, task, isCancelled: false, isMass: false, mayDecide: true, "Deferred", ours: ours, noBefore: noBefore);
        return (reading.State, reading.Unreadable);
    }
}
