using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Domain.Mentoring.Reading;

/// <summary>What a Task says about its activity.</summary>
public sealed record ActivityReading
{
    public required ActivityState State { get; init; }

    /// <summary>When it was closed; null unless it counts as held, or is unconfirmed.</summary>
    public DateTimeOffset? DoneAt { get; init; }
    public required TaskAnswers Answers { get; init; }

    /// <summary>Its owner said no in so many words, or by the status: it stands whether or not a wish can be met.</summary>
    public bool IsPlainNo { get; init; }

    /// <summary>What cannot be read, to be asked once; null where all can.</summary>
    public string? Unreadable { get; init; }

    /// <param name="kind">Null for an activity that this version does not know: it is followed, and decides nothing.</param>
    /// <param name="isCancelled">We closed it, or are about to.</param>
    /// <param name="isMass">Closed together with many others.</param>
    /// <param name="mayDecide">Its owner stands in the line that decides.</param>
    /// <param name="isForgotten">No row remembers it as open: what was said in it stands in the Task alone.</param>
    /// <param name="writer">What is known of its owner, for the days that they write.</param>
    /// <param name="ours">The text as we wrote it; null where it is not known.</param>
    /// <param name="noBefore">The reason of a no that was read in it before; null where none was.</param>
    public static ActivityReading Read(
        ActivityKind? kind, RemoteTask task, bool isCancelled, bool isMass, bool mayDecide, string declineStatus, bool isForgotten = false,
        DayWriter? writer = null, string? ours = null, string? noBefore = null)
    {
        var answers = TaskAnswers.Parse(TaskNotes.Without(task.Fields.Description), writer, ours);
        string[] wishes = [.. answers.Wishes.Where(name => !WishNote.Answers(task.Fields.Description, name))];
        bool isAnswered = wishes.Length < answers.Wishes.Count;
        answers = isAnswered ? answers with { Instead = wishes is [] ? null : string.Join('\n', wishes) } : answers;
        TaskReply said = TaskReplies.Read(task, answers, declineStatus);

        // A yes beside a no in words: it is neither until its author says which.
        bool isBoth = Asks(kind) && answers is { SaysYes: true, SaysNo: true } && said == TaskReply.No && !task.IsDeleted && !IsStatus(task, declineStatus);
        said = isBoth ? task.IsClosed ? TaskReply.Yes : TaskReply.Open : said;
        // Naming someone else is a no to the one proposed, whatever became of the status.
        // Closed later, with the reason of a no that was understood still in it, it is tidied up and not taken back.
        bool isOldNo = Asks(kind) && said == TaskReply.Yes && noBefore is not null && answers.WhyNot == noBefore && !answers.SaysYes;
        TaskReply reply = isOldNo || (kind == ActivityKind.Approve && answers.Instead is not null) ? TaskReply.No : said;
        bool isStranger = Asks(kind) && reply != TaskReply.Open && !mayDecide && !task.IsDeleted;

        // Closed is a yes to the question that stands in it. Where that was wiped, a no may have been wiped with it.
        bool isWiped = isForgotten && Asks(kind) && reply == TaskReply.Yes && string.IsNullOrWhiteSpace(task.Fields.Description);
        string? doubt = isBoth ? $"No: {answers.NoText}" : reply == TaskReply.Yes ? Doubt(kind, answers) : null;
        ActivityState state =
            task.IsDeleted ? ActivityState.Deleted
            // Our own note of a no outlasts the status and the words that it was said with.
            : PairingReading.Decides(kind) && TaskTexts.IsNotedAsDeclined(task.Fields.Description) ? ActivityState.Declined
            : isCancelled || TaskTexts.IsClosedByUs(task.Fields.Description) ? ActivityState.Cancelled
            : isStranger ? ActivityState.Open
            : reply switch
            {
                TaskReply.No => ActivityState.Declined,
                TaskReply.Yes => isWiped || doubt is not null || isMass && !Asks(kind) && kind != ActivityKind.Notice ? ActivityState.Unconfirmed : ActivityState.Done,
                TaskReply.Open => ActivityState.Open,
            };
        return new ActivityReading
        {
            State = state,
            DoneAt = state is ActivityState.Done or ActivityState.Unconfirmed ? task.CompletedAt ?? task.ModifiedAt : null,
            Answers = answers,
            IsPlainNo = isOldNo || said == TaskReply.No,
            Unreadable = isStranger
                ? DeciderNote.Stranger
                : isWiped ? "closed with its text cleared, so a yes cannot be told from a no: open it and close it again for a yes"
                : PairingReading.AsksBack(kind) && state is (ActivityState.Open or ActivityState.Done or ActivityState.Unconfirmed) && (doubt ?? answers.NearlyNo) is { } line ? line
                : kind == ActivityKind.Approve && isAnswered && state == ActivityState.Open ? WishNote.In(task.Fields.Description)
                : answers.Unreadable is [] ? null : string.Join("; ", answers.Unreadable),
        };
    }

    /// <summary>
    /// What keeps a closed Task from being a yes. A reason is asked for with a no only, so closed with one, and with no clear no, it may be
    /// either; and an approval or an invitation decides about people, so whatever its owner added is heard first, unless it is glad, or a
    /// yes in so many words stands beside it.
    /// </summary>
    private static string? Doubt(ActivityKind? kind, TaskAnswers answers)
    {
        string? reason = answers.Reason is { } words && !YesAndNo.IsGlad(words) ? words : null;
        return kind is ActivityKind.Kickoff or ActivityKind.Worksheet ? answers.NearlyNo ?? reason
            : !Asks(kind) || answers.SaysYes ? null
            : answers.NearlyNo ?? reason ?? (answers.Unreadable is [var unclear, ..] ? unclear : null) ?? (answers.WantsExit ? "Exit: yes" : null) ?? answers.Loose.FirstOrDefault(line => !YesAndNo.IsGlad(line));
    }

    private static bool IsStatus(RemoteTask task, string declineStatus) => string.Equals(task.Fields.Status, declineStatus, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An approval and an invitation ask for a decision. Saying yes to six of them within a minute is a decision all the
    /// same, so the rule of mass completion is not for them.
    /// </summary>
    public static bool Asks(ActivityKind? kind) => kind is ActivityKind.Approve or ActivityKind.Invite;
}
