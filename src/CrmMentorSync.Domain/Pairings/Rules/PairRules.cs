namespace CrmMentorSync.Domain.Pairings.Rules;

/// <summary>A hard rule about two people.</summary>
/// <param name="Key">Its name in rows, for example <c>same_reporting_line</c>.</param>
/// <param name="Says">What it means, in words.</param>
/// <param name="TakesBackProposals">Whether an open proposal is withdrawn when the rule comes to be broken.</param>
/// <param name="Next">What can be done about it, as a clause.</param>
public sealed record PairRule(string Key, string Says, bool TakesBackProposals, Func<RoundContext, RepProfile, RepProfile, bool> IsBroken, string Next);

/// <summary>Who can be paired with whom. The first rule that is broken is the one that is told.</summary>
public static class PairRules
{
    public const string SameReportingLine = "same_reporting_line";

    /// <summary>What a proposal that the manager put off is taken back by, until the day named.</summary>
    public const string PutOff = "paused_until";

    /// <summary>Mentors of mentors are followed so far; a longer chain is none that anyone would notice.</summary>
    public const int ChainDepth = 8;

    private const string Another = "win another mentor for the topic, or name one from outside in Pairings:ExternalMentors";

    /// <summary>The one rule that asks where two people are, and not who they are to each other.</summary>
    internal static PairRule NoSharedHours { get; } = new(
        "no_shared_hours", "hardly any working hour in common", false, TheyShareTooFewHours, "lower Pairings:MinimumSharedHours where they can meet early or late");

    public static IReadOnlyList<PairRule> All { get; } =
    [
        new("same_person", "the same person", true, MentorAndMenteeAreTheSamePerson, Another),
        new("already_together", "in a pairing with them already", false, TheyAreTogetherAlready, "nothing to do while that pair runs"),
        new("mentor_is_mentee", "the other's own mentee", false, MentorIsTheMenteesMentee, Another),
        new("mentoring_circle", "mentored by those whom the other mentors", false, MentorsWouldGoInACircle, Another),
        new(SameReportingLine, "in the same reporting line", true, MentorIsInTheMenteesReportingLine, Another),
        NoSharedHours,
        new("avoid_pair", "kept apart by configuration", true, PairIsAvoided, "take the two out of Pairings:AvoidPairs where it no longer holds"),
        new(PutOff, "put off with this person until a day that was named", true, PairIsPutOff, "nothing to do: the pair comes back by itself on that day"),
        new("pair_lapsed", "proposed with this person a short while ago, without an answer", false, PairIsResting, "nothing to do: the pair may be proposed again after Pairings:LapsedDays"),
        new("pair_was_declined", "declined with this person before", false, PairWasDeclined, "win another mentor for the topic; the no lapses after Pairings:DeclinedDays"),
        new("pair_failed", "someone whose pair with this person was ended early", false, PairHasFailed, Another),
    ];

    /// <summary>The first rule that the two break; null where they may be paired.</summary>
    /// <param name="allowed">The key of a rule that the kind is an exception from; null for none.</param>
    public static PairRule? Broken(RoundContext round, RepProfile mentor, RepProfile mentee, string? allowed = null)
    {
        // Millions of pairs pass here: no enumerator and no closure for each.
        for (int index = 0; index < All.Count; index++)
        {
            if (All[index].IsBroken(round, mentor, mentee) && All[index].Key != allowed && All[index].Key != round.Waived)
            {
                return All[index];
            }
        }

        return null;
    }

    public static bool MentorAndMenteeAreTheSamePerson(RoundContext round, RepProfile mentor, RepProfile mentee) => mentor.Id == mentee.Id;

    public static bool TheyAreTogetherAlready(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.IsOpen(mentor.Id, mentee.Id);

    /// <summary>Two people who mentor each other are one relationship; that is a kind of its own.</summary>
    public static bool MentorIsTheMenteesMentee(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.IsOpen(mentee.Id, mentor.Id);

    /// <summary>Mentors all the way down, never round (P38): following the mentor's own mentors must not lead to the mentee.</summary>
    public static bool MentorsWouldGoInACircle(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.MentorsOf(mentor.Id).Count > 0 && MentorChain.Reaches(round.History, mentor.Id, mentee.Id, ChainDepth);

    /// <summary>A boss judges; a mentor must be free to hear what went wrong. It holds in both directions.</summary>
    public static bool MentorIsInTheMenteesReportingLine(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        mentee.Chain.Contains(mentor.Id) || mentor.Chain.Contains(mentee.Id);

    /// <summary>A weekly talk needs an hour in which both are at work.</summary>
    public static bool TheyShareTooFewHours(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        WorkingHours.Shared(round.UtcOffset(mentor), round.UtcOffset(mentee)) < round.Policy.MinimumSharedHours;

    public static bool PairIsAvoided(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.Policy.AvoidPairs.Count > 0 && round.Policy.Avoids(mentor.Id, mentee.Id);

    /// <summary>The manager wrote a day into the approval: it is about these two.</summary>
    public static bool PairIsPutOff(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.Facts.PutOff.TryGetValue((mentor.Id, mentee.Id), out DateOnly until) && round.Facts.AsOf < until;

    /// <summary>Whoever did not answer is not asked the same again at once, unless nobody else could teach the mentee.</summary>
    public static bool PairIsResting(RoundContext round, RepProfile mentor, RepProfile mentee) => round.Resting.Contains((mentor.Id, mentee.Id));

    /// <summary>A no to these two, by whomever, is not asked again for a year.</summary>
    public static bool PairWasDeclined(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.WasDeclined(mentor.Id, mentee.Id, round.Facts.AsOf.AddDays(1 - round.Policy.DeclinedDays));

    /// <summary>Bad experiences weigh more than good ones (P46): a pair that someone ended early is not begun again.</summary>
    public static bool PairHasFailed(RoundContext round, RepProfile mentor, RepProfile mentee) =>
        round.History.HasFailed(mentor.Id, mentee.Id);
}
