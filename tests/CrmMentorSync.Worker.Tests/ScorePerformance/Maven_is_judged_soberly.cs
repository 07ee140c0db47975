using System.Globalization;

namespace CrmMentorSync.Worker.Tests.ScorePerformance;

public sealed class Maven_is_judged_soberly(ITestOutputHelper output)
{
    private static readonly DateOnly AsOf = new(2017, 12, 31);

    [Fact]
    public async Task All_35_agents_have_a_flag_and_the_five_without_deals_are_not_judged()
    {
        using ScoringState state = await JudgedAsync();
        Assert.Equal("35", (await state.RowsAsync("SELECT COUNT(*) FROM flags"))[0]);
        IReadOnlyList<string> unjudged = await state.RowsAsync(
            "SELECT name FROM flags JOIN people ON people.id = rep_id WHERE flag = 'insufficient_data' ORDER BY name");
        Assert.Equal(["Carl Lin", "Carol Thompson", "Elizabeth Anderson", "Mei-Mei Johns", "Natalya Ivanova"], unjudged);
        Assert.Equal("0", (await state.RowsAsync(
            "SELECT COUNT(*) FROM scores JOIN flags ON flags.rep_id = scores.rep_id WHERE flag = 'insufficient_data'"))[0]);
        foreach (string line in await state.RowsAsync("SELECT name, flag, also, probability, strength, gap, reason FROM flags JOIN people ON people.id = rep_id ORDER BY flag, name"))
        {
            output.WriteLine(line);
        }
    }

    [Fact]
    public async Task Win_rates_lie_in_a_narrow_band_and_nobody_stands_out_by_them()
    {
        using ScoringState state = await JudgedAsync();
        IReadOnlyList<string> rows = await state.RowsAsync(
            "SELECT estimate FROM scores WHERE skill = 'win_rate' ORDER BY rep_id");
        Assert.Equal(30, rows.Count);
        double[] estimates = [.. rows.Select(row => double.Parse(row, CultureInfo.InvariantCulture))];
        Assert.InRange(estimates.Max() - estimates.Min(), 0, 0.10);
        Assert.Equal("0", (await state.RowsAsync(
            "SELECT COUNT(*) FROM scores WHERE skill = 'win_rate' AND (p_lowest_fifth >= 0.8 OR p_highest_fifth >= 0.8)"))[0]);
        Assert.Equal("0", (await state.RowsAsync("SELECT COUNT(*) FROM flags WHERE reason LIKE '%driven by win rate%'"))[0]);
    }

    [Fact]
    public async Task Judging_twice_gives_the_same_rows()
    {
        using ScoringState state = await JudgedAsync();
        IReadOnlyList<string> first = await AllAsync(state);
        await state.ScoreAsync(AsOf);
        await state.FlagAsync(AsOf);
        Assert.Equal(first, await AllAsync(state));
    }

    [Fact]
    public async Task Moving_closed_deals_to_other_owners_and_editing_the_future_change_nothing()
    {
        using ScoringState state = await JudgedAsync();
        DateOnly asOf = new(2017, 10, 31);
        await state.ScoreAsync(asOf);
        await state.FlagAsync(asOf);
        IReadOnlyList<string> first = await AllAsync(state);
        await state.ExecuteAsync(
            "UPDATE deals SET owner_id = (SELECT MIN(owner_id) FROM deals) WHERE id IN (SELECT id FROM deals WHERE is_closed = 1 ORDER BY id LIMIT 200)");
        await state.ExecuteAsync("UPDATE deals SET is_won = 1 - is_won, amount = amount * 7 WHERE is_closed = 1 AND close_date > '2017-10-31'");
        await state.ExecuteAsync("DELETE FROM scores; DELETE FROM flags WHERE as_of = '2017-10-31'");
        await state.ScoreAsync(asOf);
        await state.FlagAsync(asOf);
        Assert.Equal(first.Where(row => row.StartsWith("2017-10-31", StringComparison.Ordinal)),
            (await AllAsync(state)).Where(row => row.StartsWith("2017-10-31", StringComparison.Ordinal)));
    }

    private static async Task<ScoringState> JudgedAsync()
    {
        if (ScoringState.Maven is not { } folder)
        {
            Assert.Skip("../shared/data/maven-crm is not here");
            throw new InvalidOperationException();
        }

        var state = new ScoringState();
        await state.LoadAsync(folder);
        await state.ScoreAsync(AsOf);
        await state.FlagAsync(AsOf);
        return state;
    }

    private static async Task<IReadOnlyList<string>> AllAsync(ScoringState state) =>
        [.. await state.RowsAsync("SELECT * FROM scores ORDER BY 1, 2, 3"), .. await state.RowsAsync("SELECT * FROM flags ORDER BY 1, 2"),
            .. await state.RowsAsync("SELECT * FROM standings ORDER BY 1, 2, 3")];
}
