using CrmMentorSync.Domain.Flags;
using Microsoft.AspNetCore.Components;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// The look of the mail. Styles stand inline, because mail programs drop the rest; what cells inherit is said once, and again for
/// Outlook on Windows, whose cells inherit nothing. The style sheet only adds a dark scheme and room for thumbs where it is
/// understood. Text has a contrast of at least 4.5 : 1 with its ground, and the parts of a bar 3 : 1 with each other.
/// </summary>
internal static class MailStyle
{
    private const string Rule = "border-top:1px solid #e6eaf0;";

    // A name or a word without blanks must not make the column wider than a phone.
    public const string Page = "overflow-wrap:anywhere;word-break:break-word;margin:0;padding:0;background:#eef1f5;";
    public const string Ground = "background:#eef1f5;";
    public const string Preheader = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#eef1f5;";
    public const string Outer = "padding:24px 12px;font-family:Segoe UI,Roboto,Arial,sans-serif;font-size:15px;line-height:22px;color:#1b2430;";
    public const string Column = "width:100%;max-width:600px;";
    public const string Head = "padding:0 8px 16px;";
    public const string Week = "margin:0 0 6px;font-size:13px;line-height:18px;color:#4f5b6b;";
    public const string Title = "margin:0 0 6px;font-size:24px;line-height:31px;font-weight:700;";
    public const string Notice = "margin:12px 0 0;padding:10px 14px;background:#fff4d6;color:#5c4300;font-size:14px;line-height:20px;border-radius:8px;";
    public const string Gap = "height:14px;line-height:14px;font-size:0;";
    public const string Card = "background:#ffffff;border:1px solid #dde3ea;border-radius:12px;padding:18px 20px 8px;";
    public const string Heading = "margin:0 0 8px;font-size:18px;line-height:24px;font-weight:700;";
    public const string Strong = "margin:0;font-size:16px;line-height:23px;font-weight:700;";
    public const string Text = "margin:2px 0 0;";
    public const string Small = "margin:4px 0 0;font-size:13px;line-height:19px;color:#4f5b6b;";
    public const string Intro = "margin:0 0 8px;font-size:13px;line-height:19px;color:#4f5b6b;";
    public const string Item = Rule + "padding:12px 0;";
    public const string Line = Rule + "padding:5px 0;";
    public const string Label = Rule + "padding:10px 12px 10px 0;font-size:14px;color:#4f5b6b;";
    public const string LineLink = "display:block;padding:5px 0;color:#0a58a8;";
    public const string LineText = "margin:0;padding:5px 0;";
    public const string LineNote = "margin:0 0 5px;font-size:13px;line-height:19px;color:#4f5b6b;";
    public const string Link = "color:#0a58a8;";
    public const string Number = Rule + "padding:12px 12px 12px 0;";
    public const string Badge = "display:block;width:28px;height:28px;line-height:28px;border-radius:14px;background:#0a58a8;color:#ffffff;font-weight:700;text-align:center;";
    public const string ItemLink = "display:inline-block;padding:12px 0;line-height:20px;color:#0a58a8;";
    public const string Footer = "padding:18px 8px 0;";
    public const string Bar = "width:100%;table-layout:fixed;border-collapse:collapse;font-size:10px;line-height:10px;";

    // The team: a table of data
    public const string Column1 = "padding:0 8px 4px 0;font-size:12px;line-height:16px;font-weight:400;color:#4f5b6b;";
    public const string Column2 = "padding:0 0 4px;";
    public const string Axis = "font-size:12px;line-height:16px;font-weight:400;color:#4f5b6b;";
    public const string Column3 = "padding:0 0 4px 8px;font-size:12px;line-height:16px;font-weight:400;color:#4f5b6b;";
    public const string Who = Rule + "padding:8px 8px 8px 0;font-weight:600;";
    public const string Where = Rule + "padding:8px 0;";
    public const string HowMuch = Rule + "padding:8px 0 8px 8px;font-size:14px;";
    public const string Details = "padding:0 0 10px;";
    public const string Detail = "margin:0 0 2px;font-size:14px;line-height:20px;";
    public const string QuietDetail = Detail + "color:#4f5b6b;";
    public const string NameLink = "color:#1b2430;";
    public const string TeamLink = NameLink + "display:block;padding:2px 0;";

    private const string AnyButton = "display:inline-block;margin-top:10px;padding:11px 16px;border:1px solid #0a58a8;border-radius:8px;line-height:20px;font-weight:600;text-decoration:none;";

    /// <summary>The first act's button is filled: a glance finds it. 44 px high, as fingers need it.</summary>
    public static string Button(bool isFirst) => AnyButton + (isFirst ? "background:#0a58a8;color:#ffffff;" : "color:#0a58a8;");

    /// <summary>What inline styles cannot say. Nothing breaks where it is dropped.</summary>
    public static MarkupString Sheet { get; } = new(
        """
        <style>
        .lab{overflow-wrap:normal;word-break:normal}
        @media (max-width:480px){.card{padding-left:16px !important;padding-right:16px !important}.out{padding:14px 8px !important}.tap{padding-top:11px !important;padding-bottom:11px !important}.lab{padding-top:16px !important}}
        @media (prefers-color-scheme:dark){
        .bg{background:#12161c !important}.card{background:#1c222b !important;border-color:#323c49 !important}
        .tx{color:#eef2f7 !important}.mu{color:#b3bfcd !important}.ln{color:#8cc2ff !important;border-color:#8cc2ff !important}
        .hr{border-color:#323c49 !important}.note{background:#3d3212 !important;color:#ffe9ad !important}
        .bt{background:#8cc2ff !important;color:#0e1a29 !important;border-color:#8cc2ff !important}
        .b0{background:#323c49 !important}.b1{background:#5d8ac2 !important}.b2{background:#ffffff !important}.b3{background:#ffffff !important}
        .b4{background:#5d8ac2 !important;color:#0e1a29 !important}
        .f-red{background:#5a1f1a !important;color:#ffd9d4 !important}.f-green{background:#14472a !important;color:#c9f2d6 !important}
        .f-blue{background:#12406f !important;color:#d3e7ff !important}.f-amber{background:#4d3a08 !important;color:#ffe9ad !important}
        .f-violet{background:#3d2b69 !important;color:#e6dcff !important}.f-grey{background:#323c49 !important;color:#dfe6ee !important}}
        </style>
        <!--[if mso]><style>td,th,p,a,h1,h2,h3{font-family:Segoe UI,Arial,sans-serif}td,th,p{font-size:15px}</style><![endif]-->
        """);

    /// <summary>Outlook on Windows knows no max-width: this table holds the column for it.</summary>
    public static MarkupString OutlookOpen { get; } =
        new("<!--[if mso]><table role=\"presentation\" align=\"center\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->");

    public static MarkupString OutlookClose { get; } = new("<!--[if mso]></td></tr></table><![endif]-->");

    /// <summary>A flag's word on its colour.</summary>
    public static string Chip(FlagKind flag) => "display:inline-block;padding:0 8px;border-radius:10px;font-size:13px;line-height:20px;font-weight:600;" + (flag switch
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
}
