using System.Globalization;

namespace CrmMentorSync.Domain.Performance;

/// <summary>Skills and their figures in plain words, invariant culture; for managers and operators only.</summary>
public static class SkillWords
{
    public static string Name(Skill skill) => skill switch
    {
        Skill.Overall => "overall, won a month",
        Skill.WinRate => "win rate",
        Skill.DealSize => "deal size",
        Skill.CycleDays => "cycle time",
        Skill.CreatedPerMonth => "opportunities created a month",
        Skill.WonPerMonth => "deals won a month",
        Skill.Attainment => "quota attainment",
        Skill.Activity => "customer events a month",
    };

    /// <summary>A figure in the skill's own unit.</summary>
    public static string Figure(Skill skill, double value) => skill switch
    {
        Skill.Overall or Skill.DealSize => value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture),
        Skill.WinRate or Skill.Attainment => Percent(value),
        Skill.CycleDays => value.ToString("0", CultureInfo.InvariantCulture) + " days",
        Skill.CreatedPerMonth or Skill.WonPerMonth or Skill.Activity => value.ToString(value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture),
    };

    public static string Percent(double share) => Math.Round(100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A percentage that never claims certainty.</summary>
    public static string Chance(double probability) =>
        probability > 0.99 ? "over 99 %" : probability < 0.01 ? "under 1 %" : Percent(probability);
}
