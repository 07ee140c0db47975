using System.Data.Common;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.CommandLine.Demo;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>Four weeks pass, people answer, and then somebody puts back the state as it was after the first.</summary>
public sealed class An_old_backup_of_the_state
{
    private const int Weeks = 4;
    private static readonly DateOnly AsOf = new(2026, 9, 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_back_weeks_later_doubles_nothing_reopens_nothing_and_forgets_no_answer()
    {
        using var folder = new TemporaryFolder();
        GeneratedOrg org = OrgGenerator.Generate(new GeneratorOptions { Reps = 24, DealsPerRepYear = 24, AsOf = AsOf, Segments = 1 });
        await using OrgInABox box = await OrgInABox.ServeAsync(org.Export, AsOf, folder.File("out"), null, null, Ct);
        using ScriptedPeople people = await ScriptedPeople.SignInAsync(box.Server, Ct);
        using OrgClient client = await ClientAsync(box);
        for (int week = 0; week < Weeks; week++)
        {
            DateOnly day = AsOf.AddDays(7 * week);
            await RunAsync(box, PipelineStretch.Whole, day);
            if (week == 0)
            {
                await StateCopy.MakeAsync(box.State, folder.File("backup.db"), Ct);
            }

            await people.LiveAsync(day, Ct);
            await RunAsync(box, PipelineStretch.Tasks, day.AddDays(3));
        }

        // A Saturday: the same week in every zone.
        DateOnly last = AsOf.AddDays((7 * (Weeks - 1)) + 3);
        await RunAsync(box, PipelineStretch.Whole, last);
        Remembered before = await RememberedAsync(box, client);
        Assert.Contains(before.Pairs, pair => pair.Contains(" Active ", StringComparison.Ordinal));
        Assert.Contains(before.Tasks, task => task.EndsWith("deleted", StringComparison.Ordinal));
        File.Copy(folder.File("backup.db"), box.State, overwrite: true);

        await RunAsync(box, PipelineStretch.Sync, last);
        Remembered after = await RememberedAsync(box, client);
        Assert.Equal(before.Pairs, after.Pairs);
        Assert.Equal(before.Tasks, after.Tasks);
        // That a closed invitation was put off with a no before, the state alone remembers: its reason is asked about, and no yes.
        Assert.Equal(before.Activities, after.Activities.Select(activity => activity.Contains(".invite.1.mentor unconfirmed", StringComparison.Ordinal) ? activity.Replace("unconfirmed", "declined", StringComparison.Ordinal) : activity));

        // A round of this week that wrote no Task is held once more: whoever has nobody may get a pair a few days early.
        await RunAsync(box, PipelineStretch.Whole, last);
        Remembered later = await RememberedAsync(box, client);
        Assert.Subset(later.Tasks.ToHashSet(), before.Tasks.ToHashSet());
        Assert.Subset(later.Pairs.ToHashSet(), before.Pairs.ToHashSet());

        // What was sent since the backup is known to nobody: past weeks are past, and this week's mail waits for an operator.
        string[] ofThisWeek = [.. before.Mails.Where(mail => mail.Contains(" 2026w43 ", StringComparison.Ordinal))];
        Assert.Contains(before.Mails, mail => mail.Contains("2026w42", StringComparison.Ordinal));
        Assert.DoesNotContain(later.Mails, mail => mail.Contains("2026w41", StringComparison.Ordinal) || mail.Contains("2026w42", StringComparison.Ordinal));
        Assert.NotEmpty(ofThisWeek);
        Assert.All(ofThisWeek, mail => Assert.EndsWith(" sent", mail, StringComparison.Ordinal));
        string[] held = [.. later.Mails.Where(mail => mail.Contains(" 2026w43 ", StringComparison.Ordinal))];
        Assert.Equal(ofThisWeek.Select(mail => mail.Replace(" sent", " unknown", StringComparison.Ordinal)), held);

        // The next week is like any other.
        await RunAsync(box, PipelineStretch.Whole, last.AddDays(7));
        string[] next = [.. (await RememberedAsync(box, client)).Mails.Where(mail => mail.Contains(" 2026w44 ", StringComparison.Ordinal))];
        Assert.Equal(ofThisWeek.Length, next.Length);
        Assert.All(next, mail => Assert.EndsWith(" sent", mail, StringComparison.Ordinal));
    }

    private static async Task<OrgClient> ClientAsync(OrgInABox box)
    {
        var client = new OrgClient(new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = box.Server.Url.ToString(),
            ["Salesforce__ClientId"] = box.Server.ClientId,
            ["Salesforce__ClientSecret"] = box.Server.ClientSecret,
        }, Ct);
        await client.SignInAsync();
        return client;
    }

    private static async Task RunAsync(OrgInABox box, PipelineStretch stretch, DateOnly day)
    {
        box.Server.AdvanceClockTo(new DateTimeOffset(day.ToDateTime(new TimeOnly(stretch == PipelineStretch.Whole ? 23 : 12, 58)), TimeSpan.Zero));
        using IHost host = WorkerHost.ForCheckedCommand(box.Settings, verbose: false);
        await host.Services.GetRequiredService<PipelineRunner>().RunAsync(
            new PipelineRequest { Command = "test", Stretch = stretch, AsOf = day }, new SilentProgress(), Ct);
    }

    /// <summary>What the org holds, and what the state makes of it.</summary>
    private static async Task<Remembered> RememberedAsync(OrgInABox box, OrgClient client)
    {
        using IHost host = WorkerHost.ForCheckedCommand(box.Settings, verbose: false);
        await using DbConnection connection = await host.Services.GetRequiredService<StateDatabase>().OpenAsync(Ct);
        return new Remembered(
            [.. (await client.TasksAsync()).Select(task => task.Line)],
            [.. (await connection.ReadPairingsAsync(Ct)).Select(pairing => $"{pairing.Key} {pairing.State} from {pairing.ActiveFrom:yyyy-MM-dd} to {pairing.EndedOn:yyyy-MM-dd}")],
            [.. await connection.QueryAsync<string>("SELECT key || ' ' || state || ' ' || COALESCE(grasp, '') || ' ' || COALESCE(learned, '') FROM activities WHERE key IN (SELECT key FROM tasks WHERE salesforce_id IS NOT NULL) ORDER BY key")],
            [.. await connection.QueryAsync<string>("SELECT manager_id || ' ' || week || ' ' || state FROM mails ORDER BY manager_id, week")]);
    }

    private sealed record Remembered(string[] Tasks, string[] Pairs, string[] Activities, string[] Mails);
}
