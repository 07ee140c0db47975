using CrmMentorSync.Domain.Pairings.Rules;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>
/// The states of a pairing as pure decisions. A pairing that is over never changes again, and what is
/// decided twice with the same facts stays as it is.
/// </summary>
public static class PairingLifecycle
{
    /// <summary>
    /// Takes in what people answered. A proposal becomes active when the manager's decision is a yes (as the policy has
    /// it) and the mentor consented; any no declines it. Where the manager names somebody else, the proposal waits until the round has
    /// seen whether it can be (<see cref="Swap"/>). A no to a running pair ends it.
    /// </summary>
    /// <returns>The pairing as it is now; the same instance where nothing changed.</returns>
    public static Pairing Decide(Pairing current, PairingAnswers answers, LifecyclePolicy policy)
    {
        if (!current.IsOpen)
        {
            return current;
        }

        Pairing heard = Hear(current, answers);
        string? no = Refusal(heard, answers);
        bool isPausing = answers.PauseUntil > answers.Today;
        Pairing decided = (current.State, no) switch
        {
            (PairState.Proposed, { } who) => Close(heard, PairState.Declined, who, answers.Today),
            (_, { } who) => Close(heard, PairState.Ended, who, answers.Today),
            (PairState.Active or PairState.Paused, null) when isPausing => heard with { State = PairState.Paused, PausedUntil = answers.PauseUntil },
            // A manager stays responsible for their best people, and reads in the weekly mail that they do not meet.
            (PairState.Active, null) when answers.HasStoppedMeeting && current.Kind != PairKind.ManagerToTop =>
                Close(heard, PairState.Ended, PairEndReasons.Inactivity, answers.Today),
            (PairState.Proposed, null) when !isPausing && heard.Instead is null && answers.Mentor == Answer.Yes && IsApproved(heard, answers.Today, policy) =>
                heard with { State = PairState.Active, ActiveFrom = answers.Today },
            _ => heard,
        };
        return decided == current ? current : decided;
    }

    /// <summary>The one whom the manager named takes the place of the mentor proposed.</summary>
    public static Pairing Swap(Pairing proposal, DateOnly today) =>
        Close(proposal with { ManagerDecision = Answer.No }, PairState.Swapped, PairEndReasons.Swapped, today);

    /// <summary>The one whom the manager named cannot be the mentor: a plain no stands, else the proposal does.</summary>
    public static Pairing RefuseWish(Pairing proposal, DateOnly today) => proposal.ManagerDecision == Answer.No
        ? Close(proposal with { Instead = null }, PairState.Declined, PairEndReasons.ManagerDeclined, today)
        : proposal;

    /// <summary>
    /// Lets time and departures do their work: a proposal expires, a pair completes its weeks, people leave. Call it after
    /// <see cref="Decide"/>, so that an answer given in time counts.
    /// </summary>
    /// <param name="someoneLeft">The mentor or the mentee is no longer active.</param>
    /// <param name="brokenRule">The key of a pairing rule that the two have come to break; null for none. A running pair is ended by one
    /// alone: whoever has come to judge the other can be no mentor. Changed labels and loads end no relationship.</param>
    public static Pairing Review(Pairing current, DateOnly today, bool someoneLeft, string? brokenRule, LifecyclePolicy policy)
    {
        if (!current.IsOpen)
        {
            return current;
        }

        if (someoneLeft)
        {
            return Close(current, current.State == PairState.Proposed ? PairState.Declined : PairState.Ended, PairEndReasons.Departure, today);
        }

        if (current.State != PairState.Proposed)
        {
            if (brokenRule == PairRules.SameReportingLine && current.Kind is not (PairKind.ManagerToTop or PairKind.Informal))
            {
                return Close(current, PairState.Ended, brokenRule, today);
            }

            if (current is { State: PairState.Paused, PausedUntil: { } until } && today >= until)
            {
                current = current with { State = PairState.Active, PausedUntil = null };
            }

            bool completed = current.ActiveFrom is { } from && today >= from.AddDays(7 * policy.MaxWeeks);
            return completed ? Close(current, PairState.Ended, PairEndReasons.Completed, today) : current;
        }

        if (today >= current.ExpiresOn)
        {
            return Close(current, PairState.Expired, PairEndReasons.Expired, today);
        }

        return brokenRule is null || current.Instead is not null ? current : Close(current, PairState.Declined, brokenRule, today);
    }

    private static Pairing Hear(Pairing current, PairingAnswers answers) => current with
    {
        ManagerDecision = IsWish(current, answers) ? answers.IsPlainNo ? Answer.No : null : answers.Manager ?? current.ManagerDecision,
        ManagerReason = answers.Manager is null ? current.ManagerReason : answers.ManagerReason,
        Instead = IsWish(current, answers) ? answers.Instead : current.State == PairState.Proposed ? null : current.Instead,
        MenteeDeclinedReason = answers.MenteeDeclined ? answers.MenteeReason ?? "" : current.MenteeDeclinedReason,
    };

    /// <summary>The manager names another than the one proposed: whether that can be, the round will say.</summary>
    private static bool IsWish(Pairing current, PairingAnswers answers) =>
        current.State == PairState.Proposed && answers is { Manager: Answer.No, Instead: not null };

    /// <summary>Whose no it is. The mentee's own word stands before the manager's, and that before the mentor's.</summary>
    private static string? Refusal(Pairing heard, PairingAnswers answers) =>
        heard.MenteeDeclinedReason is not null ? PairEndReasons.MenteeDeclined
        : answers.WantsExit ? PairEndReasons.NoFaultExit
        : IsWish(heard, answers) ? null
        : heard.ManagerDecision == Answer.No ? answers.Instead is null ? PairEndReasons.ManagerDeclined : PairEndReasons.Swapped
        : answers.Mentor == Answer.No ? PairEndReasons.MentorDeclined
        : null;

    private static bool IsApproved(Pairing heard, DateOnly today, LifecyclePolicy policy) => policy.Approval switch
    {
        ApprovalPolicy.Required => heard.ManagerDecision == Answer.Yes,
        ApprovalPolicy.AutoAfterDays => heard.ManagerDecision == Answer.Yes || today >= heard.ProposedOn.AddDays(policy.AutoAfterDays),
        ApprovalPolicy.None => true,
    };

    private static Pairing Close(Pairing pairing, PairState state, string reason, DateOnly today) =>
        pairing with { State = state, EndReason = reason, EndedOn = today };
}
