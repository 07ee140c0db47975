using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>
/// What one seller can learn from another. Overall productivity, quota attainment and activity are results of these and no
/// topics of their own.
/// </summary>
public static class TeachableSkills
{
    /// <summary>In the order of <see cref="Skill"/>, which settles ties.</summary>
    public static IReadOnlyList<Skill> All { get; } =
        [Skill.WinRate, Skill.DealSize, Skill.CycleDays, Skill.CreatedPerMonth, Skill.WonPerMonth];

    /// <summary>
    /// The share of the peer median that the rep is estimated to miss, 0–1: <c>1 − estimate / median</c>, and for cycle time,
    /// where less is better, <c>1 − median / estimate</c>.
    /// </summary>
    public static double Shortfall(SkillScore score)
    {
        (double reached, double peers) = score.Skill == Skill.CycleDays
            ? (score.PeerMedian, score.Estimate)
            : (score.Estimate, score.PeerMedian);
        return peers > 0 ? Math.Clamp(1 - (reached / peers), 0, 1) : 0;
    }

    /// <summary>A figure as managers read it, for example <c>31 %</c> or <c>1.4 a month</c>.</summary>
    public static string Figure(Skill skill, double value) => skill switch
    {
        Skill.WinRate or Skill.Attainment => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %"),
        Skill.DealSize or Skill.Overall => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
        Skill.CycleDays => string.Create(CultureInfo.InvariantCulture, $"{value:0} days"),
        Skill.CreatedPerMonth or Skill.WonPerMonth or Skill.Activity => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} a month"),
    };

    /// <summary>A skill in words, for example <c>win rate</c>.</summary>
    public static string Words(Skill skill) => skill switch
    {
        Skill.Overall => "overall productivity",
        Skill.WinRate => "win rate",
        Skill.DealSize => "deal size",
        Skill.CycleDays => "cycle time",
        Skill.CreatedPerMonth => "opportunities created",
        Skill.WonPerMonth => "deals won",
        Skill.Attainment => "quota attainment",
        Skill.Activity => "activity",
    };
}
