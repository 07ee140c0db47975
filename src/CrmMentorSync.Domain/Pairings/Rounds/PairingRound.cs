using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// The weekly round (decision 0011): keeps what is open, fills what is free, and gives everyone else a reason. Kinds come
/// in the order of the policy; a later kind gets the places that an earlier one left. The same facts in any order give the
/// same round.
/// </summary>
public static class PairingRound
{
    /// <param name="isActive">Whether a user, rep or not, is still active.</param>
    /// <param name="isHeld">The week's round was held before: nothing new is proposed, only time and departures count.</param>
    public static RoundPlan Hold(RoundFacts facts, PairingPolicy policy, Func<UserId, bool> isActive, bool isHeld)
    {
        RoundContext before = Context(facts, policy);
        IReadOnlyList<Pairing> reviewed = RestoredKinds.Tell(before, OpenPairings.Review(before, isActive));
        Pairing[] changed = [.. facts.Pairings.Zip(reviewed).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => pair.Second)];
        RoundContext round = Context(facts with { Pairings = reviewed }, policy);
        var swaps = Swaps.Of(round);
        round = Context(swaps.After.Facts, policy);
        KindPool[] pools = KindPool.All(round);
        HashSet<string> heldBack = HeldBack(facts, policy);
        (round, List<Pairing> proposed, List<RoundMember> members) = isHeld ? (round, [], []) : Propose(round, pools, heldBack);
        return new RoundPlan
        {
            Changed = [.. swaps.Changed.Concat(changed).DistinctBy(pairing => pairing.Key).OrderBy(pairing => pairing.Key, StringComparer.Ordinal)],
            Proposed = [.. swaps.Proposed.Concat(proposed).OrderBy(pairing => pairing.Key, StringComparer.Ordinal)],
            Members = [.. members.OrderBy(member => member.Rep).ThenBy(member => member.Role).ThenBy(member => member.Kind).ThenBy(member => member.Skill)],
            Unmatched = new WhyUnmatched(round, pools, heldBack).Reasons(),
            Unanswered = swaps.Unanswered,
        };
    }

    /// <summary>What the round would propose without one of its rules, everything else as it is.</summary>
    internal static IReadOnlyList<Pairing> Without(string rule, RoundFacts facts, PairingPolicy policy, Func<UserId, bool> isActive)
    {
        RoundContext round = Context(facts with { Pairings = OpenPairings.Review(Context(facts, policy), isActive) }, policy);
        round = Context(Swaps.Of(round).After.Facts, policy) with { Waived = rule };
        return Propose(round, KindPool.All(round), HeldBack(facts, policy)).Proposed;
    }

    private static (RoundContext After, List<Pairing> Proposed, List<RoundMember> Members) Propose(
        RoundContext round, KindPool[] pools, HashSet<string> heldBack)
    {
        List<Pairing> proposed = [];
        List<RoundMember> members = [];
        foreach (KindPool pool in pools)
        {
            round = round with { Kind = pool.Intake.Kind, Resting = [] };
            round = round with { Resting = Lapses.Resting(round, pool) };
            IReadOnlyList<Candidate> mentees = pool.FreeMentees(round);
            IReadOnlyList<Candidate> mentors = pool.FreeMentors(round);
            members.AddRange(Members(pool, mentees, mentors, heldBack));
            Candidate[] treated = [.. mentees.Where(mentee => !heldBack.Contains(mentee.Rep.Id.Value))];
            Pairing[] matched = [.. KindMatcher.Solve(round, pool.Intake, treated, mentors).Select(match => Proposal(pool.Intake, match, round))];
            proposed.AddRange(matched);
            round = Add(round, matched);
        }

        return (round with { Kind = null, Resting = [] }, proposed, members);
    }

    private static RoundContext Add(RoundContext round, Pairing[] pairings) => pairings.Length == 0
        ? round
        : Context(round.Facts with { Pairings = [.. round.Facts.Pairings, .. pairings] }, round.Policy) with { Waived = round.Waived };

    private static RoundContext Context(RoundFacts facts, PairingPolicy policy) =>
        new() { Facts = facts, Policy = policy, History = new PairingHistory(facts.Pairings, facts.IsResumed ? facts.Round : null) };

    private static HashSet<string> HeldBack(RoundFacts facts, PairingPolicy policy) =>
        policy.HoldoutShare <= 0
            ? []
            : [.. facts.Reps.Where(rep => HoldoutArm.Of(policy.Seed, rep.Id, policy.HoldoutShare) == Arm.Control).Select(rep => rep.Id.Value)];

    private static IEnumerable<RoundMember> Members(
        KindPool pool, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors, HashSet<string> heldBack)
    {
        PairKind kind = pool.Intake.Kind;
        foreach (Candidate mentee in mentees)
        {
            Arm arm = heldBack.Contains(mentee.Rep.Id.Value) ? Arm.Control : Arm.Treatment;
            foreach (Merit merit in mentee.Merits)
            {
                yield return new RoundMember(mentee.Rep.Id, PairRole.Mentee, kind, merit.Skill, Math.Round(merit.Worth, 6), arm);
            }
        }

        foreach (Candidate mentor in mentors)
        {
            foreach (Merit merit in mentor.Merits)
            {
                yield return new RoundMember(mentor.Rep.Id, PairRole.Mentor, kind, merit.Skill, Math.Round(merit.Worth, 6), Arm.Treatment);
            }
        }
    }

    /// <summary>
    /// What a rule settles begins at once: there is nothing to approve. Everything else waits for people; a manager who said yes to the
    /// same a while ago, and is still the mentee's, is not asked again.
    /// </summary>
    private static Pairing Proposal(KindIntake intake, Match match, RoundContext round) => new()
    {
        Kind = intake.Kind,
        Mentor = match.Mentor.Rep.Id,
        Mentee = match.Mentee.Rep.Id,
        Round = round.Facts.Round,
        Skill = match.Topic.Skill,
        ReturnSkill = match.Topic.Return,
        Quality = match.Quality,
        Reason = PairingReason.Of(intake.Kind, match, round),
        State = intake.IsByRule ? PairState.Active : PairState.Proposed,
        ManagerDecision = intake.IsByRule || IsApproved(intake, match, round) ? Answer.Yes : null,
        ActiveFrom = intake.IsByRule ? round.Facts.AsOf : null,
        ProposedOn = round.Facts.AsOf,
        ExpiresOn = round.Facts.AsOf.AddDays(round.Policy.Lifecycle.ProposalDays),
    };

    private static bool IsApproved(KindIntake intake, Match match, RoundContext round) =>
        round.History.Approved(match.Mentor.Rep.Id, match.Mentee.Rep.Id, intake.Kind, match.Topic.Skill, round.Facts.AsOf.AddDays(-PairingPolicy.YesStandsDays)) is { } earlier
        && (!round.Facts.Approvers.TryGetValue(earlier.Key, out UserId approver) || match.Mentee.Rep.Chain.Contains(approver));
}
