using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>What the org's people and its managers' mails looked like after the run of one Monday.</summary>
internal sealed record LivedWeek(DateOnly Monday, IReadOnlyList<OrgTask> Tasks, IReadOnlyDictionary<string, string> Mails)
{
    /// <summary>The Tasks of a kind by their owner, for example <c>invite</c>; deleted ones never.</summary>
    public IEnumerable<OrgTask> Of(string activity) => Tasks.Where(task => !task.IsDeleted && LivedOrg.KeyOf(task).Activity == activity);

    /// <summary>The same of one pair.</summary>
    public IEnumerable<OrgTask> Of(string activity, string mentor, string mentee) =>
        Of(activity).Where(task => LivedOrg.KeyOf(task) is var key && key.Mentor.Value == mentor && key.Mentee?.Value == mentee);

    /// <summary>A section of a manager's mail as one line, addresses left out; empty where the mail has none.</summary>
    public string Section(string manager, string heading)
    {
        string[] lines = Mails[manager].Split('\n');
        int at = Array.IndexOf(lines, heading.ToUpperInvariant());
        string[] body = at < 0 ? [] : [.. lines[(at + 2)..].TakeWhile(line => line.Length > 0 && line != "-- ")];
        return LivedOrg.OneLine(string.Join('\n', body));
    }

    /// <summary>What a manager's mail says of one of the team: from the name to the next one.</summary>
    public string Row(string manager, string name)
    {
        string team = Section(manager, "Your team at a glance");
        int at = team.IndexOf($"* {name}:", StringComparison.Ordinal);
        int end = at < 0 ? -1 : team.IndexOf(" * ", at + 1, StringComparison.Ordinal);
        return at < 0 ? "" : end < 0 ? team[at..] : team[at..end];
    }
}

/// <summary>
/// The whole worker on a company of its own, over HTTP: the job runs on Mondays as <c>cycle</c> runs it, mails go to a folder, and
/// people act on their Tasks between.
/// </summary>
internal sealed partial class LivedOrg : IAsyncDisposable
{
    private static readonly TimeOnly Hour = new(8, 0);
    private readonly TemporaryFolder _folder;
    private readonly OrgInABox _box;
    private readonly Dictionary<string, string?> _settings;
    private readonly CancellationToken _ct;

    private LivedOrg(TemporaryFolder folder, OrgInABox box, OrgClient org, (string Key, string Value)[] settings, CancellationToken ct)
    {
        (_folder, _box, Org, _ct) = (folder, box, org, ct);
        _settings = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value);
    }

    public OrgClient Org { get; }

    public static async Task<LivedOrg> StartAsync(CancellationToken ct, params (string Key, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        OrgInABox box = await OrgInABox.ServeAsync(Company.Export(), Company.AsOf, folder.File("org"), null, null, ct);
        var org = new OrgClient(new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = box.Server.Url.ToString(),
            ["Salesforce__ClientId"] = box.Server.ClientId,
            ["Salesforce__ClientSecret"] = box.Server.ClientSecret,
        }, ct);
        await org.SignInAsync();
        return new LivedOrg(folder, box, org, settings, ct);
    }

    /// <summary>The first Monday of an org that goes by these settings.</summary>
    public static async Task<LivedWeek> FirstWeekAsync(CancellationToken ct, params (string Key, string Value)[] settings)
    {
        await using LivedOrg lived = await StartAsync(ct, settings);
        return await lived.MondayAsync(Company.AsOf.AddDays(1));
    }

    public static MentoringKey KeyOf(OrgTask task) => MentoringKey.TryParse(task.Key)!.Value;

    public static string OneLine(string text) => Spaces().Replace(string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("http", StringComparison.Ordinal))), " ").Trim();

    /// <summary>The whole job on a Monday morning.</summary>
    public async Task<LivedWeek> MondayAsync(DateOnly monday)
    {
        await Org.SignInAsync();
        await Org.AdvanceToAsync(new DateTimeOffset(monday.ToDateTime(Hour), TimeSpan.Zero));
        string mail = _folder.File($"mail-{monday:yyyy-MM-dd}");
        await RunAsync(PipelineStretch.Whole, monday, mail);
        Dictionary<string, string> mails = Directory.EnumerateFiles(mail, "*.eml").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file), file => ReadMail.Parse(File.ReadAllText(file)).Part("text/plain"));
        return new LivedWeek(monday, await Org.TasksAsync(), mails);
    }

    /// <summary>Answers in and Tasks out, as it happens all through the working day.</summary>
    public async Task TasksAsync(DateOnly day)
    {
        await Org.AdvanceToAsync(new DateTimeOffset(day.ToDateTime(Hour), TimeSpan.Zero));
        await RunAsync(PipelineStretch.Tasks, day, _folder.File("mail"));
    }

    /// <summary>Scores and flags only, as they were on an earlier day.</summary>
    public Task JudgeAsync(DateOnly day) => RunAsync(PipelineStretch.Judge, day, _folder.File("mail"));

    /// <summary>On a day everybody closes what is due by then, with the words that <paramref name="write"/> makes of the text; null: they leave it.</summary>
    public async Task ActAsync(DateOnly day, Func<OrgTask, string?> write)
    {
        await Org.SignInAsync();
        await Org.AdvanceToAsync(new DateTimeOffset(day.ToDateTime(Hour.AddHours(9)), TimeSpan.Zero));
        foreach (OrgTask task in (await Org.TasksAsync()).Where(task => task is { IsClosed: false, IsDeleted: false, Status: not "Deferred" }))
        {
            bool isDue = KeyOf(task).Activity is "invite" or "approve" || string.CompareOrdinal(task.ActivityDate, Text(day)) <= 0;
            if (isDue && write(task) is { } text)
            {
                await Org.EditAsync("Task", task.Id, new { Description = text, Status = "Completed" }, task.OwnerId);
                // Six within a minute would count as closed at one stroke.
                await Org.AdvanceAsync(TimeSpan.FromSeconds(61));
            }
        }
    }

    /// <summary>Somebody makes a Task of their own, done already.</summary>
    public Task NoteAsync(string owner, string subject, DateOnly day) =>
        Org.CreateAsync("Task", new { Subject = subject, OwnerId = owner, Status = "Completed", ActivityDate = Text(day) }, owner);

    /// <summary>Everybody enters a deal: nobody is away.</summary>
    public Task SellAsync(DateOnly day) => Org.WriteManyAsync(HttpMethod.Post, "Opportunity", Company.Sellers.Select(seller => new JsonObject
    {
        ["Name"] = $"Enquiry {seller.Name}", ["OwnerId"] = seller.Id, ["StageName"] = "Prospecting", ["Amount"] = 9000, ["CloseDate"] = Text(day.AddDays(120)),
    }));

    public async ValueTask DisposeAsync()
    {
        Org.Dispose();
        await _box.DisposeAsync();
        _folder.Dispose();
    }

    private async Task RunAsync(PipelineStretch stretch, DateOnly day, string mail)
    {
        Dictionary<string, string?> settings = new(_box.Settings) { ["Mail:PickupFolder"] = mail, ["Digest:Currency"] = "USD" };
        foreach ((string key, string? value) in _settings)
        {
            settings[key] = value;
        }

        using IHost host = WorkerHost.ForCheckedCommand(settings, verbose: false);
        await host.Services.GetRequiredService<PipelineRunner>()
            .RunAsync(new PipelineRequest { Command = "practices", Stretch = stretch, AsOf = day }, new SilentProgress(), _ct);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
