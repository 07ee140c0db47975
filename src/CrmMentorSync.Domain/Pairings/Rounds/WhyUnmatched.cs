using System.Globalization;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Tells everyone who is in no pairing why, and everyone who was taken in but left without a counterpart in that role.
/// </summary>
internal sealed class WhyUnmatched(RoundContext round, IReadOnlyList<KindPool> pools, IReadOnlySet<string> heldBack)
{
    public IReadOnlyList<Unmatched> Reasons() =>
        [.. round.Facts.Reps.OrderBy(rep => rep.Id).SelectMany(Of)];

    private IEnumerable<Unmatched> Of(RepProfile rep)
    {
        bool mentors = round.History.Load(rep.Id) > 0;
        bool isMentored = round.History.IsMentored(rep.Id);
        if (!mentors && (!isMentored || pools.Any(pool => Find(pool.Mentors, rep) is not null)))
        {
            yield return new Unmatched(rep.Id, PairRole.Mentor, WhyNoMentor(rep));
        }

        if (!isMentored && (!mentors || pools.Any(pool => Find(pool.Mentees, rep) is not null)))
        {
            yield return new Unmatched(rep.Id, PairRole.Mentee, WhyNoMentee(rep));
        }
    }

    private string WhyNoMentee(RepProfile rep)
    {
        if (KindPool.BrokenRule(PersonRules.ForMentees, round, rep) is { } broken)
        {
            return broken.Says;
        }

        foreach (KindPool pool in pools)
        {
            if (Find(pool.Mentees, rep) is { } mentee)
            {
                return heldBack.Contains(rep.Id.Value) ? "held back for comparison (control arm)" : WhyNoneFor(pool, mentee);
            }
        }

        return pools.FirstOrDefault(pool => pool.Intake.Concerns(rep))?.Intake.WhyNoMentee(round, rep)
            ?? "no configured kind of pairing is for this person";
    }

    private string WhyNoMentor(RepProfile rep)
    {
        if (KindPool.BrokenRule(PersonRules.ForMentors, round, rep) is { } broken)
        {
            return broken.Says;
        }

        IEnumerable<string> reasons = pools.Select(pool => Prefix(pool) + (Find(pool.Mentors, rep) is { } mentor
            ? WhyNoneFrom(pool, mentor)
            : pool.Intake.WhyNoMentor(round, rep)));
        return pools.Count == 0 ? "no kind of pairing is configured" : string.Join("; ", reasons);
    }

    /// <summary>Taken in as a mentee: what became of the mentors who could teach it.</summary>
    private string WhyNoneFor(KindPool pool, Candidate mentee)
    {
        List<Candidate> able = [.. pool.Mentors.Where(mentor =>
            mentor.Rep.Id != mentee.Rep.Id && pool.Intake.TopicOf(mentor, mentee, round.Policy.Weights) is not null)];
        string topics = Topics(mentee);
        if (able.Count == 0)
        {
            return $"{topics}: nobody else reaches the strength to teach it";
        }

        IEnumerable<string?> obstacles = able.Select(mentor =>
            KindPool.BrokenRule(PersonRules.ForMentors, round, mentor.Rep)?.Says ?? BrokenPairRule(mentor.Rep, mentee.Rep)?.Says);
        return string.Create(CultureInfo.InvariantCulture, $"{topics}: of {able.Count} possible mentors {Count(obstacles)}");
    }

    /// <summary>Taken in as a mentor: what became of the mentees who need it.</summary>
    private string WhyNoneFrom(KindPool pool, Candidate mentor)
    {
        List<Candidate> fitting = [.. pool.Mentees.Where(mentee =>
            mentee.Rep.Id != mentor.Rep.Id && pool.Intake.TopicOf(mentor, mentee, round.Policy.Weights) is not null)];
        string topics = Topics(mentor);
        if (fitting.Count == 0)
        {
            return $"{topics}: {pool.Intake.NoMentees}";
        }

        IEnumerable<string?> obstacles = fitting.Select(mentee =>
            KindPool.BrokenRule(PersonRules.ForMentees, round, mentee.Rep)?.Says
            ?? (heldBack.Contains(mentee.Rep.Id.Value) ? "held back for comparison" : BrokenPairRule(mentor.Rep, mentee.Rep)?.Says));
        return string.Create(CultureInfo.InvariantCulture, $"{topics}: of {fitting.Count} possible mentees {Count(obstacles)}");
    }

    private PairRule? BrokenPairRule(RepProfile mentor, RepProfile mentee) =>
        PairRules.All.FirstOrDefault(rule => rule.IsBroken(round, mentor, mentee));

    private string Prefix(KindPool pool) => pools.Count > 1 ? $"{pool.Intake.Kind.Key()}: " : "";

    private static string Count(IEnumerable<string?> obstacles) => string.Join(
        ", ",
        obstacles.GroupBy(obstacle => obstacle ?? "free for the next round", StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));

    private static string Topics(Candidate candidate) =>
        string.Join(" and ", candidate.Merits.Select(merit => merit.Skill == Performance.Skill.Overall
            ? "a start in the job"
            : TeachableSkills.Words(merit.Skill)));

    private static Candidate? Find(IReadOnlyList<Candidate> candidates, RepProfile rep)
    {
        (int low, int high) = (0, candidates.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            switch (candidates[middle].Rep.Id.CompareTo(rep.Id))
            {
                case 0: return candidates[middle];
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return null;
    }
}
