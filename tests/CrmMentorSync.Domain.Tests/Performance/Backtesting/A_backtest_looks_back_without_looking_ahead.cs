using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Domain.Performance.Backtesting;

namespace CrmMentorSync.Domain.Tests.Performance.Backtesting;

public sealed class A_backtest_looks_back_without_looking_ahead(ITestOutputHelper output)
{
    private static readonly BacktestRules Rules = new() { MemoryWeeks = 1 };
    private static readonly DateOnly On = new(2025, 9, 30);

    [Theory]
    [InlineData("2025-01-01", "2025-09-30", 0)]
    [InlineData("2025-01-01", "2025-09-29", 0)]
    [InlineData("2025-01-01", "2025-10-31", 1)]
    [InlineData("2024-12-31", "2025-09-30", 1)]
    [InlineData("2024-12-31", "2026-12-31", 12)]
    public void It_takes_half_a_year_before_a_month_end_and_a_quarter_after(string firstClose, string asOf, int dates)
    {
        var ledger = new DealLedger();
        ledger.Add(Deal(Day(firstClose)));
        IReadOnlyList<DateOnly> found = Rules.Dates(ledger, Day(asOf));
        Assert.Equal(dates, found.Count);
        Assert.All(found, on => Assert.True(on.AddDays(1).Day == 1 && Rules.Until(on) <= Day(asOf) && Rules.Until(on).AddDays(1).Day == 1));
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public void Too_little_history_is_said_with_its_dates_and_none_at_all_too()
    {
        var ledger = new DealLedger();
        Assert.Contains("no deal was closed by 2025-03-31", Rules.TooShort(ledger, Day("2025-03-31")), StringComparison.Ordinal);
        ledger.Add(Deal(Day("2025-01-15")));
        Assert.Contains("first deal closed on 2025-01-15", Rules.TooShort(ledger, Day("2025-03-31")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_after_the_month_end_moves_outcomes_and_no_judgement()
    {
        var org = new SimulatedSales(3, new SimulatedSales.Settings(Reps: 60));
        IReadOnlyList<BacktestCase> before = Cases(org.Facts);
        var changed = new DealLedger();
        foreach (Person person in org.Facts.People)
        {
            foreach (DealEntry deal in org.Ledger.Of(person.Id))
            {
                DateOnly closed = DateOnly.FromDayNumber(deal.Closed);
                changed.Add(new Deal(
                    "", person.Id, true, closed > On ? !deal.Won : deal.Won, closed > On ? deal.Amount * 9 : deal.Amount,
                    DateOnly.FromDayNumber(deal.Created), closed));
            }
        }

        IReadOnlyList<BacktestCase> after = Cases(org.Facts with { Deals = changed });
        Assert.Equal(before.Select(Judgement), after.Select(Judgement));
        Assert.NotEqual(before.Select(one => one.Outcome), after.Select(one => one.Outcome));
    }

    [Fact]
    public void Where_reps_differ_the_flags_hold_better_than_raw_figures_and_the_probabilities_mean_what_they_say()
    {
        List<BacktestCase> cases = [];
        for (ulong seed = 1; seed <= 4; seed++)
        {
            cases.AddRange(Cases(new SimulatedSales(seed, new SimulatedSales.Settings()).Facts));
        }

        BacktestSummary summary = BacktestSummary.Of(cases, Rules);
        foreach (BacktestSide side in (BacktestSide[])[summary.Lowest, summary.Highest])
        {
            output.WriteLine(string.Join("; ", side.Methods) + $" expected {side.Expected:F3}");
            side.Calibration.ToList().ForEach(bin => output.WriteLine(bin.ToString()));
            Assert.True(side.Methods[0].Precision > side.Methods[2].Precision + 0.05);
            Assert.True(side.Methods[0].Precision > side.Methods[3].Precision + 0.05);
            Assert.InRange(side.Methods[0].Precision!.Value, side.Expected!.Value - 0.1, side.Expected.Value + 0.1);
            Assert.All(side.Calibration.Where(bin => bin.Cases >= 60), bin => Assert.InRange(bin.Realised, bin.Expected - 0.1, bin.Expected + 0.1));
        }

        Assert.True(summary.EstimateCorrelation > summary.RawCorrelation);
    }

    [Fact]
    public void Where_all_are_equal_nothing_foretells_anything()
    {
        BacktestSummary summary = BacktestSummary.Of(Cases(new SimulatedSales(5, new SimulatedSales.Settings(Equal: true)).Facts), Rules);
        Assert.Equal(0, summary.Lowest.Methods[0].Named);
        Assert.Null(summary.Lowest.Methods[0].Precision);
        Assert.InRange(summary.Lowest.Methods[2].Precision!.Value, 0.08, 0.34);
        Assert.InRange(summary.RawCorrelation!.Value, -0.25, 0.25);
    }

    private static IReadOnlyList<BacktestCase> Cases(SalesFacts facts) => Backtester.At(facts, On, new ScoringRules(), new FlagRules(), Rules);

    private static object Judgement(BacktestCase one) =>
        (one.Rep, one.PeerGroup, one.Flag, one.PLowest, one.PHighest, one.ExpectedLowest, one.Estimate, one.Raw, one.RawPlace, one.RawToMean);

    private static Deal Deal(DateOnly closed) => new("", new UserId("005000000000001AAA"), true, true, 1, closed.AddDays(-10), closed);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
