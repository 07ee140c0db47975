using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Reading;

/// <summary>A round that Tasks remember.</summary>
public readonly record struct RestoredRound(IsoWeek Round, DateOnly AsOf, DateTimeOffset ProposedAt);

/// <summary>What Tasks of ours, which no row knows, say about pairings, invitations and rounds.</summary>
public sealed record RestoredState
{
    public required IReadOnlyList<Pairing> Pairings { get; init; }

    /// <summary>Each mentor's invitation.</summary>
    public required IReadOnlyDictionary<UserId, MentoringKey> Invitations { get; init; }

    /// <summary>Mentors who must have agreed, because a pair of theirs began.</summary>
    public required IReadOnlySet<UserId> Agreed { get; init; }
    public required IReadOnlyList<RestoredRound> Rounds { get; init; }
}

/// <summary>
/// Rebuilds what a lost database knew from the org's own Tasks, so that no second pairing and no second Task begins. People
/// may have edited the Tasks in the meantime; keys and statuses carry what matters, texts only the topic.
/// </summary>
public static class LostState
{
    /// <summary>Days after hiring within which a mentee is taken for new: the default ramp.</summary>
    public const int RampDays = 180;

    /// <param name="tasks">Those that no row knows.</param>
    /// <param name="answers">What all Tasks of ours say, read as they always are.</param>
    /// <param name="gapOf">The topic to assume where the texts name none any more.</param>
    public static RestoredState Restore(
        IEnumerable<RemoteTask> tasks, IReadOnlyList<ActivityAnswer> answers, IReadOnlyList<Person> people, LifecyclePolicy policy, Func<UserId, Skill> gapOf)
    {
        (MentoringKey Key, RemoteTask Task)[] ours = [.. tasks
            .Select(task => (Key: MentoringKey.TryParse(task.Key), Task: task))
            .Where(task => task.Key is not null)
            .Select(task => (task.Key!.Value, task.Task))
            .Where(task => task.Value.Mentee is not null || IsInvitation(task.Value))
            .OrderBy(task => task.Task.Key, StringComparer.Ordinal)];
        ILookup<string?, ActivityAnswer> said = answers.ToLookup(answer => answer.Key.PairingKey, StringComparer.Ordinal);
        ILookup<UserId, ActivityAnswer> invitations = said[null].Where(answer => IsInvitation(answer.Key)).ToLookup(answer => answer.Key.Mentor);
        Dictionary<UserId, Person> byId = people.ToDictionary(person => person.Id);
        var lines = ManagementChain.Of(people);
        Pairing[] pairings = [.. ours.Where(task => task.Key.PairingKey is not null)
            .GroupBy(task => task.Key.PairingKey!, StringComparer.Ordinal)
            .Select(pair => Over(
                RestorePairing([.. pair], byId, policy, gapOf), pair.Select(task => task.Task), said[pair.Key], invitations[pair.First().Key.Mentor],
                NobodysFault(pair.First().Key.Mentor, pair.First().Key.Mentee!.Value), policy))];
        bool HasLeft(UserId person) => byId.TryGetValue(person, out Person? known) && !known.IsActive;
        string? NobodysFault(UserId mentor, UserId mentee) => HasLeft(mentor) || HasLeft(mentee) ? PairEndReasons.Departure
            : lines.IsAbove(mentor, mentee) || lines.IsAbove(mentee, mentor) ? PairRules.SameReportingLine
            : null;
        return new RestoredState
        {
            Pairings = pairings,
            Invitations = ours.Where(task => task.Key.Mentee is null).GroupBy(task => task.Key.Mentor)
                .ToDictionary(mentor => mentor.Key, mentor => mentor.Select(task => task.Key).MinBy(key => key.Round)),
            Agreed = pairings.Where(pairing => pairing.ActiveFrom is not null).Select(pairing => pairing.Mentor).ToHashSet(),
            Rounds = [.. ours.GroupBy(task => task.Key.Round).OrderBy(round => round.Key)
                .Select(round => new RestoredRound(round.Key, ProposedOn(round.Key, [.. round]), round.Min(task => task.Task.CreatedAt)))],
        };
    }

    /// <summary>
    /// A pairing that an old backup knows, by what Tasks made since then tell of it: it began then and not today, or it is over.
    /// What the backup knows of its making stays.
    /// </summary>
    public static Pairing CatchUp(Pairing known, Pairing told) =>
        (known.State == PairState.Proposed ? told.State != PairState.Proposed : known.IsOpen && !told.IsOpen)
            ? known with
            {
                State = told.State,
                ManagerDecision = known.ManagerDecision ?? told.ManagerDecision,
                ActiveFrom = known.ActiveFrom ?? told.ActiveFrom,
                EndedOn = told.EndedOn,
                EndReason = told.EndReason,
            }
            : known;

    private static Pairing RestorePairing(
        (MentoringKey Key, RemoteTask Task)[] tasks, Dictionary<UserId, Person> people, LifecyclePolicy policy, Func<UserId, Skill> gapOf)
    {
        MentoringKey key = tasks[0].Key;
        UserId mentee = key.Mentee!.Value;
        DateOnly proposedOn = ProposedOn(key.Round, tasks);
        DateOnly[] sessions = [.. tasks.Where(task => IsOfRunningPair(task.Key)).Select(task => Day(task.Task.CreatedAt)).Order()];
        DateOnly? activeFrom = sessions is [var first, ..] ? first : null;
        return new Pairing
        {
            Kind = KindOf(key.Mentor, people.GetValueOrDefault(mentee), proposedOn),
            Mentor = key.Mentor,
            Mentee = mentee,
            Round = key.Round,
            Skill = tasks.Select(task => Topics.In($"{task.Task.Fields.Subject}\n{task.Task.Fields.Description}")).FirstOrDefault(skill => skill is not null)
                ?? gapOf(mentee),
            Quality = 0,
            Reason = Pairing.RestoredReason,
            State = activeFrom is null ? PairState.Proposed : PairState.Active,
            ManagerDecision = activeFrom is null ? null : Answer.Yes,
            ProposedOn = proposedOn,
            ExpiresOn = proposedOn.AddDays(policy.ProposalDays),
            ActiveFrom = activeFrom,
        };
    }

    /// <summary>
    /// A pair whose Tasks carry a note of ours is over. Why, its Tasks tell as they told it then; where they do not, by the day:
    /// in its time it lapsed or completed; put off, it comes back; where one of the two is gone it ended with their departure, and where one is above the other
    /// now, with that; and what else ended before its time counts as a no.
    /// </summary>
    private static Pairing Over(
        Pairing pairing, IEnumerable<RemoteTask> tasks, IEnumerable<ActivityAnswer> answers, IEnumerable<ActivityAnswer> invitation, string? nobodysFault,
        LifecyclePolicy policy)
    {
        DateOnly[] noted = [.. tasks.Select(NotedOn).OfType<DateOnly>().Order()];
        if (noted is not [var day, ..])
        {
            return pairing;
        }

        bool isActive = pairing.State == PairState.Active;
        DateOnly due = isActive ? pairing.ActiveFrom!.Value.AddDays(7 * policy.MaxWeeks) : pairing.ExpiresOn;

        // A day of grace: notes are dated in UTC, pairings in the worker's own day.
        bool isInTime = day.AddDays(1) >= due;
        Answer? consent = isInTime ? null : invitation.Select(answer => PairingReading.OfDecision(answer.State)).FirstOrDefault(answer => answer is not null);
        PairingAnswers said = PairingReading.Read(answers, consent, day);
        Pairing decided = PairingLifecycle.Decide(pairing, said, policy);
        string? why = !isActive && said.PauseUntil > day ? PairRules.PutOff : nobodysFault;
        return decided is { State: PairState.Proposed, Instead: not null } ? PairingLifecycle.Swap(decided, day) : !decided.IsOpen ? decided : pairing with
        {
            State = isActive ? PairState.Ended : isInTime ? PairState.Expired : PairState.Declined,
            EndReason = !isInTime ? why : isActive ? PairEndReasons.Completed : PairEndReasons.Expired,
            EndedOn = day,
        };
    }

    /// <summary>When we wrote our note, as far as the Task can tell: closing goes with it, later edits do not count.</summary>
    private static DateOnly? NotedOn(RemoteTask task) =>
        TaskTexts.IsClosedAsOver(task.Fields.Description) || TaskTexts.IsNotedAsDeclined(task.Fields.Description)
            ? Day(task.CompletedAt ?? task.ModifiedAt)
            : null;

    /// <summary>As far as it shows: keys name no kind. What cannot be told apart counts as the first.</summary>
    private static PairKind KindOf(UserId mentor, Person? mentee, DateOnly proposedOn) =>
        OutsideMentor.IsOutside(mentor) ? PairKind.External
        : mentee?.ManagerId == mentor ? PairKind.ManagerToTop
        : proposedOn < mentee?.Since.AddDays(RampDays) ? PairKind.Onboarding
        : PairKind.Peer;

    /// <summary>What a team or the company does carries no mentee either, and says nothing about rounds and consents.</summary>
    private static bool IsInvitation(MentoringKey key) => key.Mentee is null && key.Activity == ActivityKind.Invite.Key();

    private static bool IsOfRunningPair(MentoringKey key) =>
        ActivityNames.TryParse(key.Activity) is not (null or ActivityKind.Approve or ActivityKind.Notice or ActivityKind.Invite);

    /// <summary>The round says the week; a Task written just after midnight does not move the proposal out of it.</summary>
    private static DateOnly ProposedOn(IsoWeek round, (MentoringKey Key, RemoteTask Task)[] tasks)
    {
        DateOnly created = Day(tasks.Min(task => task.Task.CreatedAt));
        return created > round.Sunday ? round.Sunday : created < round.Monday ? round.Monday : created;
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
