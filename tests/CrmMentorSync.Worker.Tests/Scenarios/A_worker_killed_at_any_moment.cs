using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Worker.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>
/// The worker is killed, without warning, while the org drops answers after it has committed, keeps rows locked and ends sessions.
/// What people find in the end is what they would have found without all that. The suite kills a few times; the variable
/// <c>MENTORSYNC_CRASH_KILLS</c> says how many times instead, <c>MENTORSYNC_CRASH_SEED</c> another seed.
/// </summary>
public sealed class A_worker_killed_at_any_moment(ITestOutputHelper output)
{
    /// <summary>Steps of a cycle in which it dies; those that write are struck more often.</summary>
    private static readonly string[] Steps =
        ["connect", "pull", "readback", "readback", "score", "flag", "propose", "plan", "plan", "writeback", "writeback", "writeback", "writeback", "digest"];

    /// <summary>The days of the story, a Thursday first: proposals, answers, first sessions, and a second round of pairings.</summary>
    private static readonly DateOnly[] Days =
        [new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 5), new(2026, 10, 6), new(2026, 10, 8), new(2026, 10, 12)];

    [Fact]
    public async Task Leaves_the_tasks_of_an_undisturbed_run()
    {
        int kills = Number("MENTORSYNC_CRASH_KILLS", 24);
        int seed = Number("MENTORSYNC_CRASH_SEED", 1);
        IReadOnlyList<string[]> undisturbed = await LiveAsync(0, seed);
        IReadOnlyList<string[]> disturbed = await LiveAsync(kills, seed);

        for (int day = 0; day < Days.Length; day++)
        {
            string[] lost = [.. undisturbed[day].Except(disturbed[day])];
            string[] added = [.. disturbed[day].Except(undisturbed[day])];
            Assert.True(lost.Length == 0 && added.Length == 0 && undisturbed[day].Length == disturbed[day].Length, string.Join(
                '\n',
                [$"{Days[day]:yyyy-MM-dd}: {undisturbed[day].Length} lines undisturbed, {disturbed[day].Length} disturbed", .. lost.Select(line => $"- {line}"), .. added.Select(line => $"+ {line}")]));
        }
    }

    /// <summary>The whole story once; the lines of all Tasks at the end of each day's work.</summary>
    private async Task<IReadOnlyList<string[]>> LiveAsync(int kills, int seed)
    {
        using var folder = new TemporaryFolder();
        await using OrgProcess org = await OrgProcess.StartAsync(folder.Path, "--sample", "--latency", kills > 0 ? "10" : "0");
        var people = new SeededPeople(org.Client, seed);
        var random = new Random(seed);
        var crash = new CrashCount();
        List<string[]> days = [];
        foreach ((DateOnly day, int at) in Days.Select((day, at) => (day, at)))
        {
            await org.Client.AdvanceToAsync(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero));
            for (int due = kills * (at + 1) / Days.Length; crash.Kills < due;)
            {
                await ArmAsync(org.Client, random, crash);
                await RunAndKillAsync(folder, org.Settings, Steps[random.Next(Steps.Length)], random, crash);
            }

            await org.Client.ArmAsync(new { lockRows = 0, dropAfterCommit = 0, expireTokens = 0, failNext = 0 });
            CliResult last = await Cli.RunAsync(folder.Path, Environment(folder, org.Settings), "cycle", "--out", folder.File("out"));
            Assert.True(last.ExitCode == 0, last.ToString());
            await org.Client.SignInAsync();
            days.Add([.. (await org.Client.TasksAsync()).Select(task => task.Line)]);
            await people.LiveAsync(day);
        }

        if (kills > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days[^1].Length} Tasks at the end; {crash}"));
        }

        return days;
    }

    private static async Task ArmAsync(OrgClient org, Random random, CrashCount crash)
    {
        int locks = random.Next(3) == 0 ? random.Next(1, 40) : 0;
        int drops = random.Next(3) == 0 ? random.Next(1, 3) : 0;
        int expired = random.Next(3) == 0 ? 1 : 0;
        int busy = random.Next(4) == 0 ? 1 : 0;
        crash.Armed += locks + drops + expired + busy;
        await org.ArmAsync(new { lockRows = locks, dropAfterCommit = drops, expireTokens = expired, failNext = busy });
    }

    /// <summary>Starts a cycle and kills it some milliseconds after a step has begun, unless it is done before.</summary>
    private static async Task RunAndKillAsync(
        TemporaryFolder folder, IReadOnlyDictionary<string, string> settings, string step, Random random, CrashCount crash)
    {
        int delay = step switch
        {
            "connect" => random.Next(0, 900),
            "writeback" => random.Next(0, 400),
            "pull" or "score" => random.Next(0, 800),
            _ => random.Next(0, 80),
        };
        using Process worker = Cli.Start(folder.Path, Environment(folder, settings), "cycle", "--verbose", "--out", folder.File("out"));
        Task<string> said = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        bool isStruck = step == "connect";
        while (!isStruck && await worker.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            isStruck = line.EndsWith($"step {step} started", StringComparison.Ordinal);
        }

        Task<string> complained = worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (isStruck)
        {
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            worker.Kill();
        }

        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(said, complained);
        crash.Note(step, worker.ExitCode, worker.ExitCode == CrashCount.KilledBySignal ? await InFlightAsync(folder) : 0);
    }

    private static async Task<long> InFlightAsync(TemporaryFolder folder)
    {
        if (!File.Exists(folder.File("state.db")))
        {
            return 0;
        }

        await using var connection = new SqliteConnection($"Data Source={folder.File("state.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'tasks'";
        if ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0)
        {
            return 0;
        }

        command.CommandText = "SELECT count(*) FROM tasks WHERE outbox = 'in_flight'";
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static Dictionary<string, string> Environment(TemporaryFolder folder, IReadOnlyDictionary<string, string> settings) => new(settings)
    {
        ["State__Connection"] = folder.File("state.db"),
        ["Mail__PickupFolder"] = folder.File("mail"),
        ["WriteBack__ChunkSize"] = "3",
        ["Salesforce__RetryDelayMilliseconds"] = "20",
    };

    private static int Number(string variable, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    /// <summary>What was done to the worker.</summary>
    private sealed class CrashCount
    {
        public const int KilledBySignal = 137;
        private readonly SortedDictionary<string, int> _byStep = new(StringComparer.Ordinal);
        private int _finished;
        private int _inFlight;

        public int Kills { get; private set; }
        public int Armed { get; set; }

        public void Note(string step, int exitCode, long inFlight)
        {
            if (exitCode != KilledBySignal)
            {
                _finished++;
                return;
            }

            Kills++;
            _inFlight += inFlight > 0 ? 1 : 0;
            _byStep[step] = _byStep.GetValueOrDefault(step) + 1;
        }

        public override string ToString() =>
            $"{Kills} kills ({string.Join(", ", _byStep.Select(step => $"{step.Value} in {step.Key}"))}), {_inFlight} of them with Tasks in flight, "
            + $"{_finished} runs ended before they were struck, {Armed} faults armed";
    }
}
