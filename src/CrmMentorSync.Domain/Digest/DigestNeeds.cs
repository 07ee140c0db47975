using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Which of the teams below needs a word from above most, and through whom.</summary>
internal static class DigestNeeds
{
    /// <summary>Fewer late things than this, or a smaller share of the open ones, are an ordinary week.</summary>
    private const int FewestLate = 3;
    private const double SmallestShare = 0.25;

    /// <summary>So many more than a week ago are none either, whatever their share.</summary>
    private const int Worsening = 3;

    /// <summary>What a decision that waits too long, or a pair that has not met for weeks, weighs against the share of late things.</summary>
    private const double Stuck = 0.1;

    /// <param name="Through">The direct report who is asked: the team's own manager, or whoever is above that one.</param>
    /// <param name="Why">What the team has more of than all others.</param>
    internal sealed record Need(TeamNumbers Team, UserId Through, NeedReason? Why);

    /// <summary>The team that needs a word most: by its share of late things, what of it came since last week (it counts twice), decisions that wait too long, and pairs that do not meet. Null where every team is well.</summary>
    public static Need? Neediest(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches)
    {
        (TeamNumbers Team, UserId Through)[] teams = [.. branches.SelectMany(branch => branch.Teams.Select(team => (team, branch.Manager)))];
        return teams.Where(team => IsInNeed(scene, team.Team))
            .OrderByDescending(team => Weight(scene, team.Team))
            .ThenByDescending(team => team.Team.Overdue)
            .ThenBy(team => team.Team.Manager)
            .Select(team => new Need(team.Team, team.Through, teams.Length == 1 ? null : Why(team.Team, [.. teams.Select(other => other.Team).Where(other => other != team.Team)])))
            .FirstOrDefault();
    }

    private static NeedReason? Why(TeamNumbers team, TeamNumbers[] others) =>
        Added(team) >= Worsening && others.All(other => Added(other) < Added(team)) ? NeedReason.Worsening
        : team.Overdue > 0 && others.All(other => other.Overdue < team.Overdue) ? NeedReason.MostLate
        : team.Overdue > 0 && others.All(other => Share(other) < Share(team)) ? NeedReason.LargestShare
        : team.Overdue >= FewestLate ? NeedReason.Together
        : null;

    private static bool IsInNeed(DigestScene scene, TeamNumbers team) =>
        (team.Overdue >= FewestLate && (Share(team) >= SmallestShare || Added(team) >= Worsening)) || DigestRollUp.IsImpatient(scene, team) || team.Silent > 0;

    private static double Weight(DigestScene scene, TeamNumbers team) =>
        Share(team) + (team.Open == 0 ? 0 : (double)Added(team) / team.Open) + (Stuck * (team.Silent + (DigestRollUp.IsImpatient(scene, team) ? team.Waiting : 0)));

    private static double Share(TeamNumbers team) => team.Open == 0 ? 0 : (double)team.Overdue / team.Open;

    private static int Added(TeamNumbers team) => Math.Max(0, team.Overdue - team.OverdueBefore);
}

/// <summary>Why one team is spoken of before the others.</summary>
public enum NeedReason
{
    Worsening,
    MostLate,
    LargestShare,

    /// <summary>First in none of these, but in their sum.</summary>
    Together,
}
