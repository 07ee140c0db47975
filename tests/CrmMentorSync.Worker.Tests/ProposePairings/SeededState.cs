using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.ProposePairings;

/// <summary>A state of its own in a temporary file, filled sentence by sentence, and the step on top of it.</summary>
internal sealed class SeededState : IDisposable
{
    public static readonly DateOnly AsOf = new(2026, 3, 4);

    private readonly string _folder = Directory.CreateTempSubdirectory("pairings").FullName;
    private readonly StateDatabase _state;

    public SeededState() => _state = new StateDatabase(Options.Create(new StateOptions { Connection = Path.Combine(_folder, "state.db") }));

    public ProposePairingsOptions Settings { get; } = new();

    public static string Id(int number) => "005" + number.ToString("000000000000000", CultureInfo.InvariantCulture);

    public async Task GivenPersonAsync(int id, int? manager = null, bool isActive = true, int? maxMentees = null) =>
        await ExecuteAsync(
            """
            INSERT OR REPLACE INTO people (id, username, name, first_name, email, is_active, user_type, manager_id, time_zone, locale, language,
              created_at, hire_date, max_mentees, system_modstamp)
            VALUES (@id, 'rep' || @number || '@acme.example', 'Rep ' || @number, 'Rep', NULL, @isActive, 'Standard', @manager, 'Europe/Berlin', 'de_DE',
              'de', 0, '2020-01-01', @maxMentees, 0)
            """,
            new { id = Id(id), number = id, isActive, manager = manager is { } boss ? Id(boss) : null, maxMentees });

    public async Task GivenRepAsync(
        int id, string flag = "steady", (string Skill, double Lowest, double Highest)[]? scores = null, int? manager = null, int? maxMentees = null,
        DateOnly? asOf = null)
    {
        await GivenPersonAsync(id, manager, maxMentees: maxMentees);
        string day = Sql.Day(asOf ?? AsOf);
        await ExecuteAsync(
            "INSERT OR REPLACE INTO flags (as_of, rep_id, flag, also, reason, manager_id) VALUES (@day, @id, @flag, '', 'seeded', @manager)",
            new { day, id = Id(id), flag, manager = manager is { } boss ? Id(boss) : null });
        foreach ((string skill, double lowest, double highest) in scores ?? [])
        {
            await ExecuteAsync(
                """
                INSERT OR REPLACE INTO scores (as_of, rep_id, skill, peer_group, n, observed, estimate, low, high, p_lowest_fifth, p_highest_fifth, peer_median)
                VALUES (@day, @id, @skill, 'everyone', 20, NULL, @estimate, 0.1, 0.9, @lowest, @highest, 0.3)
                """,
                new { day, id = Id(id), skill, estimate = lowest >= 0.5 ? 0.2 : 0.4, lowest, highest });
        }
    }

    /// <summary>Copies the judgement of the first day to another one.</summary>
    public async Task GivenSameJudgementOnAsync(DateOnly day)
    {
        await ExecuteAsync("INSERT INTO flags SELECT @to, rep_id, flag, also, probability, strength, gap, reason, question, manager_id FROM flags WHERE as_of = @from", Days());
        await ExecuteAsync(
            """
            INSERT INTO scores SELECT @to, rep_id, skill, peer_group, n, observed, estimate, low, high, p_lowest_fifth, p_highest_fifth, peer_median
            FROM scores WHERE as_of = @from
            """,
            Days());

        object Days() => new { from = Sql.Day(AsOf), to = Sql.Day(day) };
    }

    public async Task<StepResult> RunAsync(DateOnly? asOf = null)
    {
        DateOnly day = asOf ?? AsOf;
        var step = new ProposePairingsStep(_state, Options.Create(Settings), NullLogger<ProposePairingsStep>.Instance);
        return await step.RunAsync(
            new RunContext
            {
                RunId = "run-" + Sql.Day(day),
                AsOf = day,
                Now = new DateTimeOffset(day, new TimeOnly(23, 59), TimeSpan.Zero),
                InstanceUrl = new Uri("https://acme.example"),
            },
            TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<Pairing>> PairingsAsync()
    {
        await using DbConnection connection = await _state.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ReadPairingsAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string[]> LinesAsync(string sql)
    {
        await using DbConnection connection = await _state.OpenAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<string>(sql)];
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using DbConnection connection = await _state.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, values);
    }

    public void Dispose()
    {
        _state.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
