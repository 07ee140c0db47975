using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Which of the teams below needs a word from above most, and through whom.</summary>
internal static class DigestNeeds
{
    /// <summary>Fewer late Tasks than this, or a smaller share of the open ones, are an ordinary week.</summary>
    private const int FewestLate = 3;
    private const double SmallestShare = 0.25;

    /// <summary>What a decision that waits too long, or a pair that has not met for weeks, weighs against the share of late Tasks.</summary>
    private const double Stuck = 0.1;

    /// <param name="Through">The direct report who is asked: the team's own manager, or whoever is above that one.</param>
    internal sealed record Need(DigestRollUp.Branch Team, UserId Through);

    /// <summary>Null where every team is well.</summary>
    public static Need? Neediest(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches) =>
        branches.SelectMany(branch => Teams(scene, branch).Select(team => new Need(team, branch.Manager)))
            .Where(need => IsInNeed(scene, need.Team))
            .OrderByDescending(need => Weight(scene, need.Team))
            .ThenByDescending(need => need.Team.Overdue)
            .ThenBy(need => need.Team.Manager)
            .FirstOrDefault();

    private static IEnumerable<DigestRollUp.Branch> Teams(DigestScene scene, DigestRollUp.Branch branch) =>
        from manager in scene.Lines.Below(branch.Manager).Append(branch.Manager)
        where scene.Facts.People.ContainsKey(manager)
        let reps = scene.Lines.DirectReports(manager).Where(rep => rep != scene.Reader.Id && scene.Facts.Flags.ContainsKey(rep)).Order().ToArray()
        where reps.Length > 0
        select DigestRollUp.Of(scene, manager, reps, [.. reps, manager], branch.Week);

    private static bool IsInNeed(DigestScene scene, DigestRollUp.Branch team) =>
        (team.Overdue >= FewestLate && Share(team) >= SmallestShare) || DigestRollUp.IsImpatient(scene, team) || team.Silent > 0;

    private static double Weight(DigestScene scene, DigestRollUp.Branch team) =>
        Share(team) + (Stuck * (team.Silent + (DigestRollUp.IsImpatient(scene, team) ? team.Waiting : 0)));

    private static double Share(DigestRollUp.Branch team) => team.Open == 0 ? 0 : (double)team.Overdue / team.Open;
}
