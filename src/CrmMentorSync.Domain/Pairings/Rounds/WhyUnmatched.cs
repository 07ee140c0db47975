using System.Globalization;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Tells everyone who is in no pairing why, and everyone who was taken in but left without a counterpart in that role.
/// </summary>
internal sealed class WhyUnmatched
{
    private readonly RoundContext _round;
    private readonly IReadOnlyList<Side> _sides;

    /// <param name="heldBack">Ids of those in the control arm.</param>
    public WhyUnmatched(RoundContext round, IReadOnlyList<KindPool> pools, IReadOnlySet<string> heldBack)
    {
        _round = round;
        _sides = [.. pools.Select(pool => new Side(
            pool,
            pool.Mentors.ToDictionary(mentor => mentor.Rep.Id, mentor => Obstacle(mentor.Rep, PersonRules.ForMentors)),
            pool.Mentees.ToDictionary(
                mentee => mentee.Rep.Id,
                mentee => Obstacle(mentee.Rep, PersonRules.ForMentees) ?? (heldBack.Contains(mentee.Rep.Id.Value) ? HeldBack : null))))];
    }

    private const string HeldBack = "held back for comparison (control arm)";

    public IReadOnlyList<Unmatched> Reasons() =>
        [.. _round.Facts.Reps.OrderBy(rep => rep.Id).SelectMany(Of)];

    private IEnumerable<Unmatched> Of(RepProfile rep)
    {
        bool mentors = _round.History.Load(rep.Id) > 0;
        bool isMentored = _round.History.IsMentored(rep.Id);
        if (!mentors && (!isMentored || _sides.Any(side => side.Pool.Intake.MentorsStandOut && side.Mentors.ContainsKey(rep.Id))))
        {
            yield return new Unmatched(rep.Id, PairRole.Mentor, WhyNoMentor(rep));
        }

        if (!isMentored && (!mentors || _sides.Any(side => side.Mentees.ContainsKey(rep.Id))))
        {
            yield return new Unmatched(rep.Id, PairRole.Mentee, WhyNoMentee(rep));
        }
    }

    private string WhyNoMentee(RepProfile rep)
    {
        if (Obstacle(rep, PersonRules.ForMentees) is { } broken)
        {
            return broken;
        }

        if (_sides.FirstOrDefault(side => side.Mentees.ContainsKey(rep.Id)) is { } taken)
        {
            return taken.Mentees[rep.Id] ?? WhyNoneFor(taken, taken.Pool.Mentees.First(mentee => mentee.Rep.Id == rep.Id));
        }

        return _sides.FirstOrDefault(side => side.Pool.Intake.Concerns(rep))?.Pool.Intake.WhyNoMentee(_round, rep)
            ?? "no configured kind of pairing is for this person";
    }

    private string WhyNoMentor(RepProfile rep)
    {
        if (Obstacle(rep, PersonRules.ForMentors) is { } broken)
        {
            return broken;
        }

        if (_sides.Count == 0)
        {
            return "no kind of pairing is configured";
        }

        // A kind that nobody needs at present explains nothing, unless there is no other.
        Side[] needed = [.. _sides.Where(side => side.Mentees.Count > 0)];
        Side[] told = needed.Length > 0 ? needed : [_sides[0]];
        return string.Join("; ", told.Select(side => (told.Length > 1 ? $"{side.Pool.Intake.Kind.Key()}: " : "") + (side.Mentors.ContainsKey(rep.Id)
            ? WhyNoneFrom(side, side.Pool.Mentors.First(mentor => mentor.Rep.Id == rep.Id))
            : side.Pool.Intake.WhyNoMentor(_round, rep))));
    }

    /// <summary>Taken in as a mentee: what became of the mentors who could teach it.</summary>
    private string WhyNoneFor(Side side, Candidate mentee)
    {
        SortedDictionary<string, int> obstacles = new(StringComparer.Ordinal);
        foreach (Candidate mentor in side.Pool.Mentors)
        {
            if (HaveATopic(side, mentor, mentee))
            {
                Count(obstacles, side.Mentors[mentor.Rep.Id] ?? PairObstacle(mentor.Rep, mentee.Rep));
            }
        }

        return obstacles.Count == 0
            ? $"{Topics(mentee)}: nobody else reaches the strength to teach it"
            : $"{Topics(mentee)}: {Sum(obstacles, "mentor")}";
    }

    /// <summary>Taken in as a mentor: what became of the mentees who need it.</summary>
    private string WhyNoneFrom(Side side, Candidate mentor)
    {
        SortedDictionary<string, int> obstacles = new(StringComparer.Ordinal);
        foreach (Candidate mentee in side.Pool.Mentees)
        {
            if (HaveATopic(side, mentor, mentee))
            {
                Count(obstacles, side.Mentees[mentee.Rep.Id] ?? PairObstacle(mentor.Rep, mentee.Rep));
            }
        }

        return obstacles.Count == 0
            ? $"{Topics(mentor)}: {side.Pool.Intake.NoMentees}"
            : $"{Topics(mentor)}: {Sum(obstacles, "mentee")}";
    }

    private bool HaveATopic(Side side, Candidate mentor, Candidate mentee) =>
        side.Pool.Intake.TopicOf(mentor, mentee, _round.Policy.Weights) is not null && mentor.Rep.Id != mentee.Rep.Id;

    private string? Obstacle(RepProfile rep, IReadOnlyList<PersonRule> rules) => KindPool.BrokenRule(rules, _round, rep)?.Says;

    private string? PairObstacle(RepProfile mentor, RepProfile mentee) => PairRules.Broken(_round, mentor, mentee)?.Says;

    private static void Count(SortedDictionary<string, int> obstacles, string? obstacle)
    {
        string told = obstacle ?? "free for the next round";
        obstacles[told] = obstacles.GetValueOrDefault(told) + 1;
    }

    private static string Sum(SortedDictionary<string, int> obstacles, string whom)
    {
        int all = obstacles.Values.Sum();
        IEnumerable<string> parts = obstacles.OrderByDescending(obstacle => obstacle.Value)
            .Select(obstacle => string.Create(CultureInfo.InvariantCulture, $"{obstacle.Value} {obstacle.Key}"));
        return (all, obstacles.Count) switch
        {
            (1, _) => $"the only possible {whom} is {obstacles.Keys.First()}",
            (_, 1) => string.Create(CultureInfo.InvariantCulture, $"all {all} possible {whom}s are {obstacles.Keys.First()}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"of {all} possible {whom}s {string.Join(", ", parts)}"),
        };
    }

    private static string Topics(Candidate candidate) => string.Join(
        " and ", candidate.Merits.Select(merit => merit.Skill == Skill.Overall ? "a start in the job" : TeachableSkills.Words(merit.Skill)));

    /// <summary>A kind's pool with what stands in the way of each person in it; null where nothing does.</summary>
    private sealed record Side(KindPool Pool, Dictionary<UserId, string?> Mentors, Dictionary<UserId, string?> Mentees);
}
