using CrmMentorSync.Domain.Digest;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>A run of a bar, in per cent of its width.</summary>
/// <param name="Kind">0 nothing, 1 the range, 2 the estimate, 3 the peers' median, 4 an end where the range goes on.</param>
/// <param name="Sign">What stands in it.</param>
public readonly record struct BarCell(int Width, char Kind, string Sign)
{
    public string Class => $"b{Kind}";

    public string Style => "background:" + (Kind switch
    {
        '1' => "#4a76ad",
        '2' => "#071f3f",
        '3' => "#1b2430",
        '4' => "#4a76ad;color:#ffffff",
        _ => "#dfe5ec",
    });
}

/// <summary>Bars as runs of equal cells, widths in per cent that add up to 100.</summary>
internal static class BarCells
{
    private const int Steps = 100;
    private const int EndWidth = 4;
    private const string Blank = "\u00A0";

    /// <summary>A plain share of the width, in per cent.</summary>
    public static IReadOnlyList<BarCell> Share(int share) =>
        [.. new[] { new BarCell(share, '1', Blank), new BarCell(Steps - share, '0', Blank) }.Where(cell => cell.Width > 0)];

    public static IReadOnlyList<BarCell> Of(IntervalBar bar)
    {
        Span<char> cells = stackalloc char[Steps];
        cells.Fill('0');
        for (int at = Math.Min(bar.Low, Steps - 1); at <= Math.Min(bar.High, Steps - 1); at++)
        {
            cells[at] = '1';
        }

        // The estimate stays whole beside a cut end.
        int estimate = Math.Clamp(bar.Estimate, bar.IsCutLow ? EndWidth + 1 : 1, bar.IsCutHigh ? Steps - EndWidth - 2 : Steps - 2);
        cells.Slice(estimate - 1, 3).Fill('2');
        cells[IntervalBar.Median] = '3';
        if (bar.IsCutLow)
        {
            cells[..EndWidth].Fill('4');
        }

        if (bar.IsCutHigh)
        {
            cells[^EndWidth..].Fill('4');
        }

        return Runs(cells);
    }

    private static List<BarCell> Runs(ReadOnlySpan<char> cells)
    {
        List<BarCell> runs = [];
        for (int from = 0; from < cells.Length;)
        {
            int to = from;
            while (to < cells.Length && cells[to] == cells[from])
            {
                to++;
            }

            runs.Add(new BarCell(to - from, cells[from], cells[from] != '4' ? Blank : from == 0 ? "‹" : "›"));
            from = to;
        }

        return runs;
    }
}
