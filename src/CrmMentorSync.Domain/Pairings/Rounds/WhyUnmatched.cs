using System.Globalization;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Tells everyone who is in no pairing why and what comes next, and everyone who was taken in but left without a counterpart
/// in that role.
/// </summary>
internal sealed class WhyUnmatched
{
    private static readonly Told HeldBack = new("held back for comparison (control arm)", "nothing to do while the comparison runs");
    private static readonly Told Free = new("free for the next round", "nothing to do: the next weekly round proposes again");
    private const string JudgedAnew = "nothing to do: everyone is judged anew in each round";

    private readonly RoundContext _round;
    private readonly IReadOnlyList<Side> _sides;

    /// <param name="heldBack">Ids of those in the control arm.</param>
    public WhyUnmatched(RoundContext round, IReadOnlyList<KindPool> pools, IReadOnlySet<string> heldBack)
    {
        _round = round with { Kind = null };
        _sides = [.. pools.Select(pool =>
        {
            RoundContext within = round with { Kind = pool.Intake.Kind, Resting = Lapses.Resting(round with { Kind = pool.Intake.Kind, Resting = [] }, pool) };
            return new Side(
                within,
                pool,
                pool.Mentors.ToDictionary(mentor => mentor.Rep.Id, mentor => Told.Of(PersonRules.Broken(pool.Intake.MentorRules, within, mentor.Rep))),
                pool.Mentees.ToDictionary(
                    mentee => mentee.Rep.Id,
                    mentee => Told.Of(PersonRules.Broken(PersonRules.ForMentees, within, mentee.Rep))
                        ?? (heldBack.Contains(mentee.Rep.Id.Value) ? HeldBack : null)));
        })];
    }

    public IReadOnlyList<Unmatched> Reasons() =>
        [.. _round.Facts.Reps.OrderBy(rep => rep.Id).SelectMany(Of)];

    private IEnumerable<Unmatched> Of(RepProfile rep)
    {
        bool mentors = _round.History.Load(rep.Id) > 0;
        bool isMentored = _round.History.IsMentored(rep.Id);
        if (!mentors && (!isMentored || _sides.Any(side => side.Pool.Intake.MentorsStandOut && side.Mentors.ContainsKey(rep.Id))))
        {
            yield return WhyNoMentor(rep).For(rep, PairRole.Mentor);
        }

        if (!isMentored && (!mentors || _sides.Any(side => !side.Pool.Intake.IsTwoWay && side.Mentees.ContainsKey(rep.Id))))
        {
            yield return WhyNoMentee(rep).For(rep, PairRole.Mentee);
        }
    }

    private Told WhyNoMentee(RepProfile rep)
    {
        if (Told.Of(PersonRules.Broken(PersonRules.ForMentees, _round, rep)) is { } broken)
        {
            return broken;
        }

        if (_sides.FirstOrDefault(side => side.Mentees.ContainsKey(rep.Id)) is { } taken)
        {
            return taken.Mentees[rep.Id] ?? WhyNoneFor(taken, taken.Pool.Mentees.First(mentee => mentee.Rep.Id == rep.Id));
        }

        return _sides.FirstOrDefault(side => side.Pool.Intake.Concerns(rep)) is { } side
            ? new Told(side.Pool.Intake.WhyNoMentee(_round, rep), rep.IsUnmeasured ? "nothing to do until more deals are closed" : JudgedAnew)
            : new Told("no configured kind of pairing is for this person", "add a kind to Pairings:Kinds where one should be");
    }

    private Told WhyNoMentor(RepProfile rep)
    {
        if (Told.Of(PersonRules.Broken(PersonRules.ForMentors, _round, rep)) is { } broken)
        {
            return broken;
        }

        // A kind that nobody needs at present explains nothing, nor does a special one to those whom it does not take in.
        Side[] needed = [.. _sides.Where(side => side.Mentees.Count > 0 && !side.Pool.Intake.IsTwoWay
            && (side.Pool.Intake.Kind is PairKind.Peer or PairKind.Onboarding || side.Mentors.ContainsKey(rep.Id)))];
        Side[] told = needed.Length > 0 ? needed : [.. _sides.Take(1)];
        if (told.Length == 0)
        {
            return new Told("no kind of pairing is configured", "name the kinds in Pairings:Kinds");
        }

        Told[] parts = [.. told.Select(side => side.Mentors.ContainsKey(rep.Id)
            ? WhyNoneFrom(side, side.Pool.Mentors.First(mentor => mentor.Rep.Id == rep.Id))
            : new Told(side.Pool.Intake.WhyNoMentor(_round, rep), JudgedAnew))];
        return new Told(
            string.Join("; ", told.Zip(parts).Select(part => (told.Length > 1 ? $"{part.First.Pool.Intake.Kind.Key()}: " : "") + part.Second.Says)),
            parts[0].Next);
    }

    /// <summary>Taken in as a mentee: what became of the mentors who could teach it.</summary>
    private static Told WhyNoneFor(Side side, Candidate mentee)
    {
        Obstacles obstacles = new("mentor");
        foreach (Candidate mentor in side.Pool.Mentors)
        {
            if (HaveATopic(side, mentor, mentee))
            {
                obstacles.Add(side.Mentors[mentor.Rep.Id] ?? PairObstacle(side, mentor.Rep, mentee.Rep) ?? Free);
            }
        }

        return obstacles.Tell(Topics(mentee)) ?? new Told(
            $"{Topics(mentee)}: {side.Pool.Intake.NoMentors}", "win a mentor for it, or name one from outside in Pairings:ExternalMentors");
    }

    /// <summary>Taken in as a mentor: what became of the mentees who need it.</summary>
    private static Told WhyNoneFrom(Side side, Candidate mentor)
    {
        Obstacles obstacles = new("mentee");
        foreach (Candidate mentee in side.Pool.Mentees)
        {
            if (HaveATopic(side, mentor, mentee))
            {
                obstacles.Add(side.Mentees[mentee.Rep.Id] ?? PairObstacle(side, mentor.Rep, mentee.Rep) ?? Free);
            }
        }

        return obstacles.Tell(Topics(mentor)) ?? new Told($"{Topics(mentor)}: {side.Pool.Intake.NoMentees}", JudgedAnew);
    }

    private static bool HaveATopic(Side side, Candidate mentor, Candidate mentee) =>
        side.Pool.Intake.TopicOf(side.Round, mentor, mentee) is not null && mentor.Rep.Id != mentee.Rep.Id;

    private static Told? PairObstacle(Side side, RepProfile mentor, RepProfile mentee) =>
        PairRules.Broken(side.Round, mentor, mentee, side.Pool.Intake.AllowedRule) is { } rule ? new Told(rule.Says, rule.Next) : null;

    private static string Topics(Candidate candidate) => string.Join(
        " and ", candidate.Merits.Select(merit => merit.Skill == Skill.Overall ? "a start in the job" : TeachableSkills.Words(merit.Skill)));

    /// <summary>A kind's pool with what stands in the way of each person in it; null where nothing does.</summary>
    private sealed record Side(RoundContext Round, KindPool Pool, Dictionary<UserId, Told?> Mentors, Dictionary<UserId, Told?> Mentees);

    private sealed record Told(string Says, string Next)
    {
        public static Told? Of(PersonRule? rule) => rule is null ? null : new Told(rule.Says, rule.Next);

        public Unmatched For(RepProfile rep, PairRole role) => new(rep.Id, role, Says, Next);
    }

    /// <summary>What stood in the way of how many; the most frequent says what comes next.</summary>
    private sealed class Obstacles(string whom)
    {
        private readonly SortedDictionary<string, (int Count, string Next)> _counts = new(StringComparer.Ordinal);

        public void Add(Told obstacle) => _counts[obstacle.Says] = (_counts.GetValueOrDefault(obstacle.Says).Count + 1, obstacle.Next);

        public Told? Tell(string topics)
        {
            KeyValuePair<string, (int Count, string Next)>[] all = [.. _counts.OrderByDescending(obstacle => obstacle.Value.Count)];
            int sum = all.Sum(obstacle => obstacle.Value.Count);
            string? says = (sum, all.Length) switch
            {
                (0, _) => null,
                (1, _) => $"the only possible {whom} is {all[0].Key}",
                (_, 1) => string.Create(CultureInfo.InvariantCulture, $"all {sum} possible {whom}s are {all[0].Key}"),
                _ => string.Create(
                    CultureInfo.InvariantCulture,
                    $"of {sum} possible {whom}s {string.Join(", ", all.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Value.Count} {part.Key}")))}"),
            };
            return says is null ? null : new Told($"{topics}: {says}", all[0].Value.Next);
        }
    }
}
