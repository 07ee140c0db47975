using System.Globalization;

namespace CrmMentorSync.Worker.Tests.ScorePerformance;

public sealed class Scores_stand_while_nothing_changes
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public async Task And_are_made_anew_whenever_anything_they_rest_on_does()
    {
        using ScoringState state = await WithTwelveRepsAsync();
        StepResult first = await state.ScoreAsync(AsOf);
        IReadOnlyList<string> rows = await RowsAsync(state);
        StepResult second = await state.ScoreAsync(AsOf);
        Assert.True(first.Written > 12, first.ToString());
        Assert.Equal(new StepResult(first.Read, 0, first.Written, 0), second);
        Assert.Equal(rows, await RowsAsync(state));

        foreach (string change in (string[])
        [
            "UPDATE deals SET amount = amount + 1 WHERE id = 'd1'",
            "UPDATE deals SET is_deleted = 1 WHERE id = 'd2'",
            "UPDATE people SET leave_from = '2026-02-01', leave_to = '2026-02-20' WHERE id = '005000000000001AAA'",
            "UPDATE people SET last_login_at = 638000000000000000 WHERE id = '005000000000002AAA'",
            "INSERT INTO quotas (id, owner_id, start_date, amount) VALUES ('q', '005000000000003AAA', '2026-01-01', 5000)",
            "INSERT INTO periods (id, start_date, end_date) VALUES ('p', '2026-01-01', '2026-03-31')",
            "INSERT INTO events (id, owner_id, starts_at) VALUES ('e', '005000000000003AAA', 639100000000000000)",
            "INSERT INTO jobs (person_id, seen_on, title) VALUES ('005000000000003AAA', '2025-01-01', 'A'), ('005000000000003AAA', '2025-06-01', 'B')",
            "INSERT INTO deal_credits (deal_id, person_id, share) SELECT id, '005000000000004AAA', 1 FROM deals WHERE is_closed = 1 LIMIT 1",
            "DELETE FROM scores WHERE rep_id = '005000000000005AAA'",
            "DELETE FROM standings WHERE rep_id = '005000000000005AAA'",
        ])
        {
            await state.ExecuteAsync(change);
            Assert.True((await state.ScoreAsync(AsOf)).Written > 0, change);
            Assert.Equal(0, (await state.ScoreAsync(AsOf)).Written);
        }

        state.Scoring.RampDays = 90;
        Assert.True((await state.ScoreAsync(AsOf)).Written > 0);
        state.Population.Exclude = ["005000000000006AAA"];
        Assert.True((await state.ScoreAsync(AsOf)).Written > 0);
        Assert.True((await state.ScoreAsync(AsOf.AddDays(1))).Written > 0);
        Assert.True((await state.ScoreAsync(AsOf)).Written > 0);
        state.Filter.Types = ["Renewal"];
        await state.ScoreAsync(AsOf);
        Assert.Empty(await state.RowsAsync("SELECT * FROM scores WHERE as_of = '2026-03-31'"));
    }

    [Fact]
    public async Task What_says_nothing_of_performance_changes_none()
    {
        using ScoringState state = await WithTwelveRepsAsync();
        await state.ScoreAsync(AsOf);
        await state.ExecuteAsync("UPDATE deals SET name = 'Another name', system_modstamp = 1");
        Assert.Equal(0, (await state.ScoreAsync(AsOf)).Written);
    }

    private static Task<IReadOnlyList<string>> RowsAsync(ScoringState state) => state.RowsAsync("SELECT * FROM scores ORDER BY 1, 2, 3");

    private static async Task<ScoringState> WithTwelveRepsAsync()
    {
        var state = new ScoringState();
        await state.ExecuteAsync(
            """
            INSERT INTO people (id, username, name, first_name, is_active, user_type, title, time_zone, locale, language, created_at, system_modstamp)
            VALUES (@Id, @Id, @Id, '', 1, 'Standard', 'Rep', 'UTC', 'en_US', 'en_US', 0, 0)
            """,
            Enumerable.Range(1, 12).Select(n => new { Id = Rep(n) }));
        await state.ExecuteAsync(
            """
            INSERT INTO deals (id, name, owner_id, stage, is_closed, is_won, amount, close_date, type, created_at, system_modstamp, credited_owner_id)
            VALUES (@Id, '', @Owner, '', 1, @Won, @Amount, @Closed, 'New Business', @Created, 0, @Owner)
            """,
            Enumerable.Range(1, 120).Select(n => new
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"d{n}"),
                Owner = Rep(1 + (n % 12)),
                Won = n % 5 < 3 ? 1 : 0,
                Amount = 1000.0 + (n * 37 % 400),
                Closed = AsOf.AddDays(-(n * 3 % 300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Created = AsOf.AddDays(-(n * 3 % 300) - 30).ToDateTime(TimeOnly.MinValue).Ticks,
            }));
        return state;
    }

    private static string Rep(int number) => string.Create(CultureInfo.InvariantCulture, $"005{number:000000000000}AAA");
}
