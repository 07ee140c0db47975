namespace CrmMentorSync.Domain.Performance;

/// <summary>What is measured. The order is the order of the audit pack.</summary>
public enum Skill
{
    /// <summary>Won amount per active month, on the log scale.</summary>
    Overall,

    /// <summary>Won / (won + lost), beta-binomial.</summary>
    WinRate,

    /// <summary>Amount of a won deal, log-normal.</summary>
    DealSize,

    /// <summary>Days from creation to a win, log-normal; lower is better.</summary>
    CycleDays,

    /// <summary>Opportunities created per active month, gamma-Poisson.</summary>
    CreatedPerMonth,

    /// <summary>Deals won per active month, gamma-Poisson.</summary>
    WonPerMonth,

    /// <summary>Won amount / quota over the same periods.</summary>
    Attainment,

    /// <summary>Customer events and tasks per active month; our own Tasks never count.</summary>
    Activity,
}

public static class SkillNames
{
    /// <summary>The name of a skill in files and rows, for example <c>won_per_month</c>.</summary>
    public static string Key(this Skill skill) => skill switch
    {
        Skill.Overall => "overall",
        Skill.WinRate => "win_rate",
        Skill.DealSize => "deal_size",
        Skill.CycleDays => "cycle_days",
        Skill.CreatedPerMonth => "created_per_month",
        Skill.WonPerMonth => "won_per_month",
        Skill.Attainment => "attainment",
        Skill.Activity => "activity",
    };

    /// <summary>The inverse of <see cref="Key"/>.</summary>
    /// <exception cref="ArgumentException">No skill has that key.</exception>
    public static Skill Parse(string key) =>
        Enum.GetValues<Skill>().Where(skill => skill.Key() == key).Cast<Skill?>().FirstOrDefault()
        ?? throw new ArgumentException($"no skill is called '{key}'", nameof(key));
}
