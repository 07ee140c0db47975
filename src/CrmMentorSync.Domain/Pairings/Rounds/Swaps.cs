using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Managers who named someone else instead of the mentor proposed: that pair is proposed at once, in whatever week, and
/// needs no approval any more. Strength is not asked for, the hard rules are. Where it cannot be, the manager is told; what was proposed
/// stays, unless they said no to that as well.
/// </summary>
internal sealed record Swaps(RoundContext After, IReadOnlyList<Pairing> Changed, IReadOnlyList<Pairing> Proposed, IReadOnlyList<Unanswered> Unanswered)
{
    private const int MostOthers = 3;

    public static Swaps Of(RoundContext round)
    {
        List<Pairing> proposed = [];
        List<Pairing> changed = [];
        List<Unanswered> unanswered = [];
        Dictionary<UserId, RepProfile> reps = round.Facts.Reps.ToDictionary(rep => rep.Id);
        foreach (Pairing wish in round.Facts.Pairings.Where(pairing => pairing is { State: PairState.Proposed, Instead: not null }).OrderBy(pairing => pairing.Key, StringComparer.Ordinal))
        {
            Pairing over = PairingLifecycle.Swap(wish, round.Facts.AsOf);
            RoundContext free = With(round, [.. round.Facts.Pairings.Select(pairing => pairing.Key == wish.Key ? over : pairing)]);
            RepProfile[] named = WrittenName.Find(round.Facts.Reps, rep => rep.Person, wish.Instead!);
            RepProfile? mentee = reps.GetValueOrDefault(wish.Mentee);
            (WishObstacle Why, string Says)? obstacle = named switch
            {
                [var mentor] => Obstacle(free, mentor, mentee),
                [] => (WishObstacle.NobodyOfThatName, "nobody of that name sells here; give the full name or the username"),
                _ => (WishObstacle.SeveralOfThatName, "several colleagues have that name; give the username"),
            };
            if (obstacle is { } stands)
            {
                Pairing refused = PairingLifecycle.RefuseWish(wish, round.Facts.AsOf);
                unanswered.Add(new Unanswered(
                    wish.Key, wish.Instead!, stands.Why, $"the manager would rather have '{wish.Instead}': {stands.Says}", mentee is null ? [] : Others(free, over, mentee))
                {
                    IsDeclined = !refused.IsOpen,
                });
                if (!refused.IsOpen)
                {
                    changed.Add(refused);
                    round = With(round, [.. round.Facts.Pairings.Select(pairing => pairing.Key == wish.Key ? refused : pairing)]);
                }

                continue;
            }

            changed.Add(over);
            proposed.Add(Proposal(round, over, named[0], mentee!));
            round = With(free, [.. free.Facts.Pairings, proposed[^1]]);
        }

        return new Swaps(round, changed, proposed, unanswered);
    }

    private static RoundContext With(RoundContext round, IReadOnlyList<Pairing> pairings) =>
        round with { Facts = round.Facts with { Pairings = pairings }, History = new PairingHistory(pairings) };

    private static (WishObstacle Why, string Says)? Obstacle(RoundContext round, RepProfile mentor, RepProfile? mentee) =>
        mentee is null ? (WishObstacle.MenteeIsOut, "the mentee is no longer among the reps")
        : PersonRules.Broken(PersonRules.ForMentors, round, mentor) is { } own
            ? (own.Key is PersonRules.AtCapacity or PersonRules.TooManyRoles ? WishObstacle.NoRoom : WishObstacle.NotAvailable, $"{own.Says}; {own.Next}")
        : PersonRules.Broken(PersonRules.ForMentees, round, mentee) is { } of ? (WishObstacle.MenteeIsOut, $"the mentee is {of.Says}")
        : PairRules.Broken(round, mentor, mentee) is { } rule ? (WishObstacle.NotTogether, $"{rule.Says}; {rule.Next}")
        : null;

    /// <summary>Free mentors who are strong on what the mentee needs, the strongest first.</summary>
    private static IReadOnlyList<UserId> Others(RoundContext round, Pairing over, RepProfile mentee)
    {
        PairKind kind = over.IsTwoWay ? PairKind.Peer : over.Kind;
        RoundContext within = round with { Kind = kind };
        KindPool pool = KindPool.Of(within, kind);
        return pool.Mentees.FirstOrDefault(candidate => candidate.Rep.Id == mentee.Id) is not { } learner ? [] :
        [
            .. pool.FreeMentors(within).Where(mentor => mentor.Rep.Id != mentee.Id && PairRules.Broken(within, mentor.Rep, mentee, pool.Intake.AllowedRule) is null)
                .Select(mentor => (mentor.Rep.Id, Topic: pool.Intake.TopicOf(within, mentor, learner)))
                .Where(mentor => mentor.Topic is not null)
                .OrderByDescending(mentor => mentor.Topic!.Value.Strength).ThenBy(mentor => mentor.Id)
                .Take(MostOthers).Select(mentor => mentor.Id),
        ];
    }

    private static Pairing Proposal(RoundContext round, Pairing swapped, RepProfile mentor, RepProfile mentee) => swapped with
    {
        Mentor = mentor.Id,
        Round = round.Facts.Round,
        Quality = 0,
        Reason = $"{mentee.Person.Name}'s manager named {mentor.Person.Name} instead of the mentor proposed before; the topic stays {TeachableSkills.Words(swapped.Skill)}.",
        State = PairState.Proposed,
        ManagerDecision = Answer.Yes,
        ReturnSkill = null,
        Kind = swapped.IsTwoWay ? PairKind.Peer : swapped.Kind,
        ProposedOn = round.Facts.AsOf,
        ExpiresOn = round.Facts.AsOf.AddDays(round.Policy.Lifecycle.ProposalDays),
        EndedOn = null,
        EndReason = null,
        Instead = null,
    };
}
