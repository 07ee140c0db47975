using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.Tests.ScorePerformance;

namespace CrmMentorSync.Worker.Tests.RaiseFlags;

public sealed class A_rep_can_be_explained(ITestOutputHelper output)
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public async Task By_name_or_username_with_figures_bars_and_conditions()
    {
        using ScoringState state = await SmallOrgAsync();
        IReadOnlyList<string> lines = Assert.IsType<Explained.Page>(await ExplainAsync(state, "Rep 3")).Lines;
        output.WriteLine(string.Join('\n', lines));
        Assert.Contains(lines, line => line.StartsWith("Flag: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("win rate", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains('o') && line.TrimStart().StartsWith('['));
        Assert.True(lines.Count <= 45, "fits a terminal page");
        Assert.Equal(lines, Assert.IsType<Explained.Page>(await ExplainAsync(state, "REP3@x.example")).Lines);
    }

    [Fact]
    public async Task An_unknown_or_ambiguous_name_says_what_to_do()
    {
        using ScoringState state = await SmallOrgAsync();
        Assert.Contains("nobody", Assert.IsType<Explained.Failed>(await ExplainAsync(state, "Zoe")).Message, StringComparison.Ordinal);
        string ambiguous = Assert.IsType<Explained.Failed>(await ExplainAsync(state, "Rep 1")).Message;
        Assert.Contains("rep1@x.example", ambiguous, StringComparison.Ordinal);
        Assert.Contains("rep12@x.example", ambiguous, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_no_rep_and_the_answer_says_why()
    {
        using ScoringState state = await SmallOrgAsync();
        Assert.Contains("People:Include", Assert.IsType<Explained.Failed>(await ExplainAsync(state, "Boss")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_any_flag_was_raised_it_says_so()
    {
        using var state = new ScoringState();
        Assert.Contains("cycle", Assert.IsType<Explained.Failed>(await ExplainAsync(state, "Rep 3")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_org_without_people_gives_no_rows_and_no_error()
    {
        using var state = new ScoringState();
        await state.ScoreAsync(AsOf);
        StepResult result = await state.FlagAsync(AsOf);
        Assert.Equal(0, result.Written);
    }

    [Fact]
    public async Task An_org_with_one_rep_judges_nobody()
    {
        using var state = new ScoringState();
        await AddPersonAsync(state, "u1", "Only One", null);
        await AddDealsAsync(state, "u1", 20);
        await state.ScoreAsync(AsOf);
        await state.FlagAsync(AsOf);
        Assert.Equal(["insufficient_data"], await state.RowsAsync("SELECT flag FROM flags"));
        Assert.Contains("compared", (await state.RowsAsync("SELECT reason FROM flags"))[0], StringComparison.Ordinal);
    }

    private static Task<Explained> ExplainAsync(ScoringState state, string rep) =>
        new ExplainQuery(state.Database).ExplainAsync(rep, TestContext.Current.CancellationToken);

    // Twelve reps, the third with a quarter of the others' deals; two share the name "Rep 1".
    private static async Task<ScoringState> SmallOrgAsync()
    {
        var state = new ScoringState();
        await AddPersonAsync(state, "boss", "Boss", null);
        for (int i = 1; i <= 12; i++)
        {
            await AddPersonAsync(state, "rep" + i, i == 12 ? "Rep 1" : "Rep " + i, "boss");
            await AddDealsAsync(state, "rep" + i, i == 3 ? 10 : 36 + i);
        }

        await state.ScoreAsync(AsOf);
        await state.FlagAsync(AsOf);
        return state;
    }

    private static Task AddPersonAsync(ScoringState state, string id, string name, string? manager) => state.ExecuteAsync(
        """
        INSERT INTO people (id, username, name, first_name, is_active, user_type, manager_id, title, time_zone, locale, language, created_at, system_modstamp)
        VALUES (@id, @id || '@x.example', @name, @name, 1, 'Standard', @manager, CASE WHEN @manager IS NULL AND @id = 'boss' THEN 'Manager' ELSE 'Seller' END,
          'UTC', 'en_US', 'en_US', @created, 0)
        """,
        new { id, name, manager, created = new DateTime(2020, 1, 1).Ticks });

    private static Task AddDealsAsync(ScoringState state, string owner, int count) => state.ExecuteAsync(
        """
        INSERT INTO deals (id, name, owner_id, stage, is_closed, is_won, amount, close_date, created_at, system_modstamp)
        VALUES (@id, 'deal', @owner, 'Closed', 1, @won, @amount, @close, @created, 0)
        """,
        Enumerable.Range(0, count).Select(n => new
        {
            id = owner + "d" + n,
            owner,
            won = n % 3 == 0 ? 1 : 0,
            amount = 1000.0 + (100 * (n % 7)),
            close = AsOf.AddDays(-(n * 350 / count)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            created = AsOf.AddDays(-(n * 350 / count) - 30).ToDateTime(TimeOnly.MinValue).Ticks,
        }));
}
