using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// How good a match is, 0–1: the weighted mean of nine parts, each 0–1. In the solver it stands in millionths, so that sums
/// are exact and do not depend on their order.
/// </summary>
internal sealed class MatchQuality(RoundContext round)
{
    private readonly QualityWeights _weights = round.Policy.Weights;
    private readonly double _sum = round.Policy.Weights.Sum;

    public const int Scale = 1_000_000;

    /// <summary>What a week of waiting weighs in the solver: more than any quality.</summary>
    public const int WeekWaited = Scale + 1;

    /// <summary>Years between two entries from which two are of quite different cohorts.</summary>
    private const double CohortYears = 5;

    /// <summary>The quality if the mentee were the mentor's first of this round.</summary>
    /// <param name="mayHaveMet">False where it is known that no pairing ever brought the two together.</param>
    public int Of(RepProfile mentor, RepProfile mentee, Topic topic, double hoursOverlap, double ofMentor, bool mayHaveMet = true)
    {
        double sum = (_weights.Strength * topic.Strength)
            + (_weights.Gain * topic.Gain)
            + (_weights.Peers * Peers(mentor, mentee, topic.Skill))
            + (_weights.Hours * hoursOverlap)
            + (_weights.History * (mayHaveMet ? Novelty(round.History, mentor, mentee) : 1))
            + (_weights.ClosedGap > 0 && mentor.EarlierGaps.Contains(topic.Skill) ? _weights.ClosedGap : 0)
            + (_weights.Cohort > 0 ? _weights.Cohort * CohortsApart(mentor, mentee) : 0)
            + ofMentor;
        return (int)Math.Round(Scale * sum / _sum, MidpointRounding.AwayFromZero);
    }

    /// <summary>The parts that depend on the mentor alone, weighted.</summary>
    public static double OfMentor(RoundContext round, RepProfile mentor) =>
        (round.Policy.Weights.Fairness * FreeShare(round, mentor))
        + (round.Policy.Weights.TrackRecord * round.History.TrackRecord(mentor.Id));

    /// <summary>What each further mentee of the same round takes off: the mentor's free share shrinks by one place.</summary>
    public static int Crowding(RoundContext round, RepProfile mentor)
    {
        QualityWeights weights = round.Policy.Weights;
        return (int)Math.Round(Scale * weights.Fairness / weights.Sum / Math.Max(1, round.Capacity(mentor)), MidpointRounding.AwayFromZero);
    }

    /// <summary>Half for the same peer group on the topic, half for the same segment; where a segment is unknown the group counts whole.</summary>
    public static double Peers(RepProfile mentor, RepProfile mentee, Skill topic)
    {
        bool sameGroup = mentor.PeerGroup(topic) is { } group && group == mentee.PeerGroup(topic);
        double groupPart = sameGroup ? 1 : 0;
        return mentor.Person.Segment is { } one && mentee.Person.Segment is { } other
            ? (groupPart + (one == other ? 1 : 0)) / 2
            : groupPart;
    }

    /// <summary>1 for two who never met, ½ after an unanswered proposal, 0 after a pair that has run.</summary>
    public static double Novelty(PairingHistory history, RepProfile mentor, RepProfile mentee) =>
        history.WereActive(mentor.Id, mentee.Id) ? 0 : history.WereProposed(mentor.Id, mentee.Id) ? 0.5 : 1;

    /// <summary>How far apart the two came to the company, 0–1 (P45).</summary>
    public static double CohortsApart(RepProfile mentor, RepProfile mentee) =>
        Math.Min(1, Math.Abs(mentor.Person.Since.DayNumber - mentee.Person.Since.DayNumber) / (365.25 * CohortYears));

    private static double FreeShare(RoundContext round, RepProfile mentor) =>
        round.Room(mentor) / (double)Math.Max(1, round.Capacity(mentor));
}
