using System.Globalization;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring;

/// <summary>
/// The identity of one mentoring Task: <c>cms1.mentor18.mentee18.round.activity.occurrence.side</c>, at most 80 characters.
/// Computed from ids and dates alone, so that a lost database finds its Tasks again. It names no kind of pairing and no label.
/// </summary>
public readonly record struct MentoringKey(UserId Mentor, UserId? Mentee, IsoWeek Round, string Activity, int Occurrence, string Side)
{
    public const string Prefix = "cms1.";

    /// <summary>Stands for the mentee where there is none yet: a mentor is invited once, not once a pair.</summary>
    private const string NoMentee = "000000000000000000";

    /// <summary>The pairing this Task belongs to, <c>mentor18.mentee18.round</c>; null for an invitation.</summary>
    public string? PairingKey => Mentee is { } mentee ? $"{Mentor}.{mentee}.{Round.Key}" : null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix}{Mentor}.{Mentee?.Value ?? NoMentee}.{Round.Key}.{Activity}.{Occurrence}.{Side}");

    /// <summary>Reads a key back; null where the text is not one of ours.</summary>
    public static MentoringKey? TryParse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = text.Split('.');
        return parts.Length == 7
            && parts[1].Length == 18 && parts[2].Length == 18
            && IsoWeek.TryParse(parts[3]) is { } round
            && int.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out int occurrence)
            ? new MentoringKey(
                new UserId(parts[1]), parts[2] == NoMentee ? null : new UserId(parts[2]), round, parts[4], occurrence, parts[6])
            : null;
    }
}
