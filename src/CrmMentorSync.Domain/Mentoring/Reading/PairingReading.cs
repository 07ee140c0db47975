using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Mentoring.Reading;

/// <summary>One activity as far as it decides about a pairing.</summary>
public readonly record struct ActivityAnswer(MentoringKey Key, ActivityState State, string? Reason)
{
    /// <summary>The first day that counts again, where someone asked for a pause.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>Whom the manager named, as written.</summary>
    public string? Instead { get; init; }

    /// <summary>No was said in so many words, not by naming somebody else alone.</summary>
    public bool IsPlainNo { get; init; }
    public bool WantsExit { get; init; }

    /// <summary>It was planned and dropped before anybody saw it.</summary>
    public bool WasNeverSent { get; init; }
}

/// <summary>What people have said about a pairing, from the state of its Tasks. Asked twice it says the same.</summary>
public static class PairingReading
{
    /// <param name="activities">Those of this pairing.</param>
    /// <param name="consent">The mentor's standing answer to the invitation.</param>
    public static PairingAnswers Read(IEnumerable<ActivityAnswer> activities, Answer? consent, DateOnly today)
    {
        Answer? manager = null;
        string? managerReason = null;
        Answer? mentor = consent;
        bool menteeDeclined = false;
        string? menteeReason = null;
        string? instead = null;
        bool isPlainNo = false;
        DateOnly? pause = null;
        bool exit = false;
        ActivityAnswer[] all = [.. activities];
        foreach (ActivityAnswer activity in all)
        {
            pause = activity.PauseUntil > pause || pause is null ? activity.PauseUntil ?? pause : pause;
            exit |= activity is { WantsExit: true, Key.Side: Sides.Mentor or Sides.Mentee };
            bool isNo = activity.State == ActivityState.Declined;
            switch (ActivityNames.TryParse(activity.Key.Activity), activity.Key.Side)
            {
                case (ActivityKind.Approve, _):
                    manager = OfDecision(activity.State);
                    managerReason = activity.Reason;
                    instead = activity.State == ActivityState.Deleted ? null : activity.Instead;
                    isPlainNo = activity.IsPlainNo;
                    break;
                case (ActivityKind.Kickoff or ActivityKind.Worksheet or ActivityKind.Exit, Sides.Mentee) when isNo:
                    menteeDeclined = true;
                    menteeReason ??= activity.Reason;
                    break;
                case (ActivityKind.Kickoff, Sides.Mentor) when isNo:
                    // A no to this pair alone; the standing consent stays.
                    mentor = Answer.No;
                    break;
                default:
                    break;
            }
        }

        return new PairingAnswers
        {
            Today = today,
            Manager = manager,
            ManagerReason = managerReason,
            Mentor = mentor,
            MenteeDeclined = menteeDeclined,
            MenteeReason = menteeReason,
            Instead = instead,
            IsPlainNo = isPlainNo,
            PauseUntil = pause,
            WantsExit = exit,
            HasStoppedMeeting = HasStoppedMeeting(all),
        };
    }

    /// <summary>Whether the last talks that were asked for, so many in a row, are over and none of the two said that it took place.</summary>
    private static bool HasStoppedMeeting(ActivityAnswer[] activities) => activities
        .Where(activity => ActivityNames.TryParse(activity.Key.Activity) == ActivityKind.Lunch && !activity.WasNeverSent)
        .GroupBy(activity => activity.Key.Occurrence)
        .OrderByDescending(talk => talk.Key % SessionHistory.Repeat).ThenByDescending(talk => talk.Key)
        .Take(SessionHistory.MissedToEnd).Count(talk => talk.All(side => SessionHistory.IsMissed(side.State))) == SessionHistory.MissedToEnd;

    /// <summary>Whether a no in such a Task ends the pairing. The invitation is no part of it: that consent may be given again.</summary>
    public static bool Decides(ActivityKind? kind) => kind is ActivityKind.Approve or ActivityKind.Kickoff or ActivityKind.Worksheet or ActivityKind.Exit;

    /// <summary>Whether an unclear no in such a Task is asked about. A way out that is offered is nobody else's business (P46).</summary>
    public static bool AsksBack(ActivityKind? kind) => kind is ActivityKind.Approve or ActivityKind.Invite or ActivityKind.Kickoff or ActivityKind.Worksheet;

    /// <summary>Closed is a yes; declined or deleted is a no; anything else is no answer.</summary>
    public static Answer? OfDecision(ActivityState state) => state switch
    {
        ActivityState.Done => Answer.Yes,
        ActivityState.Declined or ActivityState.Deleted => Answer.No,
        ActivityState.Planned or ActivityState.Open or ActivityState.Cancelled or ActivityState.Unconfirmed => null,
    };
}
