using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Why these two: one sentence with its numbers, for managers only.</summary>
internal static class PairingReason
{
    public static string Of(PairKind kind, Match match, DateOnly asOf)
    {
        string fit = string.Create(CultureInfo.InvariantCulture, $"{Together(match, asOf)}; quality {match.Quality:0.00}, {Beaten(match.RunnerUp)}.");
        return kind switch
        {
            PairKind.Peer => $"{Strong(match)}, where {Weak(match)}; {fit}",
            PairKind.Onboarding => $"{match.Mentee.Rep.Person.Name} is new ({Months(match.Mentee.Rep, asOf)}); {Strong(match)}, with {Months(match.Mentor.Rep, asOf)} of experience; {fit}",
        };
    }

    private static string Strong(Match match)
    {
        (RepProfile mentor, Skill skill) = (match.Mentor.Rep, match.Topic.Skill);
        return $"{mentor.Person.Name} is strong on {TeachableSkills.Words(skill)} ({Standing(mentor, skill, "highest", score => score.PHighestFifth)})";
    }

    private static string Weak(Match match)
    {
        RepProfile mentee = match.Mentee.Rep;
        return $"{mentee.Person.Name} has room to grow ({Standing(mentee, match.Topic.Skill, "lowest", score => score.PLowestFifth)})";
    }

    // Both were taken in on their scores, so both have one on the topic.
    private static string Standing(RepProfile rep, Skill skill, string fifth, Func<SkillScore, double> probability) => rep.Score(skill) is { } score
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{TeachableSkills.Figure(skill, score.Estimate)} against a peer median of {TeachableSkills.Figure(skill, score.PeerMedian)}, P {fifth} fifth {probability(score):0.00}")
        : throw new ArgumentException($"rep {rep.Id} has no score on {skill.Key()}", nameof(rep));

    private static string Together(Match match, DateOnly asOf)
    {
        double hours = WorkingHours.Shared(
            WorkingHours.UtcOffset(match.Mentor.Rep.Person.TimeZone, asOf), WorkingHours.UtcOffset(match.Mentee.Rep.Person.TimeZone, asOf));
        string group = MatchQuality.Peers(match.Mentor.Rep, match.Mentee.Rep, match.Topic.Skill) switch
        {
            >= 1 => "same peers",
            > 0 => "partly the same peers",
            _ => "other peers",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{group}, {hours:0.#} working hours in common");
    }

    private static string Beaten(RunnerUp? runnerUp) => runnerUp switch
    {
        null => "no other mentor was possible",
        { IsTaken: true } => string.Create(
            CultureInfo.InvariantCulture, $"runner-up {runnerUp.Mentor.Person.Name} ({runnerUp.Quality:0.00}) has no place left"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ahead of {runnerUp.Mentor.Person.Name} ({runnerUp.Quality:0.00})"),
    };

    private static string Months(RepProfile rep, DateOnly asOf)
    {
        int months = Math.Max(0, ((asOf.Year - rep.Person.Since.Year) * 12) + asOf.Month - rep.Person.Since.Month - (asOf.Day < rep.Person.Since.Day ? 1 : 0));
        return months == 1 ? "1 month" : string.Create(CultureInfo.InvariantCulture, $"{months} months");
    }
}
