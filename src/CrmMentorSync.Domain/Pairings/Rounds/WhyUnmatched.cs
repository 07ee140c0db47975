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
            RoundContext within = round with { Kind = pool.Intake.Kind };
            return new Side(
                within,
                pool,
                [.. pool.Mentors.Select(mentor => Told.Of(PersonRules.Broken(pool.Intake.MentorRules, within, mentor.Rep)))],
                [.. pool.Mentees.Select(mentee => Told.Of(PersonRules.Broken(PersonRules.ForMentees, within, mentee.Rep))
                    ?? (heldBack.Contains(mentee.Rep.Id.Value) ? HeldBack : null))]);
        })];
    }

    public IReadOnlyList<Unmatched> Reasons() =>
        [.. _round.Facts.Reps.OrderBy(rep => rep.Id).SelectMany(Of), .. _round.Facts.Outside.OrderBy(mentor => mentor.Person.Id).SelectMany(Of)];

    /// <summary>Someone from outside can only mentor, in the one kind that is for them.</summary>
    private IEnumerable<Unmatched> Of(OutsideMentor outside)
    {
        RepProfile rep = outside.Profile;
        if (_round.History.Load(rep.Id) > 0)
        {
            yield break;
        }

        Side? side = _sides.FirstOrDefault(one => one.Pool.Intake.Kind == PairKind.External);
        Told told = side is null ? new Told("external is not among the configured kinds", "name external in Pairings:Kinds")
            : !side.MentorAt.TryGetValue(rep.Id, out int place) ? new Told("teaches nothing that is measured", "name a skill in Pairings:ExternalMentors or the people file")
            : side.OfMentors[place] ?? WhyNoneFrom(side, side.Pool.Mentors[place]);
        yield return told.For(rep, PairRole.Mentor);
    }

    private IEnumerable<Unmatched> Of(RepProfile rep)
    {
        bool mentors = _round.History.Load(rep.Id) > 0;
        bool isMentored = _round.History.IsMentored(rep.Id);
        if (!mentors && (!isMentored || _sides.Any(side => side.Pool.Intake.MentorsStandOut && side.IsMentor(rep.Id))))
        {
            yield return WhyNoMentor(rep).For(rep, PairRole.Mentor);
        }

        if (!isMentored && (!mentors || _sides.Any(side => !side.Pool.Intake.IsTwoWay && side.IsMentee(rep.Id))))
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

        if (_sides.FirstOrDefault(side => side.IsMentee(rep.Id)) is { } taken)
        {
            int place = taken.MenteeAt[rep.Id];
            return taken.OfMentees[place] ?? WhyNoneFor(taken, taken.Pool.Mentees[place]);
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
        Side[] needed = [.. _sides.Where(side => side.OfMentees.Count > 0 && !side.Pool.Intake.IsTwoWay
            && (side.Pool.Intake.Kind is PairKind.Peer or PairKind.Onboarding || side.IsMentor(rep.Id)))];
        Side[] told = needed.Length > 0 ? needed : [.. _sides.Take(1)];
        if (told.Length == 0)
        {
            return new Told("no kind of pairing is configured", "name the kinds in Pairings:Kinds");
        }

        Told[] parts = [.. told.Select(side => side.MentorAt.TryGetValue(rep.Id, out int place)
            ? WhyNoneFrom(side, side.Pool.Mentors[place])
            : new Told(side.Pool.Intake.WhyNoMentor(_round, rep), JudgedAnew))];
        return new Told(
            string.Join("; ", told.Zip(parts).Select(part => (told.Length > 1 ? $"{part.First.Pool.Intake.Kind.Key()}: " : "") + part.Second.Says)),
            parts[0].Next);
    }

    /// <summary>Taken in as a mentee: what became of the mentors who could teach it.</summary>
    private static Told WhyNoneFor(Side side, Candidate mentee)
    {
        Obstacles obstacles = new("mentor");
        side.Mentors.Look(mentee.Rep);
        for (int place = 0; place < side.OfMentors.Count; place++)
        {
            if (HaveATopic(side, side.Pool.Mentors[place], mentee))
            {
                obstacles.Add(side.OfMentors[place] ?? Told.Of(side.Mentors.Broken(place)) ?? Free);
            }
        }

        return obstacles.Tell(Topics(mentee)) ?? new Told(
            $"{Topics(mentee)}: {side.Pool.Intake.NoMentors}", "win a mentor for it, or name one from outside in Pairings:ExternalMentors");
    }

    /// <summary>Taken in as a mentor: what became of the mentees who need it.</summary>
    private static Told WhyNoneFrom(Side side, Candidate mentor)
    {
        Obstacles obstacles = new("mentee");
        side.Mentees.Look(mentor.Rep);
        for (int place = 0; place < side.OfMentees.Count; place++)
        {
            if (HaveATopic(side, mentor, side.Pool.Mentees[place]))
            {
                obstacles.Add(side.OfMentees[place] ?? Told.Of(side.Mentees.Broken(place)) ?? Free);
            }
        }

        return obstacles.Tell(Topics(mentor)) ?? new Told($"{Topics(mentor)}: {side.Pool.Intake.NoMentees}", JudgedAnew);
    }

    private static bool HaveATopic(Side side, Candidate mentor, Candidate mentee) =>
        side.Pool.Intake.TopicOf(side.Round, mentor, mentee) is not null && mentor.Rep.Id != mentee.Rep.Id;

    private static string Topics(Candidate candidate) => string.Join(
        " and ", candidate.Merits.Select(merit => merit.Skill == Skill.Overall ? "a start in the job" : TeachableSkills.Words(merit.Skill)));

    /// <summary>A kind's pool with what stands in the way of each person in it, in the same order; null where nothing does.</summary>
    private sealed record Side(RoundContext Round, KindPool Pool, IReadOnlyList<Told?> OfMentors, IReadOnlyList<Told?> OfMentees)
    {
        public Dictionary<UserId, int> MentorAt { get; } = Places(Pool.Mentors);
        public Dictionary<UserId, int> MenteeAt { get; } = Places(Pool.Mentees);
        public PairScreen Mentors { get; } = PairScreen.OfMentors(Round, Pool.Mentors, Pool.Intake.AllowedRule);
        public PairScreen Mentees { get; } = PairScreen.OfMentees(Round, Pool.Mentees, Pool.Intake.AllowedRule);

        public bool IsMentor(UserId rep) => MentorAt.ContainsKey(rep);

        public bool IsMentee(UserId rep) => MenteeAt.ContainsKey(rep);

        private static Dictionary<UserId, int> Places(IReadOnlyList<Candidate> people) =>
            people.Index().ToDictionary(person => person.Item.Rep.Id, person => person.Index);
    }

    private sealed record Told(string Says, string Next)
    {
        public static Told? Of(PersonRule? rule) => rule is null ? null : new Told(rule.Says, rule.Next);

        public static Told? Of(PairRule? rule) => rule is null ? null : new Told(rule.Says, rule.Next);

        public Unmatched For(RepProfile rep, PairRole role) => new(rep.Id, role, Says, Next);
    }

    /// <summary>What stood in the way of how many; the most frequent says what comes next.</summary>
    private sealed class Obstacles(string whom)
    {
        // A handful of reasons, each told of thousands.
        private readonly List<(Told Told, int Count)> _counts = [];

        public void Add(Told obstacle)
        {
            int at = 0;
            while (at < _counts.Count && _counts[at].Told.Says != obstacle.Says)
            {
                at++;
            }

            if (at == _counts.Count)
            {
                _counts.Add((obstacle, 0));
            }

            _counts[at] = (_counts[at].Told, _counts[at].Count + 1);
        }

        public Told? Tell(string topics)
        {
            (Told Told, int Count)[] all = [.. _counts.OrderByDescending(obstacle => obstacle.Count).ThenBy(obstacle => obstacle.Told.Says, StringComparer.Ordinal)];
            int sum = all.Sum(obstacle => obstacle.Count);
            string? says = (sum, all.Length) switch
            {
                (0, _) => null,
                (1, _) => $"the only possible {whom} is {all[0].Told.Says}",
                (_, 1) => string.Create(CultureInfo.InvariantCulture, $"all {sum} possible {whom}s are {all[0].Told.Says}"),
                _ => string.Create(
                    CultureInfo.InvariantCulture,
                    $"of {sum} possible {whom}s {string.Join(", ", all.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Told.Says}")))}"),
            };
            return says is null ? null : new Told($"{topics}: {says}", all[0].Told.Next);
        }
    }
}
