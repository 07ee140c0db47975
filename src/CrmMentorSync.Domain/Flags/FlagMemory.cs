namespace CrmMentorSync.Domain.Flags;

/// <summary>The past that flags rest on: ISO week ends before the day, recomputed from facts each time.</summary>
public static class FlagMemory
{
    /// <summary>Sundays before the day, oldest first.</summary>
    public static IEnumerable<DateOnly> WeekEndsBefore(DateOnly day, int weeks) =>
        Enumerable.Range(1, weeks).Reverse().Select(back => IsoWeek.Of(day).Monday.AddDays(6 - (7 * back)));
}
