using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>How often the 80 % intervals hold what is true, by skill.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<Skill, (int Below, int In, int Above)> _counts = [];

    public void Add(Trial trial, PerformanceReport report)
    {
        Dictionary<UserId, Seller> sellers = trial.Sellers.ToDictionary(one => one.Id);

        // From the typical amount to the mean is a step that all of a group share: levels are compared within it.
        Dictionary<(string, Skill), double> level = report.Scores.Where(score => score.Skill is Skill.Overall or Skill.DealSize)
            .GroupBy(score => (sellers[score.Rep].Group, score.Skill))
            .ToDictionary(group => group.Key, group => Median(group.Select(score => score.Estimate / Typical(sellers[score.Rep].Ability, score.Skill))));
        foreach (SkillScore score in report.Scores)
        {
            Seller one = sellers[score.Rep];
            double? value = score.Skill switch
            {
                Skill.Overall or Skill.DealSize => Typical(one.Ability, score.Skill) * level[(one.Group, score.Skill)],
                Skill.WinRate => one.Ability.WinRate / (1 + one.Ability.Forgotten),
                Skill.CycleDays => one.Ability.CycleDays,
                Skill.CreatedPerMonth => Math.Exp(one.Ability.LogPace) * (1 + one.Ability.Forgotten),
                Skill.WonPerMonth => Math.Exp(one.Ability.LogPace) * one.Ability.WinRate,
                Skill.Attainment => null,
                Skill.Activity => null,
            };
            if (value is { } known)
            {
                (int below, int inside, int above) = _counts.GetValueOrDefault(score.Skill);
                _counts[score.Skill] = (below + (known < score.Low ? 1 : 0), inside + (score.Low <= known && known <= score.High ? 1 : 0), above + (known > score.High ? 1 : 0));
            }
        }
    }

    /// <summary>Skill, share within, and the shares of truths below and above.</summary>
    public override string ToString() => string.Join("  ", _counts.Select(one =>
    {
        double all = one.Value.Below + one.Value.In + one.Value.Above;
        return FormattableString.Invariant($"{one.Key.Key()} {one.Value.In / all:0.000} ({one.Value.Below / all:.00}/{one.Value.Above / all:.00})");
    }));

    private static double Typical(Ability one, Skill skill) => Math.Exp(skill == Skill.Overall ? one.Overall : one.LogSize);

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
