using System.Text;
using CrmMentorSync.Domain.Digest;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Mails as plain text, 72 columns wide; only addresses may be longer, for a broken one leads nowhere.</summary>
internal static class DigestText
{
    private const int Columns = 72;
    private const int BarColumns = 20;

    /// <summary>Name and label, beside which the bar stands.</summary>
    private const int NameColumns = 36;

    public static string Render(DigestModel model)
    {
        var text = new StringBuilder(4096);
        Paragraph(text, model.WeekLine);
        text.Append('\n');
        Paragraph(text, model.Greeting);
        Paragraph(text, model.Lead);
        foreach (string line in model.Summary.Concat(model.Notices))
        {
            Paragraph(text, line);
        }

        Acts(text, model);
        Approvals(text, model);
        OwnCoaching(text, model);
        Lines(text, model.Words.QuestionsHeading(model.Questions.Count), model.Questions, model.Words);
        Lines(text, model.Words.OverdueHeading, model.Overdue, model.Words);
        Lines(text, model.Words.Care.AlertsHeading, model.Alerts, model.Words);
        Lines(text, model.Words.SessionsHeading, model.Sessions, model.Words);
        Lines(text, model.Words.ObstaclesHeading, model.Obstacles, model.Words);
        Lines(text, model.Words.WinsHeading, model.Wins, model.Words);
        Lines(text, model.Words.Care.AttentionHeading, model.Attention, model.Words);
        Lines(text, GrowthWords.Of(model.Language).Heading, model.Growth, model.Words);
        Lines(text, model.Words.TeamsHeading, model.Teams, model.Words);
        Team(text, model);
        OwnTime(text, model);
        Progress(text, model);
        Lines(text, model.Words.OperatorsHeading, model.Operators, model.Words);
        if (model.Footer.Count > 0)
        {
            // The usual mark of where a mail's own text ends.
            text.Append("\n-- \n");
            Paragraph(text, string.Join(' ', model.Footer));
        }

        return text.ToString();
    }

    public static string Render(OutsideMail mail)
    {
        var text = new StringBuilder(1024);
        Paragraph(text, mail.Greeting);
        Paragraph(text, mail.Thanks);
        foreach (OutsidePart part in mail.Parts)
        {
            Heading(text, part.Heading);
            foreach (string line in part.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Paragraph(text, line, hanging: line.StartsWith("- ", StringComparison.Ordinal) ? 2 : 0);
            }

            Paragraph(text, part.Contact is { } contact ? $"{mail.Reach} {contact}" : "");
        }

        text.Append("\n-- \n");
        Paragraph(text, mail.Footer);
        return text.ToString();
    }

    private static void Acts(StringBuilder text, DigestModel model)
    {
        if (!model.ListsActs)
        {
            return;
        }

        Heading(text, model.Words.ActsHeading(model.Acts.Count));
        foreach ((int at, DigestAct act) in model.Acts.Index())
        {
            Paragraph(text, $"{at + 1}. {act.What}", indent: 0, hanging: 3);
            Paragraph(text, act.Why, indent: 3);
            Url(text, act.Link, indent: 3);
        }
    }

    private static void Approvals(StringBuilder text, DigestModel model)
    {
        if (!model.Approvals.Any)
        {
            return;
        }

        Heading(text, model.Words.ApprovalsHeading);
        Paragraph(text, model.Words.HowToDecide);
        foreach (DigestApproval approval in model.Approvals.Shown)
        {
            Paragraph(text, "* " + approval.What, indent: 0, hanging: 2);
            Paragraph(text, $"{approval.Why} {approval.RunnerUp} {approval.Waiting}", indent: 2);
            Url(text, approval.Link, indent: 2);
        }

        Paragraph(text, model.FurtherApprovals ?? "");
    }

    private static void Team(StringBuilder text, DigestModel model)
    {
        if (!model.Team.Any)
        {
            return;
        }

        Heading(text, model.Words.TeamHeading);
        if (model.TeamLegend is not null)
        {
            Paragraph(text, model.TeamTextLegend ?? "");
            string right = $"{model.TeamScale}x";
            string left = $"1/{model.TeamScale}".PadRight(Math.Max(4, (BarColumns / 2) + 1 - (model.TeamAxis.Length / 2)));
            text.Append(' ', NameColumns + 1).Append($"{left}{model.TeamAxis}".PadRight(BarColumns + 3 - right.Length)).Append(right).Append('\n');
        }

        foreach (DigestTeamRow row in model.Team.Shown)
        {
            Row(text, row);
        }

        Paragraph(text, model.TeamBeyond ?? "");
        Paragraph(text, model.TeamGone ?? "");
    }

    private static void Row(StringBuilder text, DigestTeamRow row)
    {
        string name = $"* {row.Name}: {row.FlagWord}";
        if (row.Bar is not { } bar)
        {
            Paragraph(text, row.Value is { } value ? $"{name}: {value}" : name, indent: 0, hanging: 2);
        }
        else if (name.Length <= NameColumns)
        {
            text.Append(name.PadRight(NameColumns + 1)).Append(Bar(bar)).Append("  ").Append(row.Value).Append('\n');
        }
        else
        {
            Paragraph(text, name, indent: 0, hanging: 2);
            text.Append(' ', NameColumns + 1).Append(Bar(bar)).Append("  ").Append(row.Value).Append('\n');
        }

        foreach (string detail in row.Details)
        {
            Paragraph(text, detail, indent: 2);
        }
    }

    private static void OwnCoaching(StringBuilder text, DigestModel model)
    {
        if (model.OwnCoaching is { } own)
        {
            Heading(text, model.Words.Care.OwnCoachingHeading);
            Paragraph(text, own.What + ". " + own.Why);
            Url(text, own.Link, indent: 0);
        }
    }

    private static void OwnTime(StringBuilder text, DigestModel model)
    {
        if (model.OwnTime is { } time)
        {
            Heading(text, model.Words.Care.OwnTimeHeading);
            Paragraph(text, $"{time.Intro} {DigestWords.Sentence(string.Join("; ", time.Tiers.Select(tier => tier.Line)))}");
        }
    }

    private static void Progress(StringBuilder text, DigestModel model)
    {
        if (model.Progress.Count > 0)
        {
            Heading(text, model.Words.Care.ProgressHeading);
            Paragraph(text, string.Join(' ', model.Progress));
        }
    }

    private static void Lines(StringBuilder text, string heading, Capped<DigestLine> lines, DigestWords words)
    {
        if (!lines.Any)
        {
            return;
        }

        Heading(text, heading);
        foreach (DigestLine line in lines.Shown)
        {
            Paragraph(text, line.Label.Length == 0 ? $"* {line.Text}" : $"* {line.Label} · {line.Text}", indent: 0, hanging: 2);
            Paragraph(text, line.Note ?? "", indent: 2);
            Url(text, line.Link, indent: 2);
        }

        More(text, lines.More, words);
        if (lines.More > 0)
        {
            Url(text, lines.Next, indent: 2);
        }
    }

    /// <summary>For example <c>[....===O==|....]</c>: the range, the estimate O, the peers' median |; <c>&lt;</c> or <c>&gt;</c> where the range goes on.</summary>
    internal static string Bar(IntervalBar bar)
    {
        Span<char> cells = stackalloc char[BarColumns + 1];
        cells.Fill('.');
        cells[Column(bar.Low)..(Column(bar.High) + 1)].Fill('=');
        cells[Column(IntervalBar.Median)] = '|';
        cells[Column(bar.Estimate)] = 'O';
        return $"{(bar.IsCutLow ? '<' : '[')}{cells}{(bar.IsCutHigh ? '>' : ']')}";

        static int Column(int position) => position * BarColumns / 100;
    }

    /// <summary>How many words there are to read: addresses and bars are none.</summary>
    internal static int Words(string text) => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Count(word => word.Any(char.IsLetterOrDigit) && word[0] is not ('[' or '<') && !word.StartsWith("http", StringComparison.Ordinal));

    private static void Heading(StringBuilder text, string heading)
    {
        text.Append('\n').Append(heading.ToUpperInvariant()).Append('\n').Append('-', Math.Min(Columns, heading.Length)).Append('\n');
    }

    private static void More(StringBuilder text, int more, DigestWords words)
    {
        if (more > 0)
        {
            Paragraph(text, words.More(more), indent: 2);
        }
    }

    private static void Url(StringBuilder text, DigestLink? link, int indent)
    {
        if (link is not null)
        {
            text.Append(' ', indent).Append(link.Url).Append('\n');
        }
    }

    private static void Paragraph(StringBuilder text, string content, int indent = 0, int hanging = -1)
    {
        int later = hanging < 0 ? indent : hanging;
        int column = 0;
        foreach (string word in content.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > Columns)
            {
                text.Append('\n');
                column = 0;
                indent = later;
            }

            if (column == 0)
            {
                text.Append(' ', indent);
                column = indent;
            }
            else
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        if (column > 0)
        {
            text.Append('\n');
        }
    }
}
