using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.EmbeddedOrg.Sample;
using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>
/// The worker lives through days on which the org drops answers, keeps rows locked, ends sessions and is busy, while people work
/// with their Tasks and some of them leave. What must always hold is looked at every day. <c>MENTORSYNC_SOAK_DAYS</c> and
/// <c>MENTORSYNC_SOAK_SEED</c> choose another length and another month.
/// </summary>
public sealed class A_month_of_faults_and_people(ITestOutputHelper output)
{
    private static readonly DateOnly FirstDay = SampleOrg.AsOf.AddDays(1);

    private readonly Dictionary<string, int> _acts = [];
    private readonly TaskLedger _ledger = new();
    private int _failedRuns;
    private int _runs;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_day_people_win_and_nothing_is_lost_doubled_or_revived()
    {
        int days = Number("MENTORSYNC_SOAK_DAYS", 30);
        int seed = Number("MENTORSYNC_SOAK_SEED", 1);
        using var folder = new TemporaryFolder();
        await using OrgInABox box = await OrgInABox.ServeAsync(SampleOrg.Create(), SampleOrg.AsOf, folder.File("out"), null, null, Ct);
        using var org = new OrgClient(new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = box.Server.Url.ToString(),
            ["Salesforce__ClientId"] = box.Server.ClientId,
            ["Salesforce__ClientSecret"] = box.Server.ClientSecret,
        }, Ct);
        var people = new SeededPeople(org, seed);
        var random = new Random(seed);
        for (int n = 0; n < days; n++)
        {
            DateOnly day = FirstDay.AddDays(n);
            await LiveADayAsync(box, org, people, day, random);
            await LeaveAsync(org, n);
        }

        // A day without faults: whatever waited is written.
        DateOnly quiet = FirstDay.AddDays(days);
        await NextDayAsync(org, quiet);
        await RunAsync(box, PipelineStretch.Sync, mayFail: false);
        await LookAsync(box, org, quiet);
        Assert.Empty(await WaitingAsync(box));
        IReadOnlyList<OrgTask> tasks = await org.TasksAsync();
        string acts = string.Join(", ", _acts.OrderBy(act => act.Key, StringComparer.Ordinal).Select(act => $"{act.Value} {act.Key}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{days} days, {_runs} runs ({_failedRuns} failed by faults), {tasks.Count} Tasks; people: {acts}"));
    }

    /// <summary>Morning: faults, and the job of that weekday. Afternoon: people, then the Tasks' own job.</summary>
    private async Task LiveADayAsync(OrgInABox box, OrgClient org, SeededPeople people, DateOnly day, Random random)
    {
        await NextDayAsync(org, day);
        await ArmAsync(org, random);
        await RunAsync(
            box, day.DayOfWeek switch { DayOfWeek.Saturday => PipelineStretch.Propose, DayOfWeek.Monday => PipelineStretch.Whole, _ => PipelineStretch.Sync }, mayFail: true);
        await LookAsync(box, org, day);
        if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            IReadOnlyList<Act> acts = await people.LiveAsync(day);
            _ledger.Note(acts);
            foreach (IGrouping<ActKind, Act> kind in acts.GroupBy(act => act.Kind))
            {
                _acts[kind.Key.ToString()] = _acts.GetValueOrDefault(kind.Key.ToString()) + kind.Count();
            }
        }

        await ArmAsync(org, random);
        await RunAsync(box, PipelineStretch.Tasks, mayFail: true);
        await LookAsync(box, org, day);
    }

    /// <summary>Every sixth day someone who has open Tasks leaves the company.</summary>
    private async Task LeaveAsync(OrgClient org, int day)
    {
        if (day % 6 != 5)
        {
            return;
        }

        OrgTask[] open = [.. (await org.TasksAsync()).Where(task => task is { IsClosed: false, IsDeleted: false })];
        if (open.Length > 0)
        {
            string leaver = open[day % open.Length].OwnerId;
            await org.EditAsync("User", leaver, new { IsActive = false }, asUser: null);
            _ledger.Left(leaver);
            _acts["left the company"] = _acts.GetValueOrDefault("left the company") + 1;
        }
    }

    /// <summary>What must hold whenever the worker stands still.</summary>
    private async Task LookAsync(OrgInABox box, OrgClient org, DateOnly day)
    {
        await DisarmAsync(org);
        IReadOnlyList<OrgTask> tasks = await org.TasksAsync();
        string[] broken =
        [
            .. tasks.Where(task => !task.IsDeleted).GroupBy(task => task.Key, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands twice"),
            .. _ledger.Broken(tasks),
            .. tasks.SelectMany(task => LabelSafety.Find($"{task.Subject} {task.Description}").Select(word => $"{task.Key} holds the word '{word}'")),
            .. await TooMuchAsync(box, _ledger),
        ];
        Assert.True(broken.Length == 0, $"{day:yyyy-MM-dd}:\n{string.Join('\n', broken)}");
    }

    /// <summary>
    /// Who got more than a week's share of Tasks, as they were planned: what people moved or handed on is their own doing, and so is
    /// what they inherit from someone who left.
    /// </summary>
    private static async Task<IReadOnlyList<string>> TooMuchAsync(OrgInABox box, TaskLedger ledger)
    {
        using IHost host = WorkerHost.ForCheckedCommand(box.Settings, verbose: false);
        await using DbConnection connection = await host.Services.GetRequiredService<StateDatabase>().OpenAsync(Ct);
        Dictionary<string, ActivityRow> activities = (await connection.ReadActivitiesAsync(Ct)).ToDictionary(activity => activity.Key.ToString(), StringComparer.Ordinal);
        return
        [
            .. (await connection.ReadTasksAsync(Ct))
                .Where(row => row is { Written: not null, IsDeleted: false } && activities[row.Key].State != ActivityState.Cancelled)
                .Where(row => row.Remote is not { } remote || (remote.OwnerId == row.Wanted.OwnerId && remote.ActivityDate == row.Wanted.ActivityDate))
                .Where(row => ledger.IsFirstOwner(row.Key, row.Wanted.OwnerId.Value))
                .GroupBy(row => (row.Wanted.OwnerId, Week: IsoWeek.Of(row.Wanted.ActivityDate!.Value)))
                .Where(week => week.Count() > 3)
                .Select(week => $"{week.Key.OwnerId} has {week.Count()} Tasks in {week.Key.Week.Key}: {string.Join(", ", week.Select(row => row.Key[43..]))}"),
        ];
    }

    private static async Task<IReadOnlyList<TaskRow>> WaitingAsync(OrgInABox box)
    {
        using IHost host = WorkerHost.ForCheckedCommand(box.Settings, verbose: false);
        await using DbConnection connection = await host.Services.GetRequiredService<StateDatabase>().OpenAsync(Ct);
        return [.. (await connection.ReadTasksAsync(Ct)).Where(row => row.Outbox != OutboxStates.Clean)];
    }

    private async Task RunAsync(OrgInABox box, PipelineStretch stretch, bool mayFail)
    {
        Dictionary<string, string?> settings = new(box.Settings)
        {
            ["Salesforce:RetryDelayMilliseconds"] = "1",
            ["Salesforce:Retries"] = "2",
            ["WriteBack:ChunkSize"] = "7",
        };
        using IHost host = WorkerHost.ForCheckedCommand(settings, verbose: false);
        _runs++;
        try
        {
            await host.Services.GetRequiredService<PipelineRunner>().RunAsync(new PipelineRequest { Command = "soak", Stretch = stretch }, new SilentProgress(), Ct);
        }
        catch (SalesforceFailure) when (mayFail)
        {
            _failedRuns++;
        }
    }

    private static async Task NextDayAsync(OrgClient org, DateOnly day)
    {
        await org.SignInAsync();
        await org.AdvanceToAsync(new DateTimeOffset(day.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero));
    }

    private static Task ArmAsync(OrgClient org, Random random) => org.ArmAsync(new
    {
        lockRows = random.Next(3) == 0 ? random.Next(1, 60) : 0,
        dropAfterCommit = random.Next(3) == 0 ? 1 : 0,
        expireTokens = random.Next(3) == 0 ? 1 : 0,
        failNext = random.Next(4) == 0 ? random.Next(1, 6) : 0,
        limitNext = random.Next(8) == 0 ? random.Next(1, 6) : 0,
    });

    private static async Task DisarmAsync(OrgClient org)
    {
        await org.ArmAsync(new { lockRows = 0, dropAfterCommit = 0, expireTokens = 0, failNext = 0, limitNext = 0 });
        await org.SignInAsync();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
