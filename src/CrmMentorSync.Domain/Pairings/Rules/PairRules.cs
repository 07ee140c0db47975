namespace CrmMentorSync.Domain.Pairings.Rules;

/// <summary>A hard rule about two people.</summary>
/// <param name="Key">Its name in rows, for example <c>same_reporting_line</c>.</param>
/// <param name="Says">What it means, in words.</param>
/// <param name="TakesBackProposals">Whether an open proposal is withdrawn when the rule comes to be broken.</param>
public sealed record PairRule(string Key, string Says, bool TakesBackProposals, Func<RoundContext, RepProfile, RepProfile, bool> IsBroken);

/// <summary>Who can be paired with whom. The first rule that is broken is the one that is told.</summary>
public static class PairRules
{
    public static IReadOnlyList<PairRule> All { get; } =
    [
        new("same_person", "the same person", true, MentorAndMenteeAreTheSamePerson),
        new("mentor_is_mentee", "the other's own mentee", false, MentorIsTheMenteesMentee),
        new("same_reporting_line", "in the same reporting line", true, MentorIsInTheMenteesReportingLine),
        new("no_shared_hours", "hardly any working hour in common", false, TheyShareTooFewHours),
        new("avoid_pair", "kept apart by configuration", true, PairIsAvoided),
        new("pair_was_declined", "declined with this person before", false, PairWasDeclined),
    ];

    /// <summary>The first rule that the two break; null where they may be paired.</summary>
    public static PairRule? Broken(RoundContext round, RepProfile mentor, RepProfile mentee)
    {
        // Millions of pairs pass here: no enumerator and no closure for each.
        for (int index = 0; index < All.Count; index++)
        {
            if (All[index].IsBroken(round, mentor, mentee))
            {
                return All[index];
            }
        }

        return null;
    }

    public static bool MentorAndMenteeAreTheSamePerson(RoundContext round, RepProfile mentor, RepProfile mentee) => mentor.Id == mentee.Id;

    /// <summary>Two people who mentor each other are one relationship; that will be a kind of its own.</summary>
    public static bool MentorIsTheMenteesMentee(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.IsOpen(mentee.Id, mentor.Id);

    /// <summary>A boss judges; a mentor must be free to hear what went wrong. It holds in both directions.</summary>
    public static bool MentorIsInTheMenteesReportingLine(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        mentee.Chain.Contains(mentor.Id) || mentor.Chain.Contains(mentee.Id);

    /// <summary>A weekly talk needs an hour in which both are at work.</summary>
    public static bool TheyShareTooFewHours(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        WorkingHours.Shared(round.UtcOffset(mentor), round.UtcOffset(mentee)) < round.Policy.MinimumSharedHours;

    public static bool PairIsAvoided(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.Policy.AvoidPairs.Count > 0 && round.Policy.Avoids(mentor.Id, mentee.Id);

    /// <summary>A no to these two, by whomever, is not asked again.</summary>
    public static bool PairWasDeclined(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.WasDeclined(mentor.Id, mentee.Id);
}
