using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>What people's answers mean for mentors and pairings.</summary>
internal sealed class Decisions
{
    public Decisions(
        DateOnly today, LifecyclePolicy policy, IReadOnlyList<ActivityRow> activities, IReadOnlyList<Pairing> pairings,
        IReadOnlyList<MentorRow> mentors, RestoredState restored)
    {
        Dictionary<MentoringKey, ActivityRow> byKey = activities.ToDictionary(activity => activity.Key);
        Dictionary<UserId, MentorRow> before = mentors.ToDictionary(mentor => mentor.Rep);
        Dictionary<UserId, MentorRow> after = Restore(before, restored)
            .Select(mentor => Ask(mentor, byKey.GetValueOrDefault(mentor.Invitation), today))
            .ToDictionary(mentor => mentor.Rep);
        ChangedMentors = [.. after.Values.Where(mentor => before.GetValueOrDefault(mentor.Rep) != mentor).OrderBy(mentor => mentor.Rep)];

        ILookup<string, ActivityRow> byPair = activities.Where(activity => activity.Key.PairingKey is not null)
            .ToLookup(activity => activity.Key.PairingKey!, StringComparer.Ordinal);
        Dictionary<string, Pairing> known = pairings.ToDictionary(pairing => pairing.Key, StringComparer.Ordinal);
        Dictionary<string, Pairing> told = restored.Pairings.ToDictionary(pairing => pairing.Key, StringComparer.Ordinal);
        ChangedPairings =
        [
            .. known.Values.Select(pairing => told.GetValueOrDefault(pairing.Key) is { } later ? LostState.CatchUp(pairing, later) : pairing).Concat(restored.Pairings.Where(pairing => !known.ContainsKey(pairing.Key)))
                .Select(pairing => Decide(pairing, byPair[pairing.Key], ConsentOf(pairing, after), today, policy))
                .Where(pairing => known.GetValueOrDefault(pairing.Key) != pairing)
                .OrderBy(pairing => pairing.Key, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<MentorRow> ChangedMentors { get; }
    public IReadOnlyList<Pairing> ChangedPairings { get; }

    public static ActivityAnswer ToAnswer(ActivityRow activity) => new(activity.Key, activity.State, activity.Reason)
    {
        PauseUntil = activity.PauseUntil,
        Instead = activity.Instead,
        IsPlainNo = activity.IsPlainNo,
        WantsExit = activity.WantsExit,
        WasNeverSent = activity.State == ActivityState.Planned || (activity.State == ActivityState.Cancelled && activity.Reason is not null),
    };

    /// <summary>Whoever named someone from outside in the settings has asked them.</summary>
    private static Answer? ConsentOf(Pairing pairing, Dictionary<UserId, MentorRow> mentors) =>
        pairing.Kind == PairKind.External ? Answer.Yes : mentors.GetValueOrDefault(pairing.Mentor)?.Consent;

    private static IEnumerable<MentorRow> Restore(Dictionary<UserId, MentorRow> known, RestoredState restored)
    {
        foreach (MentorRow mentor in known.Values)
        {
            yield return mentor;
        }

        foreach ((UserId mentor, MentoringKey invitation) in restored.Invitations.Where(invited => !known.ContainsKey(invited.Key)))
        {
            yield return new MentorRow(mentor, restored.Agreed.Contains(mentor) ? Answer.Yes : null, null, null, invitation);
        }

        // The invitation itself is gone for good, but a pair began: so the mentor had agreed.
        foreach (UserId mentor in restored.Agreed.Where(agreed => !known.ContainsKey(agreed) && !restored.Invitations.ContainsKey(agreed)))
        {
            IsoWeek round = restored.Pairings.Where(pairing => pairing.Mentor == mentor).Min(pairing => pairing.Round);
            yield return new MentorRow(
                mentor, Answer.Yes, null, null, new MentoringKey(mentor, null, round, ActivityKind.Invite.Key(), 1, Sides.Mentor));
        }
    }

    /// <summary>An answer once given stands until another one is given: closing the pairs' Tasks takes no consent back.</summary>
    private static MentorRow Ask(MentorRow mentor, ActivityRow? invitation, DateOnly today) =>
        invitation is not null && PairingReading.OfDecision(invitation.State) is { } answer && answer != mentor.Consent
            ? mentor with { Consent = answer, DecidedOn = today, Reason = invitation.Reason }
            : mentor;

    private static Pairing Decide(Pairing pairing, IEnumerable<ActivityRow> activities, Answer? consent, DateOnly today, LifecyclePolicy policy) =>
        PairingLifecycle.Decide(
            pairing,
            PairingReading.Read(activities.Select(ToAnswer), consent, today),
            policy);
}
