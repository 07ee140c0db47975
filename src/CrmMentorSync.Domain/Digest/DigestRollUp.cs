using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What a manager of managers reads of the teams below: counts, never a rep's name or figures.</summary>
internal static class DigestRollUp
{
    /// <summary>Days that a decision may wait before the manager above is asked to ask.</summary>
    private const int PatienceDays = 7;

    /// <summary>One direct report who manages: everything below them counts as theirs.</summary>
    internal sealed record Branch(UserId Manager, IReadOnlyList<UserId> Reps, int Waiting, DateOnly? Oldest, int Overdue, int Sessions, int Pairs)
    {
        /// <summary>The week that is told of.</summary>
        public required IsoWeek Week { get; init; }

        /// <summary>Late a week ago.</summary>
        public int OverdueBefore { get; init; }

        /// <summary>Open Tasks that can be late, late or not.</summary>
        public int Open { get; init; }

        /// <summary>Running pairs that have not met for weeks.</summary>
        public int Silent { get; init; }

        public int DaysWaiting(DigestScene scene) => Oldest is { } day ? scene.DaysSince(day) : 0;
    }

    public static IReadOnlyList<Branch> Branches(DigestScene scene, IsoWeek week)
    {
        if (!scene.Settings.RollUp)
        {
            return [];
        }

        UserId[] managers =
        [
            .. scene.Lines.DirectReports(scene.Manager.Id).Where(person => person != scene.Reader.Id && scene.Facts.People.ContainsKey(person)),
        ];
        return
        [
            .. from manager in managers.Order()
               let reps = scene.Lines.Below(manager).Where(rep => rep != scene.Reader.Id && scene.Facts.Flags.ContainsKey(rep)).Order().ToArray()
               where reps.Length > 0
               select Of(scene, manager, reps, [.. scene.Lines.Below(manager).Append(manager).Where(owner => owner != scene.Reader.Id).Order()], week),
        ];
    }

    public static Capped<DigestLine> Lines(DigestScene scene, IReadOnlyList<Branch> branches) => Capped.Of<DigestLine>(
    [
        .. branches.Select(branch => new DigestLine(
            scene.Name(branch.Manager), scene.Words.TeamCounts(DigestTeam.Counts(scene, branch.Reps)), scene.PersonLink(branch.Manager))
        {
            Chips = [.. DigestTeam.Counts(scene, branch.Reps).Select(count => new DigestChip(count.Flag, scene.Words.TeamCounts([count])))],
            Note = scene.Words.Care.BranchNote(branch.Waiting, branch.DaysWaiting(scene), branch.Overdue, branch.OverdueBefore, branch.Sessions, branch.Pairs),
        }),
    ],
    scene.Settings.MaxTeams);

    /// <summary>True where a decision has waited too long.</summary>
    public static bool IsImpatient(DigestScene scene, Branch branch) => branch.Waiting > 0 && branch.DaysWaiting(scene) > PatienceDays;

    /// <summary>Managers whose decisions have waited too long, the longest first.</summary>
    public static IEnumerable<Branch> Impatient(DigestScene scene, IReadOnlyList<Branch> branches) => branches
        .Where(branch => IsImpatient(scene, branch))
        .OrderByDescending(branch => branch.DaysWaiting(scene))
        .ThenBy(branch => branch.Manager);

    /// <param name="owners">Whose Tasks count: the reps, and those between them and the reader.</param>
    public static Branch Of(DigestScene scene, UserId manager, IReadOnlyList<UserId> reps, IReadOnlyList<UserId> owners, IsoWeek week)
    {
        DigestPairing[] pairings = [.. reps.SelectMany(rep => scene.Book.PairingsOf(rep).Where(pairing => pairing.Mentee == rep))];
        DigestPairing[] waiting = [.. pairings.Where(pairing => pairing is { State: PairState.Proposed, ManagerDecision: null })];
        DigestActivity[] open = [.. reps.SelectMany(scene.Book.About).Where(activity => activity.IsOpen)];
        return new Branch(
            manager,
            reps,
            waiting.Length,
            waiting.Length == 0 ? null : waiting.Min(pairing => pairing.ProposedOn),
            DigestLate.Count(scene, owners, daysAgo: 0),
            open.Where(activity => DigestScene.IsSession(activity) && activity.DueOn >= scene.Voice.Today && activity.DueOn <= week.Sunday)
                .DistinctBy(activity => (activity.PairingKey, activity.Kind, activity.Occurrence)).Count(),
            pairings.Count(pairing => pairing.State == PairState.Active))
        {
            Week = week,
            OverdueBefore = DigestLate.Count(scene, owners, DigestLate.WeekDays),
            Open = DigestLate.CountOpen(scene, owners),
            Silent = pairings.Count(pairing => DigestHealth.IsSilent(scene, pairing)),
        };
    }
}
