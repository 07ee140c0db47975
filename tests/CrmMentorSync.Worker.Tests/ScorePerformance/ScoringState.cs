using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.ScorePerformance;

/// <summary>A state file of its own with facts in it, and the two steps that judge them.</summary>
internal sealed class ScoringState : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-score-").FullName;

    public ScoringState()
    {
        Database = new StateDatabase(Options.Create(new StateOptions { Connection = Path.Combine(_folder, "state.db") }));
    }

    public StateDatabase Database { get; }
    public ScorePerformanceOptions Scoring { get; } = new();
    public PopulationOptions Population { get; } = new();
    public DealFilterOptions Filter { get; } = new();
    public RaiseFlagsOptions Flags { get; } = new();

    public static string? Maven
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmMentorSync.sln")))
            {
                folder = folder.Parent;
            }

            string? data = folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "data", "maven-crm");
            return Directory.Exists(data) ? data : null;
        }
    }

    public async Task<StepResult> ScoreAsync(DateOnly asOf) =>
        await new ScorePerformanceStep(Database, Options.Create(Scoring), Options.Create(Population), Options.Create(Filter), NullLogger<ScorePerformanceStep>.Instance)
            .RunAsync(Run(asOf), TestContext.Current.CancellationToken);

    public async Task<StepResult> FlagAsync(DateOnly asOf) =>
        await new RaiseFlagsStep(Database, Options.Create(Flags), NullLogger<RaiseFlagsStep>.Instance)
            .RunAsync(Run(asOf), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using DbConnection connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        return [.. (await connection.QueryAsync(sql)).Select(row => string.Join("|", ((IDictionary<string, object?>)row).Values
            .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))];
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using DbConnection connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, values);
    }

    /// <summary>Puts an export's users and opportunities into the state, as the pull would.</summary>
    public async Task LoadAsync(string folder)
    {
        await using DbConnection connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO people (id, username, name, first_name, email, is_active, user_type, manager_id, role_id, title, department, time_zone, locale,
              language, created_at, system_modstamp)
            VALUES (@Id, @Username, @Name, @FirstName, @Email, 1, 'Standard', NULLIF(@ManagerId, ''), @UserRoleId, @Title, @Department,
              @TimeZoneSidKey, @LocaleSidKey, @LanguageLocaleKey, @Created, 0)
            """,
            Read(Path.Combine(folder, "User.csv")), transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO deals (id, name, account_id, owner_id, stage, is_closed, is_won, amount, close_date, type, created_at, system_modstamp,
              is_deleted, credited_owner_id)
            VALUES (@Id, @Name, NULLIF(@AccountId, ''), @OwnerId, @StageName, @IsClosed = 'true', @IsWon = 'true', NULLIF(@Amount, ''), @CloseDate,
              @Type, @Created, 0, 0, CASE WHEN @IsClosed = 'true' THEN @OwnerId END)
            """,
            Read(Path.Combine(folder, "Opportunity.csv")), transaction);
        await transaction.CommitAsync();
    }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static RunContext Run(DateOnly asOf) => new()
    {
        RunId = "test",
        AsOf = asOf,
        Now = new DateTimeOffset(asOf, new TimeOnly(23, 59), TimeSpan.Zero),
        InstanceUrl = new Uri("http://localhost/"),
    };

    // Every value of the export is quoted, and none holds a line break.
    private static List<DynamicParameters> Read(string file)
    {
        string[][] lines = [.. File.ReadLines(file).Select(line => line[1..^1].Split("\",\""))];
        List<DynamicParameters> rows = [];
        foreach (string[] line in lines.Skip(1))
        {
            var values = new DynamicParameters();
            for (int i = 0; i < line.Length; i++)
            {
                values.Add(lines[0][i], line[i].Replace("\"\"", "\"", StringComparison.Ordinal));
            }

            string created = line[Array.IndexOf(lines[0], "CreatedDate")];
            values.Add("Created", DateTimeOffset.Parse(created, CultureInfo.InvariantCulture).UtcTicks);
            rows.Add(values);
        }

        return rows;
    }
}
