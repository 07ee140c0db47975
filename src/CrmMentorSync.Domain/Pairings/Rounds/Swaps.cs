using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Managers who named someone else instead of the mentor proposed: that pair is proposed at once, in whatever week, and
/// needs no approval any more. Strength is not asked for, the hard rules are.
/// </summary>
internal static class Swaps
{
    public static (IReadOnlyList<Pairing> Proposed, IReadOnlyList<Unanswered> Unanswered) Of(RoundContext round)
    {
        List<Pairing> proposed = [];
        List<Unanswered> unanswered = [];
        Dictionary<UserId, RepProfile> reps = round.Facts.Reps.ToDictionary(rep => rep.Id);
        foreach (Pairing swapped in round.Facts.Pairings.Where(pairing => IsWaiting(pairing, round)).OrderBy(pairing => pairing.Key, StringComparer.Ordinal))
        {
            RepProfile[] named = [.. round.Facts.Reps.Where(rep => IsNamed(rep.Person, swapped.Instead!))];
            string? obstacle = named is [var mentor]
                ? Obstacle(round, mentor, reps.GetValueOrDefault(swapped.Mentee))
                : named.Length == 0 ? "nobody of that name sells here; give the full name or the username"
                : "several colleagues have that name; give the username";
            if (obstacle is not null)
            {
                unanswered.Add(new Unanswered(swapped.Key, $"the manager would rather have '{swapped.Instead}': {obstacle}"));
                continue;
            }

            proposed.Add(Proposal(round, swapped, named[0], reps[swapped.Mentee]));
            round = round with { History = new PairingHistory([.. round.Facts.Pairings, .. proposed]) };
        }

        return (proposed, unanswered);
    }

    /// <summary>Nothing has come of it yet, and it is no older than a proposal may be.</summary>
    private static bool IsWaiting(Pairing pairing, RoundContext round) =>
        pairing is { State: PairState.Swapped, Instead: not null, EndedOn: { } on }
        && round.Facts.AsOf < on.AddDays(round.Policy.Lifecycle.ProposalDays)
        && !round.Facts.Pairings.Any(other => other.Mentee == pairing.Mentee && other.Key != pairing.Key && other.ProposedOn >= on && other.Kind != PairKind.Informal);

    private static bool IsNamed(Person person, string name)
    {
        string wanted = name.Trim().TrimEnd('.', '!');
        return person.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            || person.Username.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            || person.Id.Value == wanted;
    }

    private static string? Obstacle(RoundContext round, RepProfile mentor, RepProfile? mentee) =>
        mentee is null ? "the mentee is no longer among the reps"
        : PersonRules.Broken(PersonRules.ForMentors, round, mentor) is { } own ? $"{own.Says}; {own.Next}"
        : PersonRules.Broken(PersonRules.ForMentees, round, mentee) is { } of ? $"the mentee is {of.Says}"
        : PairRules.Broken(round, mentor, mentee) is { } rule ? $"{rule.Says}; {rule.Next}"
        : null;

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
