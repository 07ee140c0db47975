using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Why these two: one sentence with its numbers, for managers only.</summary>
internal static class PairingReason
{
    /// <summary>Stands in a reason whose runner-up could not be had instead.</summary>
    public const string NoPlace = "has no place left";

    /// <summary>Stands before the figure of a runner-up who could be had instead.</summary>
    public static string Ahead(string name) => $"ahead of {name} (";

    public static string Of(PairKind kind, Match match, RoundContext round)
    {
        DateOnly asOf = round.Facts.AsOf;
        RepProfile mentee = match.Mentee.Rep;
        string fit = string.Create(CultureInfo.InvariantCulture, $"{Together(match, asOf)}{Waited(round, mentee)}; quality {match.Quality:0.00}, {Beaten(match.RunnerUp)}.");
        return kind switch
        {
            PairKind.Peer => $"{Strong(match)}, where {Weak(match)}; {fit}",
            PairKind.Onboarding => $"{mentee.Person.Name} is new ({Months(mentee, asOf)}); {Strong(match)}, with {Months(match.Mentor.Rep, asOf)} of experience; {fit}",
            PairKind.HighPotential => $"{mentee.Person.Name} is on the rise after {Months(mentee, asOf)}; {Strong(match)}, with {Months(match.Mentor.Rep, asOf)} of experience, and would like to; {fit}",
            PairKind.Horizontal => $"{Strong(match)}, where {Weak(match)}; {Good(mentee, match.Topic.Return!.Value)}, where {Weak(match.Mentor.Rep, match.Topic.Return!.Value)}; {Months(match.Mentor.Rep, asOf)} and {Months(mentee, asOf)} with the company; {fit}",
            PairKind.ManagerToTop => $"{mentee.Person.Name} is at the top and has no mentor; {match.Mentor.Rep.Person.Name} is the immediate manager; most to gain on {TeachableSkills.Words(match.Topic.Skill)} ({Standing(mentee, match.Topic.Skill, "highest", score => score.PHighestFifth)}).",
            PairKind.External => $"{match.Mentor.Rep.Person.Name}, from outside, teaches {TeachableSkills.Words(match.Topic.Skill)}, where {Weak(match)}; {fit}",
            PairKind.Reverse => $"{Strong(match)} after {Months(match.Mentor.Rep, asOf)}, where {Weak(match)} after {Months(mentee, asOf)}; {fit}",
            PairKind.Informal => throw new ArgumentException("people register informal pairs themselves", nameof(kind)),
        };
    }

    private static string Strong(Match match) => Good(match.Mentor.Rep, match.Topic.Skill)
        + (match.Mentor.Rep.EarlierGaps.Contains(match.Topic.Skill) ? ", once among the lowest there" : "");

    private static string Good(RepProfile rep, Skill skill) =>
        $"{rep.Person.Name} is strong on {TeachableSkills.Words(skill)} ({Standing(rep, skill, "highest", score => score.PHighestFifth)})";

    private static string Waited(RoundContext round, RepProfile mentee) =>
        round.History.IsOwedAnother(mentee.Id) ? ", owed another after an early end"
        : round.Facts.Waited.GetValueOrDefault(mentee.Id) is var weeks and > 0
            ? string.Create(CultureInfo.InvariantCulture, $", waited {weeks} round{(weeks == 1 ? "" : "s")}")
        : "";

    private static string Weak(Match match) => Weak(match.Mentee.Rep, match.Topic.Skill);

    private static string Weak(RepProfile rep, Skill skill) =>
        $"{rep.Person.Name} has room to grow ({Standing(rep, skill, "lowest", score => score.PLowestFifth)})";

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
            CultureInfo.InvariantCulture, $"runner-up {runnerUp.Mentor.Person.Name} ({runnerUp.Quality:0.00}) {NoPlace}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Ahead(runnerUp.Mentor.Person.Name)}{runnerUp.Quality:0.00})"),
    };

    private static string Months(RepProfile rep, DateOnly asOf)
    {
        int months = Math.Max(0, ((asOf.Year - rep.Person.Since.Year) * 12) + asOf.Month - rep.Person.Since.Month - (asOf.Day < rep.Person.Since.Day ? 1 : 0));
        return months == 1 ? "1 month" : string.Create(CultureInfo.InvariantCulture, $"{months} months");
    }
}
