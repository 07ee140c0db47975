using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

public sealed class Days_can_be_scored_at_once
{
    [Fact]
    public void Every_bit_is_as_when_they_are_scored_in_turn()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 5).Select(back => SimulatedSales.AsOf.AddDays(-7 * back))];
        var rules = new ScoringRules();
        var settings = new SimulatedSales.Settings(Reps: 60);
        SalesFacts facts = new SimulatedSales(3, settings).Facts;
        PerformanceReport[] inTurn = [.. days.Select(day => PerformanceScorer.Score(facts, day, rules))];

        // Deals that nobody has asked for yet: whoever comes first sorts them.
        facts = new SimulatedSales(3, settings).Facts;
        var atOnce = new PerformanceReport[days.Length];
        Parallel.For(0, days.Length, i => atOnce[i] = PerformanceScorer.Score(facts, days[i], rules));
        for (int i = 0; i < days.Length; i++)
        {
            Assert.NotEmpty(inTurn[i].Scores);
            Assert.Equal(inTurn[i].Scores, atOnce[i].Scores);
            Assert.Equal(inTurn[i].Standings, atOnce[i].Standings);
        }
    }
}
