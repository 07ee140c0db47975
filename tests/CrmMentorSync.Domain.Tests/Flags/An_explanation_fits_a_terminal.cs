using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Domain.Tests.Performance;

namespace CrmMentorSync.Domain.Tests.Flags;

public sealed class An_explanation_fits_a_terminal
{
    private static readonly (PerformanceReport Report, IReadOnlyList<RepFlag> Flags, SalesFacts Facts) Judged = Judge();

    [Fact]
    public void No_line_is_wider_than_eighty_columns() =>
        Assert.All(Judged.Flags.SelectMany(Page), line => Assert.True(line.Length <= 80, line));

    [Fact]
    public void Who_struggles_is_told_where_the_lowest_fifth_ends()
    {
        string page = string.Join(" ", Page(Judged.Flags.First(flag => flag.Flag == FlagKind.Struggling)).Select(line => line.Trim()));
        Assert.Contains("where the lowest fifth of the peers ends", page, StringComparison.Ordinal);
        Assert.Contains("more deals won a year at today's size", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_neither_is_told_both_ends()
    {
        string page = string.Join(" ", Page(Judged.Flags.First(flag => flag.Flag == FlagKind.Steady)).Select(line => line.Trim()));
        Assert.Contains("for struggling, or above", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lowest fifth of the peers ends", page, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Page(RepFlag flag) => Explanation.Explain(
        Judged.Facts.People.First(person => person.Id == flag.Rep), flag,
        Judged.Report.Standings.First(one => one.Rep == flag.Rep), Judged.Report.Scores);

    private static (PerformanceReport Report, IReadOnlyList<RepFlag> Flags, SalesFacts Facts) Judge()
    {
        var org = new SimulatedSales(1, new SimulatedSales.Settings(Reps: 80));
        PerformanceReport report = PerformanceScorer.Score(org.Facts, SimulatedSales.AsOf, new ScoringRules());
        return (report, FlagPolicy.Raise([report.Standings], report.Scores, new FlagRules()), org.Facts);
    }
}
