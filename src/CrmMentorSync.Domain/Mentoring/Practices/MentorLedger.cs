using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>Something that was done, as far as the ledger needs it.</summary>
public sealed record LedgerEntry
{
    public required MentoringKey Key { get; init; }
    public required DateTimeOffset DoneAt { get; init; }

    /// <summary>1–5; null where nobody said.</summary>
    public int? Grasp { get; init; }

    /// <summary>How the talk was to whoever closed the Task, 1–5.</summary>
    public int? Rating { get; init; }
    public string? Learned { get; init; }
}

/// <summary>What is on record of one mentor (P4): facts from closed Tasks, no judgement.</summary>
public sealed record MentorRecord
{
    public required UserId Mentor { get; init; }

    /// <summary>In the order of their first talks; registered pairs count as all others do (P33).</summary>
    public required IReadOnlyList<UserId> Mentees { get; init; }
    public required int Talks { get; init; }

    /// <summary>By pair the newest grasp less the first one, summed up; null where no pair was rated twice.</summary>
    public int? GraspGained { get; init; }

    /// <summary>How mentees found the talks, 1–5; null with fewer than <see cref="MentorLedger.FewestRatings"/> answers.</summary>
    public double? Candour { get; init; }
    public int MeetingsLed { get; init; }
    public int StoriesTold { get; init; }

    /// <summary>Visits, calls, ten minutes on a deal and talks that people noted themselves: more than is asked of anyone (P41).</summary>
    public int BeyondPlan { get; init; }

    /// <summary>What the mentor learned, as written last (P43).</summary>
    public string? Learned { get; init; }

    /// <summary>Enough talks, found good by mentees, with lessons that landed: someone to think of for more (P36).</summary>
    public bool IsReady => Talks >= MentorLedger.TalksToBeReady && Candour >= MentorLedger.GoodTalks && GraspGained > 0;
}

/// <summary>Who mentored whom, and what came of it (P4, P36).</summary>
public static class MentorLedger
{
    public const int FewestRatings = 3;
    public const int TalksToBeReady = 6;
    public const double GoodTalks = 4;

    /// <summary>The grasp that says: could teach it.</summary>
    private const int CouldTeach = 5;

    /// <summary>
    /// What counts as a talk that a mentor held, wherever talks are counted: once for the two, whichever of them closed it.
    /// Kick-offs and checks are about the pair; visits and calls are more than is asked of anyone, and counted as such.
    /// </summary>
    public static bool IsTalk(ActivityKind kind) => kind is ActivityKind.Lunch or ActivityKind.Extra;

    /// <summary>One record for everyone who held a talk as a mentor, in the order of their ids.</summary>
    public static IReadOnlyList<MentorRecord> Of(IEnumerable<LedgerEntry> entries)
    {
        ILookup<UserId, LedgerEntry> byMentor = entries.OrderBy(entry => entry.DoneAt).ThenBy(entry => entry.Key.ToString(), StringComparer.Ordinal)
            .ToLookup(entry => entry.Key.Mentor);
        return [.. byMentor.OrderBy(mentor => mentor.Key).Select(mentor => One(mentor.Key, [.. mentor])).Where(record => record.Talks > 0)];
    }

    /// <summary>Mentees whose last lesson landed so well that they could teach it: whom to ask to mentor next (P36).</summary>
    public static IReadOnlyList<UserId> CouldMentorNext(IEnumerable<LedgerEntry> entries) =>
    [
        .. entries.Where(entry => entry is { Grasp: not null, Key.Mentee: not null }).GroupBy(entry => entry.Key.Mentee!.Value)
            .Where(mentee => mentee.MaxBy(entry => (entry.DoneAt, entry.Key.ToString()))!.Grasp == CouldTeach)
            .Select(mentee => mentee.Key).Order(),
    ];

    private static MentorRecord One(UserId mentor, LedgerEntry[] entries)
    {
        LedgerEntry[] talks = [.. entries.Where(entry => ActivityNames.TryParse(entry.Key.Activity) is { } kind && IsTalk(kind)).DistinctBy(entry => (entry.Key.PairingKey, entry.Key.Activity, entry.Key.Occurrence))];
        int?[] gained = [.. Of(entries, ActivityKind.Debrief).Where(entry => entry.Grasp is not null).GroupBy(entry => entry.Key.PairingKey, StringComparer.Ordinal)
            .Select(pair => pair.Count() > 1 ? pair.Last().Grasp - pair.First().Grasp : null).Where(gain => gain is not null)];
        int[] ratings = [.. Of(entries, ActivityKind.FollowUp).Where(entry => entry.Key.Side == Sides.Mentee).Select(entry => entry.Rating).OfType<int>()];
        return new MentorRecord
        {
            Mentor = mentor,
            Mentees = [.. talks.Select(talk => talk.Key.Mentee).OfType<UserId>().Distinct()],
            Talks = talks.Length,
            GraspGained = gained.Length == 0 ? null : gained.Sum(),
            Candour = ratings.Length < FewestRatings ? null : ratings.Average(),
            MeetingsLed = Of(entries, ActivityKind.Lead).Count(),
            StoriesTold = Of(entries, ActivityKind.Share).Count(),
            BeyondPlan = Of(entries, ActivityKind.Observe, ActivityKind.Listen, ActivityKind.Micro, ActivityKind.Extra)
                .Where(entry => entry.Key.Activity != ActivityKind.Observe.Key() || entry.Key.Side == Sides.Mentee)
                .DistinctBy(entry => (entry.Key.PairingKey, entry.Key.Activity, entry.Key.Occurrence)).Count(),
            Learned = entries.LastOrDefault(entry => entry.Key.Side == Sides.Mentor && !string.IsNullOrWhiteSpace(entry.Learned))?.Learned,
        };
    }

    private static IEnumerable<LedgerEntry> Of(LedgerEntry[] entries, params ActivityKind[] kinds)
    {
        string[] keys = [.. kinds.Select(kind => kind.Key())];
        return entries.Where(entry => keys.Contains(entry.Key.Activity, StringComparer.Ordinal));
    }
}
