using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Sample;
using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>
/// A year of mentoring on the sample org, over HTTP with the real client: the whole job on Mondays, Tasks and mails once more on
/// Fridays, people between. After each run everything that must hold is looked at.
/// </summary>
internal sealed class SimulatedYear : IAsyncDisposable
{
    private const string Operations = "ingrid.mwangi@harborlight.example";
    private static readonly DateOnly FirstMonday = new(2026, 10, 5);
    private static readonly TimeOnly Hour = new(16, 0);

    private readonly string _folder;
    private readonly int _seed;
    private readonly CancellationToken _ct;
    private readonly OrgInABox _box;
    private readonly OrgClient _org;
    private readonly SellingYear _selling;
    private readonly SeededPeople _people;
    private readonly NewTaskRules _new;
    private readonly TaskLedger _ledger = new();
    private readonly LoadRules _load = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _safe = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Manager, IsoWeek Week), int> _mails = [];
    private readonly List<YearWeek> _weeks = [];
    private int _apiCalls;
    private double _seconds;
    private readonly Dictionary<string, double> _steps = new(StringComparer.Ordinal);

    private SimulatedYear(string folder, int seed, OrgInABox box, OrgClient org, SellingYear selling, YearHabits habits, string operations, CancellationToken ct)
    {
        (_folder, _seed, _box, _org, _selling, _ct) = (folder, seed, box, org, selling, ct);
        _people = new SeededPeople(org, seed, habits.Choose);
        _new = new NewTaskRules([.. YearOrg.Holidays.Split('\n').Skip(1).Select(line => line.Trim().Split(',')).Select(cells => new Holiday(TaskDay.Parse(cells[0]), cells[1].Length > 0 ? cells[1] : null))], operations);
    }

    public IReadOnlyList<YearWeek> Weeks => _weeks;

    /// <summary>What people did, by what it was.</summary>
    public SortedDictionary<string, int> Acts { get; } = new(StringComparer.Ordinal);

    public YearFacts Facts { get; private set; } = null!;

    public static async Task<SimulatedYear> BeginAsync(string folder, int seed, CancellationToken ct)
    {
        (OrgExport export, IReadOnlyList<SellerOfOrg> sellers, IReadOnlyList<Newcomer> newcomers) = YearOrg.Create();
        OrgInABox box = await OrgInABox.ServeAsync(export, SampleOrg.AsOf, folder, null, null, ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "holidays.csv"), YearOrg.Holidays, ct);
        var org = new OrgClient(new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = box.Server.Url.ToString(),
            ["Salesforce__ClientId"] = box.Server.ClientId,
            ["Salesforce__ClientSecret"] = box.Server.ClientSecret,
        }, ct);
        await org.SignInAsync();
        JsonObject[] users = await org.QueryAllAsync("SELECT Id, Name, Username FROM User ORDER BY Id");
        var habits = new YearHabits(users.ToDictionary(user => (string)user["Id"]!, user => (string)user["Name"]!));
        string operations = (string)users.First(user => (string?)user["Username"] == Operations)["Id"]!;
        return new SimulatedYear(folder, seed, box, org, await SellingYear.BeginAsync(org, sellers, newcomers, seed), habits, operations, ct);
    }

    /// <summary>One more week; what was broken in it, with the day.</summary>
    public async Task<IReadOnlyList<string>> LiveAWeekAsync()
    {
        DateOnly monday = FirstMonday.AddDays(7 * _weeks.Count);
        List<string> broken = [];
        (int seen, _apiCalls, _seconds) = (_seen.Count, 0, 0);
        _steps.Clear();
        await _org.SignInAsync();
        await _org.AdvanceToAsync(At(monday.AddDays(-1)));
        await _selling.LiveAsync(monday.AddDays(-7), monday);
        await ChangeCompanyAsync();
        await AdvanceAsync(monday);
        await RunAsync(PipelineStretch.Whole, monday);
        broken.AddRange(Look(monday));
        await AdvanceAsync(monday.AddDays(1));
        await ActAsync(monday.AddDays(1));
        await AdvanceAsync(monday.AddDays(3));
        await ActAsync(monday.AddDays(3));
        await AdvanceAsync(monday.AddDays(4));
        await RunAsync(PipelineStretch.Tasks, monday.AddDays(4));
        await RunAsync(PipelineStretch.Digest, monday.AddDays(4));
        broken.AddRange(Look(monday.AddDays(4)));
        _weeks.Add(new YearWeek
        {
            Monday = monday,
            Tasks = _seen.Count - seen,
            Mails = _mails.Where(mail => mail.Key.Week == IsoWeek.Of(monday)).Sum(mail => mail.Value),
            ActivePairs = Facts.Pairings.Count(pairing => pairing.State == PairState.Active),
            Waiting = Facts.Activities.Values.Count(activity => activity.State == ActivityState.Planned),
            ApiCalls = _apiCalls,
            Seconds = _seconds,
            Steps = new Dictionary<string, double>(_steps),
            StateBytes = new FileInfo(_box.State).Length,
        });
        return broken;
    }

    public async ValueTask DisposeAsync()
    {
        _org.Dispose();
        await _box.DisposeAsync();
    }

    /// <summary>Every ninth week somebody who mentors or learns leaves; once somebody gets another manager.</summary>
    private async Task ChangeCompanyAsync()
    {
        int week = _weeks.Count;
        Pairing[] active = week == 0 ? [] : [.. Facts.Pairings.Where(pairing => pairing is { State: PairState.Active } && !OutsideMentor.IsOutside(pairing.Mentor))];
        if (active.Length > 0 && week % 9 == 8)
        {
            Pairing pair = active[(week * 7 + _seed) % active.Length];
            UserId leaver = pair.Kind != PairKind.ManagerToTop && week % 2 == 0 ? pair.Mentor : pair.Mentee;
            _ledger.Left(leaver.Value);
            await _selling.LeaveAsync(leaver.Value);
            Acts["left"] = Acts.GetValueOrDefault("left") + 1;
        }

        if (active.Length > 0 && week % 20 == 11)
        {
            Pairing pair = active[(week * 5 + _seed) % active.Length];
            if (Facts.Owners.ManagerOf(pair.Mentor) is { } manager && manager.Id != pair.Mentor && manager.Id != pair.Mentee)
            {
                await _org.EditAsync("User", pair.Mentee.Value, new { ManagerId = manager.Id.Value }, asUser: null);
                Acts["got another manager"] = Acts.GetValueOrDefault("got another manager") + 1;
            }
        }
    }

    private async Task ActAsync(DateOnly day)
    {
        IReadOnlyList<Act> acts = await _people.LiveAsync(day);
        _ledger.Note(acts);
        foreach (IGrouping<ActKind, Act> kind in acts.GroupBy(act => act.Kind))
        {
            Acts[kind.Key.ToString().ToLowerInvariant()] = Acts.GetValueOrDefault(kind.Key.ToString().ToLowerInvariant()) + kind.Count();
        }

        // Now and then a pair notes a talk of its own.
        Pairing[] pairs = [.. Facts.Pairings.Where(pairing => pairing.State == PairState.Active && !OutsideMentor.IsOutside(pairing.Mentor) && Facts.People[pairing.Mentee].IsActive)];
        if (pairs.Length > 0 && day.DayNumber % 3 == 0)
        {
            Pairing pair = pairs[(day.DayNumber + _seed) % pairs.Length];
            await _org.CreateAsync("Task", new { Subject = $"Mentoring with {Facts.People[pair.Mentor].Name}", OwnerId = pair.Mentee.Value, Status = "Completed", ActivityDate = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, pair.Mentee.Value);
            Acts["noted a talk"] = Acts.GetValueOrDefault("noted a talk") + 1;
        }
    }

    private async Task RunAsync(PipelineStretch stretch, DateOnly day)
    {
        string mail = Path.Combine(_folder, $"{day:yyyy-MM-dd}-{stretch}");
        Dictionary<string, string?> settings = new(_box.Settings)
        {
            ["Mail:PickupFolder"] = mail,
            ["Digest:Currency"] = "USD",
            ["Programme:HolidaysFile"] = Path.Combine(_folder, "holidays.csv"),
            ["Programme:SalesOperations"] = Operations,
            ["Pairings:ExternalMentors:0:Name"] = "Lavinia Brandt",
            ["Pairings:ExternalMentors:0:Email"] = "lavinia.brandt@coach.example",
            ["Pairings:ExternalMentors:0:Skills:0"] = "win_rate",
            ["Pairings:ExternalMentors:0:TimeZone"] = "Europe/Berlin",
        };
        using IHost host = WorkerHost.ForCheckedCommand(settings, verbose: false);
        long began = Stopwatch.GetTimestamp();
        PipelineReport report = await host.Services.GetRequiredService<PipelineRunner>()
            .RunAsync(new PipelineRequest { Command = "year", Stretch = stretch, AsOf = day }, new SilentProgress(), _ct);
        _seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
        _apiCalls += report.ApiCalls;
        foreach (StepReport step in report.Steps)
        {
            _steps[step.Name] = _steps.GetValueOrDefault(step.Name) + step.Seconds;
        }

        foreach (string file in Directory.Exists(mail) ? Directory.EnumerateFiles(mail, "*.eml") : [])
        {
            (string, IsoWeek) key = (Path.GetFileNameWithoutExtension(file), IsoWeek.Of(day));
            _mails[key] = _mails.GetValueOrDefault(key) + 1;
        }

        Facts = await YearFacts.ReadAsync(host.Services.GetRequiredService<StateDatabase>(), _org, day, _box.Server.Now, _ct);
    }

    private IReadOnlyList<string> Look(DateOnly day)
    {
        IReadOnlyList<KeyedTask> all = KeyedTask.Of(Facts.Tasks);
        KeyedTask[] fresh = [.. all.Where(task => _seen.Add(task.Task.Key))];
        IEnumerable<string> broken =
        [
            .. fresh.SelectMany(task => _new.Broken(task, Facts)),
            .. Facts.Tasks.SelectMany(Labels),
            .. _load.Broken(all, fresh, Facts),
            .. CapRules.Broken(all, fresh, Facts),
            .. PairRules.Broken(all, Facts),
            .. _ledger.Broken(Facts.Tasks),
            .. _mails.Where(mail => mail.Value > 1 && mail.Key.Week == IsoWeek.Of(day)).Select(mail => $"{mail.Key.Manager} got {mail.Value} mails in {mail.Key.Week}"),
            .. Facts.Rows.Values.Where(row => row.Outbox != OutboxStates.Clean).Select(row => $"{row.Key} is {row.Outbox}: {row.RefusedReason}"),
        ];
        return [.. broken.Select(line => $"{day:yyyy-MM-dd} {line}")];
    }

    /// <summary>The words of a Task that no Task may hold; each text is read once.</summary>
    private IEnumerable<string> Labels(OrgTask task)
    {
        int hash = HashCode.Combine(task.Subject, task.Description);
        return _safe.TryGetValue(task.Id, out int before) && before == hash ? [] : Read();

        IEnumerable<string> Read()
        {
            _safe[task.Id] = hash;
            return LabelSafety.Find($"{task.Subject} {task.Description}").Select(word => $"{task.Key} holds the word '{word}'");
        }
    }

    private Task AdvanceAsync(DateOnly day) => _org.AdvanceToAsync(At(day));

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(Hour), TimeSpan.Zero);
}

/// <summary>One week of the year in figures. Seconds are those of the worker's runs.</summary>
internal sealed record YearWeek
{
    public required DateOnly Monday { get; init; }
    public required int Tasks { get; init; }
    public required int Mails { get; init; }
    public required int ActivePairs { get; init; }
    public required int Waiting { get; init; }
    public required int ApiCalls { get; init; }
    public required double Seconds { get; init; }

    /// <summary>Seconds by step.</summary>
    public required IReadOnlyDictionary<string, double> Steps { get; init; }
    public required long StateBytes { get; init; }
}
