using System.Collections.Frozen;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Pairs that nobody answered a short while ago. They rest, unless the mentee could learn it from nobody else: then asking once more
/// is better than nobody. A mentor who has no room at present is somebody else all the same, because places come free.
/// </summary>
internal static class Lapses
{
    public static FrozenSet<(UserId Mentor, UserId Mentee)> Resting(RoundContext round, KindPool pool)
    {
        HashSet<(UserId Mentor, UserId Mentee)> lapsed = [.. round.Facts.Pairings
            .Where(pairing => pairing is { State: PairState.Expired, EndedOn: { } on } && round.Facts.AsOf < on.AddDays(round.Policy.LapsedDays))
            .SelectMany(pairing => pairing.IsTwoWay
                ? new[] { (pairing.Mentor, pairing.Mentee), (pairing.Mentee, pairing.Mentor) }
                : [(pairing.Mentor, pairing.Mentee)])];
        if (lapsed.Count == 0)
        {
            return [];
        }

        Dictionary<UserId, Candidate> mentees = pool.Mentees.ToDictionary(mentee => mentee.Rep.Id);
        Candidate[] willing = [.. pool.Mentors.Where(mentor => PersonRules.Broken(pool.Intake.MentorRules, round, mentor.Rep)?.Key is null or PersonRules.AtCapacity or PersonRules.TooManyRoles)];
        return lapsed.Where(pair => mentees.TryGetValue(pair.Mentee, out Candidate? mentee) && willing.Any(mentor => IsAnother(mentor, mentee))).ToFrozenSet();

        bool IsAnother(Candidate mentor, Candidate mentee) =>
            mentor.Rep.Id != mentee.Rep.Id && !lapsed.Contains((mentor.Rep.Id, mentee.Rep.Id))
            && pool.Intake.TopicOf(round, mentor, mentee) is not null
            && PairRules.Broken(round, mentor.Rep, mentee.Rep, pool.Intake.AllowedRule) is null;
    }
}
