using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Of whom the team list says more than a name, a label and a bar: what is new is read, what stood there last week is looked at.
/// </summary>
internal static class DigestDepth
{
    /// <param name="change">What is new about this person since last week; null where nothing is.</param>
    public static RowDepth Of(DigestScene scene, UserId rep, string? change)
    {
        RepFlag flag = scene.Flag(rep);
        bool isFirstMail = scene.Facts.EarlierFlags.Count == 0;
        return change is not null || !string.IsNullOrWhiteSpace(flag.Question) || DigestReasons.IsUnlikely(flag)
            || (isFirstMail && flag.Flag is FlagKind.Struggling or FlagKind.Top or FlagKind.Rising or FlagKind.Plateau) ? RowDepth.Full
            : Otherwise(flag.Flag);
    }

    /// <summary>The first in full, all others on a line: those who need it most stand first.</summary>
    public static IReadOnlyList<DigestTeamRow> Cut(IReadOnlyList<DigestTeamRow> rows, DigestSettings settings)
    {
        int full = 0;
        return
        [
            .. rows.Select(row => row.Depth != RowDepth.Full || ++full <= settings.MaxFullRows ? row : row with { Depth = Otherwise(row.Flag) })
                .Select(row => row.Depth != RowDepth.Line || settings.SaysFocus ? row : row with { Focus = null }),
        ];
    }

    private static RowDepth Otherwise(FlagKind flag) => flag is FlagKind.Struggling or FlagKind.Ramping ? RowDepth.Mentoring : RowDepth.Line;
}
