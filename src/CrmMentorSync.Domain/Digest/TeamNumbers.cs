using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// A manager's numbers, as that manager's own mail lists them, by the day where the manager is. Mails above take them from here, so
/// that both tell the same. A pair is the team's whose mentee is in it: so every pair counts once in the company.
/// </summary>
internal sealed record TeamNumbers
{
    public required UserId Manager { get; init; }

    /// <summary>Own reps with a flag.</summary>
    public required int People { get; init; }

    /// <summary>Proposals whose yes or no lies with this manager.</summary>
    public required int Waiting { get; init; }
    public DateOnly? Oldest { get; init; }

    /// <summary>The first day on which one of them lapses.</summary>
    public DateOnly? Lapses { get; init; }
    public required int Overdue { get; init; }

    /// <summary>Late a week ago.</summary>
    public required int OverdueBefore { get; init; }

    /// <summary>Open things that can be late, late or not.</summary>
    public required int Open { get; init; }

    /// <summary>Talks of this week that are still to come.</summary>
    public required int Sessions { get; init; }
    public required int Pairs { get; init; }

    /// <summary>Running pairs that have not met for weeks.</summary>
    public required int Silent { get; init; }

    public static TeamNumbers Of(DigestScene scene, IsoWeek week)
    {
        IReadOnlyList<DigestPairing> waiting = DigestApprovals.Waiting(scene);
        DigestPairing[] pairs = [.. scene.Pairings.Where(scene.IsOwnPair)];
        return new TeamNumbers
        {
            Manager = scene.Manager.Id,
            People = scene.Team.Count,
            Waiting = waiting.Count,
            Oldest = waiting.Count == 0 ? null : waiting.Min(pairing => pairing.ProposedOn),
            Lapses = waiting.Count == 0 ? null : waiting.Min(pairing => pairing.ExpiresOn),
            Overdue = DigestLate.Count(scene, daysAgo: 0),
            OverdueBefore = DigestLate.Count(scene, DigestLate.WeekDays),
            Open = DigestLate.CountOpen(scene),
            Sessions = DigestLists.Upcoming(scene, week.Sunday).Count,
            Pairs = pairs.Count(pairing => pairing.State == PairState.Active),
            Silent = pairs.Count(pairing => DigestHealth.IsSilent(scene, pairing)),
        };
    }
}
