using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>
/// The two steps as the worker runs them, from rows to rows. Rows are made in another process, so that the peak memory is the
/// steps' own.
/// </summary>
internal static class ScoringRun
{
    private const int Reps = 10_000;
    private static readonly DateOnly AsOf = new(2026, 9, 30);

    public static async Task RunAsync(string[] args)
    {
        if (args is ["fill", var file, var count])
        {
            await FillAsync(file, int.Parse(count, CultureInfo.InvariantCulture));
        }
        else if (args is ["judge", var state])
        {
            Console.WriteLine((await JudgeAsync(state)).ToString("0.00", CultureInfo.InvariantCulture));
        }
        else if (args is ["parts", var rows])
        {
            await ScoringParts.PrintAsync(Open(rows), AsOf);
        }
        else
        {
            Compare(args.Length > 0 ? [int.Parse(args[0], CultureInfo.InvariantCulture)] : [250_000, 500_000, 1_000_000]);
        }
    }

    private static void Compare(int[] sizes)
    {
        List<double> seconds = [];
        foreach (int deals in sizes)
        {
            string folder = Directory.CreateTempSubdirectory("crm-mentor-sync-bench-").FullName;
            string path = Path.Combine(folder, "state.db");
            Start("scoring", "fill", path, deals.ToString(CultureInfo.InvariantCulture));
            seconds.Add(double.Parse(Start("scoring", "judge", path), CultureInfo.InvariantCulture));
            Start("scoring", "parts", path);
            Directory.Delete(folder, recursive: true);
        }

        if (seconds.Count > 1)
        {
            IEnumerable<string> times = seconds.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one / seconds[0]:0.00}"));
            Console.WriteLine($"time as a multiple of the first, deals {string.Join(" : ", sizes.Select(size => size / sizes[0]))}: {string.Join(" : ", times)}");
        }
    }

    // The last line that the other process prints is its result, the others are for the reader.
    private static string Start(params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ScoringRun).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("the program did not start again");
        string last = "";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (last.Length > 0)
            {
                Console.WriteLine(last);
            }

            last = line;
        }

        process.WaitForExit();
        return last;
    }

    private static StateDatabase Open(string path) => new(Options.Create(new StateOptions { Connection = path }));

    private static async Task FillAsync(string path, int count)
    {
        GeneratedOrg org = OrgGenerator.Generate(new GeneratorOptions { Reps = Reps, DealsPerRepYear = count / 2.0 / Reps * 1.02, AsOf = AsOf, Segments = 4 });
        using StateDatabase state = Open(path);
        await using DbConnection connection = await state.OpenAsync(CancellationToken.None);
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO people (id, username, name, first_name, is_active, user_type, manager_id, role_id, title, department, time_zone, locale, language,
              created_at, last_login_at, hire_date, leave_from, leave_to, system_modstamp)
            VALUES (@id, @username, @name, '', 1, 'Standard', @manager, @role, @title, 'Sales', 'UTC', 'en_US', 'en_US', @created, @login, @hired, @from, @to, 0)
            """,
            GeneratedFacts.People(org).Select(person => new
            {
                id = person.Id.Value, username = person.Username, name = person.Name, manager = person.ManagerId?.Value, role = person.RoleId,
                title = person.Title, created = person.CreatedAt.UtcTicks, login = person.LastLoginAt?.UtcTicks, hired = Day(person.HireDate),
                from = Day(person.LeaveFrom), to = Day(person.LeaveTo),
            }),
            transaction);
        await using var insert = new BulkInsert(connection, transaction, "deals",
            "id", "name", "owner_id", "stage", "is_closed", "is_won", "amount", "close_date", "created_at", "system_modstamp", "credited_owner_id");
        foreach (Domain.Deals.Deal deal in GeneratedFacts.Deals(org))
        {
            await insert.AddAsync(
                [
                    deal.Id, "deal", deal.Owner.Value, "stage", deal.IsClosed ? 1 : 0, deal.IsWon ? 1 : 0, deal.Amount, Day(deal.CloseDate),
                    deal.CreatedOn.ToDateTime(TimeOnly.MinValue).Ticks, 0, deal.IsClosed ? deal.Owner.Value : null,
                ],
                CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    private static async Task<double> JudgeAsync(string path)
    {
        using StateDatabase state = Open(path);
        var run = new RunContext
        {
            RunId = "benchmark",
            AsOf = AsOf,
            Now = new DateTimeOffset(AsOf, new TimeOnly(23, 59), TimeSpan.Zero),
            InstanceUrl = new Uri("http://localhost/"),
        };
        long began = Stopwatch.GetTimestamp();
        StepResult score = await new ScorePerformanceStep(
            state, Options.Create(new ScorePerformanceOptions()), Options.Create(new PopulationOptions()), NullLogger<ScorePerformanceStep>.Instance)
            .RunAsync(run, CancellationToken.None);
        double scored = Stopwatch.GetElapsedTime(began).TotalSeconds;
        StepResult flag = await new RaiseFlagsStep(state, Options.Create(new RaiseFlagsOptions()), NullLogger<RaiseFlagsStep>.Instance)
            .RunAsync(run, CancellationToken.None);
        double all = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{score.Read,9} rows read, {score.Written + flag.Written,6} written: score {scored:0.0} s, flag {all - scored:0.0} s, processor {self.TotalProcessorTime.TotalSeconds:0.0} s, peak {self.PeakWorkingSet64 / 1048576} MB"));
        return all;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
