using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using Microsoft.AspNetCore.Components;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// The look of the mail. Every style stands inline, because mail programs drop the rest; the style sheet only adds a dark
/// scheme and phone margins where they are understood. All pairs of colours have a contrast of at least 4.5 : 1.
/// </summary>
internal static class MailStyle
{
    // Stands on cells; what is in a cell inherits it.
    private const string Font = "font-family:Segoe UI,Roboto,Arial,sans-serif;";

    // A name or a word without blanks must not make the column wider than a phone; labels of ours are short and stay whole.
    private const string Breaks = "overflow-wrap:anywhere;word-break:break-word;";
    private const string Whole = "overflow-wrap:normal;word-break:normal;";

    public const string Page = Breaks + "margin:0;padding:0;background:#eef1f5;";
    public const string Preheader = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#eef1f5;";
    public const string Outer = "padding:24px 12px;";
    public const string Column = Breaks + "width:100%;max-width:600px;";
    public const string Head = Font + "padding:0 8px 16px 8px;";
    public const string Week = "margin:0 0 6px 0;font-size:13px;line-height:18px;color:#4f5b6b;";
    public const string Title = "margin:0 0 6px 0;font-size:24px;line-height:31px;font-weight:700;color:#1b2430;";
    public const string Greeting = "margin:0 0 2px 0;font-size:15px;line-height:22px;color:#1b2430;";
    public const string Notice = "margin:12px 0 0 0;padding:10px 14px;background:#fff4d6;color:#5c4300;font-size:14px;line-height:20px;border-radius:8px;";
    public const string Gap = "height:14px;line-height:14px;font-size:0;";
    public const string Card = "background:#ffffff;border:1px solid #dde3ea;border-radius:12px;";
    public const string CardBody = Font + "padding:18px 20px 8px 20px;";
    public const string Heading = "margin:0 0 4px 0;font-size:17px;line-height:24px;font-weight:700;color:#1b2430;";
    public const string Item = Font + "border-top:1px solid #e6eaf0;padding:12px 0;vertical-align:top;";
    public const string FirstItem = Font + "padding:10px 0 12px 0;vertical-align:top;";
    public const string Intro = Font + "padding:0 0 6px 0;";
    public const string Strong = "margin:0;font-size:16px;line-height:23px;font-weight:700;color:#1b2430;";
    public const string Text = "margin:2px 0 0 0;font-size:15px;line-height:22px;color:#1b2430;";
    public const string Muted = "margin:4px 0 0 0;font-size:14px;line-height:20px;color:#4f5b6b;";
    public const string Small = "margin:4px 0 0 0;font-size:13px;line-height:19px;color:#4f5b6b;";
    public const string SmallStrong = "margin:4px 0 0 0;font-size:13px;line-height:19px;color:#1b2430;";
    public const string DataHead = Font + Whole + "padding:0 8px 4px 0;font-size:13px;line-height:18px;font-weight:400;color:#4f5b6b;vertical-align:bottom;";
    public const string DataCell = Font + "padding:6px 8px 6px 0;font-size:14px;line-height:20px;font-weight:400;color:#1b2430;vertical-align:top;";
    public const string Link = "color:#0a58a8;text-decoration:underline;";
    public const string NameLink = "color:#1b2430;text-decoration:underline;";
    public const string Chips = "margin:4px 0 0 0;font-size:13px;line-height:26px;";
    public const string ItemLink = "display:inline-block;padding:6px 0;color:#0a58a8;font-size:14px;line-height:20px;text-decoration:underline;";
    public const string Button = "display:inline-block;margin-top:8px;padding:7px 14px;border:1px solid #0a58a8;border-radius:8px;color:#0a58a8;font-size:14px;line-height:20px;font-weight:600;text-decoration:none;";
    public const string Number = Font + "width:40px;padding:12px 12px 12px 0;vertical-align:top;";
    public const string Badge = "display:block;width:28px;height:28px;line-height:28px;border-radius:14px;background:#0a58a8;color:#ffffff;font-size:15px;font-weight:700;text-align:center;";
    public const string Label = Font + Whole + "width:92px;padding:14px 12px 12px 0;font-size:14px;line-height:22px;color:#4f5b6b;vertical-align:top;border-top:1px solid #e6eaf0;";
    public const string FirstLabel = Font + Whole + "width:92px;padding:12px 12px 12px 0;font-size:14px;line-height:22px;color:#4f5b6b;vertical-align:top;";
    public const string Axis = Font + "font-size:12px;line-height:16px;color:#4f5b6b;";
    public const string Footer = Font + "padding:18px 8px 0 8px;";
    public const string Bar = "width:100%;margin:8px 0 2px 0;table-layout:fixed;border-collapse:collapse;font-size:0;line-height:10px;";

    /// <summary>What inline styles cannot say. Nothing breaks where it is dropped.</summary>
    public static MarkupString Sheet { get; } = new(
        """
        <style>
        a{word-break:break-word}
        @media (max-width:480px){.pad{padding-left:16px !important;padding-right:16px !important}.out{padding:14px 8px !important}.lab{width:76px !important}}
        @media (prefers-color-scheme:dark){
        .bg{background:#12161c !important}.card{background:#1c222b !important;border-color:#323c49 !important}
        .tx{color:#eef2f7 !important}.mu{color:#b3bfcd !important}.ln{color:#8cc2ff !important;border-color:#8cc2ff !important}
        .hr{border-color:#323c49 !important}.note{background:#3d3212 !important;color:#ffe9ad !important}
        .badge{background:#8cc2ff !important;color:#0e1a29 !important}
        .b0{background:#323c49 !important}.b1{background:#4d6f96 !important}.b2{background:#8cc2ff !important}.b3{background:#ffffff !important}
        .f-red{background:#5a1f1a !important;color:#ffd9d4 !important}.f-green{background:#14472a !important;color:#c9f2d6 !important}
        .f-blue{background:#12406f !important;color:#d3e7ff !important}.f-amber{background:#4d3a08 !important;color:#ffe9ad !important}
        .f-violet{background:#3d2b69 !important;color:#e6dcff !important}.f-grey{background:#323c49 !important;color:#dfe6ee !important}}
        </style>
        """);

    /// <summary>Outlook on Windows knows no max-width: this table holds the column for it.</summary>
    public static MarkupString OutlookOpen { get; } =
        new("<!--[if mso]><table role=\"presentation\" align=\"center\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->");

    public static MarkupString OutlookClose { get; } = new("<!--[if mso]></td></tr></table><![endif]-->");

    /// <summary>A flag's word on its colour.</summary>
    public static string Chip(FlagKind flag) => "display:inline-block;padding:1px 9px;border-radius:10px;font-size:13px;line-height:20px;font-weight:600;" + (flag switch
    {
        FlagKind.Struggling => "background:#fde8e5;color:#8c1d12;",
        FlagKind.Top => "background:#dff3e5;color:#0d5527;",
        FlagKind.Rising => "background:#e0eefc;color:#0a4a8f;",
        FlagKind.Plateau => "background:#fff0cc;color:#664700;",
        FlagKind.Ramping => "background:#ece5fb;color:#4a2b8f;",
        FlagKind.Steady or FlagKind.InsufficientData => "background:#e9edf2;color:#3b4757;",
    });

    // By colour: a mail to someone from outside carries this sheet too, and must not even name a judgement.
    public static string ChipClass(FlagKind flag) => flag switch
    {
        FlagKind.Struggling => "f-red",
        FlagKind.Top => "f-green",
        FlagKind.Rising => "f-blue",
        FlagKind.Plateau => "f-amber",
        FlagKind.Ramping => "f-violet",
        FlagKind.Steady or FlagKind.InsufficientData => "f-grey",
    };

    /// <summary>A plain share of the width, in per cent.</summary>
    public static IReadOnlyList<BarCell> Share(int share) =>
        [.. new[] { new BarCell(share, '2'), new BarCell(100 - share, '0') }.Where(cell => cell.Width > 0)];

    /// <summary>The bar as runs of equal cells, widths in per cent that add up to 100.</summary>
    public static IReadOnlyList<BarCell> Cells(IntervalBar bar)
    {
        const int Steps = 100;
        Span<char> cells = stackalloc char[Steps];
        cells.Fill('0');
        for (int at = 0; at < Steps; at++)
        {
            cells[at] = at >= bar.Low && at <= bar.High ? '1' : '0';
        }

        for (int at = Math.Max(0, bar.Estimate - 1); at <= Math.Min(Steps - 1, bar.Estimate + 1); at++)
        {
            cells[at] = '2';
        }

        cells[IntervalBar.Median] = '3';
        List<BarCell> runs = [];
        for (int from = 0; from < Steps;)
        {
            int to = from;
            while (to < Steps && cells[to] == cells[from])
            {
                to++;
            }

            runs.Add(new BarCell(to - from, cells[from]));
            from = to;
        }

        return runs;
    }
}

/// <summary>A run of a bar: 0 nothing, 1 the range, 2 the estimate, 3 the peers' median.</summary>
internal readonly record struct BarCell(int Width, char Kind)
{
    public string Class => $"b{Kind}";

    public string Style => "background:" + (Kind switch
    {
        '1' => "#a9c3e3",
        '2' => "#0a58a8",
        '3' => "#1b2430",
        _ => "#e6eaf0",
    });
}
