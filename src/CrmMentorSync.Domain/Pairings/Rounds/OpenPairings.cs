using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Goes through what is open before anything new is proposed: time runs out, people leave, rules come to be broken.</summary>
internal static class OpenPairings
{
    /// <param name="isActive">Whether a user, rep or not, is still active.</param>
    public static IReadOnlyList<Pairing> Review(RoundContext round, Func<UserId, bool> isActive)
    {
        var lines = ManagementChain.Of(round.Facts.Others.Values);
        HashSet<UserId> outside = [.. round.Facts.Outside.Select(mentor => mentor.Person.Id)];
        Dictionary<UserId, RepProfile> reps = round.Facts.Reps.ToDictionary(rep => rep.Id);
        return [.. round.Facts.Pairings.Select(pairing => PairingLifecycle.Review(
            pairing,
            round.Facts.AsOf,
            (!isActive(pairing.Mentor) && !outside.Contains(pairing.Mentor)) || !isActive(pairing.Mentee),
            BrokenRule(round, lines, pairing, reps.GetValueOrDefault(pairing.Mentor), reps.GetValueOrDefault(pairing.Mentee)),
            round.Policy.Lifecycle))];
    }

    private static string? BrokenRule(RoundContext round, ManagementChain lines, Pairing pairing, RepProfile? mentor, RepProfile? mentee)
    {
        if (pairing.State != PairState.Proposed)
        {
            // Whoever became a manager is no rep any more, so the line is asked of everyone.
            return Above(mentee, pairing.Mentee).Contains(pairing.Mentor) || Above(mentor, pairing.Mentor).Contains(pairing.Mentee) ? PairRules.SameReportingLine : null;
        }

        mentor ??= round.Facts.Outside.FirstOrDefault(outside => outside.Person.Id == pairing.Mentor)?.Profile;
        if (mentor is null || mentee is null)
        {
            return "no_longer_a_rep";
        }

        return PersonRules.ForMentors.FirstOrDefault(rule => rule.TakesBackProposals && rule.IsBroken(round, mentor))?.Key
            ?? PersonRules.ForMentees.FirstOrDefault(rule => rule.TakesBackProposals && rule.IsBroken(round, mentee))?.Key
            ?? PairRules.All.FirstOrDefault(rule => rule.TakesBackProposals && rule.IsBroken(round, mentor, mentee))?.Key;

        IReadOnlyList<UserId> Above(RepProfile? rep, UserId id) => rep?.Chain ?? lines.Above(id);
    }
}
