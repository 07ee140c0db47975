using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Flags;

internal static class FlagFixtures
{
    public static readonly DateOnly Day = new(2026, 3, 31);

    public static UserId Id(int i) => new("005" + i.ToString("D15", CultureInfo.InvariantCulture));

    /// <summary>A rep whom nothing speaks against flagging as struggling.</summary>
    public static Standing Weak(int i, double pLowest = 0.95) => new()
    {
        Rep = Id(i),
        On = Day,
        PeerGroup = "everyone",
        Judged = true,
        Ramping = false,
        TenureDays = 900,
        Closed = 40,
        ActiveMonths = 12,
        PLowest = pLowest,
        PHighest = 0.01,
        PMateriallyLow = 0.9,
        PMateriallyHigh = 0.01,
        Quarters = 8,
    };

    public static Standing Strong(int i, double pHighest = 0.95) =>
        Weak(i) with { PLowest = 0.01, PHighest = pHighest, PMateriallyLow = 0.01, PMateriallyHigh = 0.9 };

    public static FlagKind FlagOf(Standing one, FlagRules? rules = null) => FlagPolicy.Raise([[one]], [], rules ?? new FlagRules())[0].Flag;
}
