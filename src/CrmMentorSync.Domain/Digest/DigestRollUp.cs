using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What a manager of managers reads of the teams below: counts, never a rep's name or figures.</summary>
internal static class DigestRollUp
{
    /// <summary>Days that a decision may wait before the manager above is asked to ask.</summary>
    private const int PatienceDays = 7;

    /// <summary>More managers than this are counted, not named.</summary>
    private const int FewNames = 3;

    /// <summary>One direct report who manages: everything below them counts as theirs. Each number is the sum of those in the managers' own mails.</summary>
    internal sealed record Branch(UserId Manager, IReadOnlyList<UserId> Reps, IReadOnlyList<TeamNumbers> Teams)
    {
        public int Waiting => Teams.Sum(team => team.Waiting);
        public int Overdue => Teams.Sum(team => team.Overdue);

        /// <summary>Late a week ago.</summary>
        public int OverdueBefore => Teams.Sum(team => team.OverdueBefore);
        public int Sessions => Teams.Sum(team => team.Sessions);
        public int Pairs => Teams.Sum(team => team.Pairs);

        public int DaysWaiting(DigestScene scene) => Teams.Select(team => DigestRollUp.DaysWaiting(scene, team)).DefaultIfEmpty(0).Max();
    }

    public static IReadOnlyList<Branch> Branches(DigestScene scene)
    {
        if (!scene.Settings.RollUp)
        {
            return [];
        }

        return
        [
            .. from manager in scene.Lines.DirectReports(scene.Manager.Id).Where(person => person != scene.Reader.Id && scene.Facts.People.ContainsKey(person)).Order()
               let reps = scene.Lines.Below(manager).Where(rep => rep != scene.Reader.Id && scene.Facts.Flags.ContainsKey(rep)).Order().ToArray()
               where reps.Length > 0
               let teams = scene.Lines.Below(manager).Append(manager).Where(person => person != scene.Reader.Id && scene.Facts.People.ContainsKey(person)).Order()
                   .Where(person => scene.Lines.DirectReports(person).Any() || scene.Book.ToDecide(person).Any())
                   .Select(person => scene.NumbersOf(scene.Facts.People[person]))
               select new Branch(manager, reps, [.. teams]),
        ];
    }

    public static Capped<DigestLine> Lines(DigestScene scene, IReadOnlyList<Branch> branches) => Capped.Of<DigestLine>(
    [
        .. branches.Select(branch => new DigestLine(
            scene.Name(branch.Manager), DigestTeam.CountsText(scene, branch.Reps), scene.PersonLink(branch.Manager))
        {
            Chips = [.. DigestTeam.Counts(scene, branch.Reps).Select(count => new DigestChip(count.Flag, DigestTeam.CountText(scene, branch.Reps, count)))],
            Note = scene.Words.Care.BranchNote(branch.Waiting, branch.DaysWaiting(scene), branch.Overdue, branch.OverdueBefore, branch.Sessions, branch.Pairs),
        }),
    ],
    scene.Settings.MaxTeams);

    /// <summary>True where a decision has waited too long.</summary>
    public static bool IsImpatient(DigestScene scene, TeamNumbers team) => team.Waiting > 0 && DaysWaiting(scene, team) > PatienceDays;

    public static int DaysWaiting(DigestScene scene, TeamNumbers team) => team.Oldest is { } day ? scene.DaysSince(day) : 0;

    /// <summary>Managers below whom decisions have waited too long, the longest first.</summary>
    public static IEnumerable<Branch> Impatient(DigestScene scene, IReadOnlyList<Branch> branches) => branches
        .Where(branch => branch.Teams.Any(team => IsImpatient(scene, team)))
        .OrderByDescending(branch => branch.DaysWaiting(scene))
        .ThenBy(branch => branch.Manager);

    /// <summary>With whom the decisions of the teams below lie, and until when; empty where none waits.</summary>
    public static string LieWith(DigestScene scene, IReadOnlyList<Branch> branches)
    {
        TeamNumbers[] teams = [.. branches.SelectMany(branch => branch.Teams).Where(team => team.Waiting > 0)];
        return teams.Length == 0 ? "" : scene.Reasons.LieWith(
            teams.Sum(team => team.Waiting), teams.Length <= FewNames ? [.. teams.Select(team => scene.Name(team.Manager))] : [], teams.Length, scene.Voice.Day(teams.Min(team => team.Lapses)!.Value));
    }
}
