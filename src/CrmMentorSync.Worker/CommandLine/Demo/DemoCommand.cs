using System.CommandLine;
using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Sample;
using CrmMentorSync.Worker.CommandLine.AuditPack;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.Demo;

/// <summary>
/// <c>demo</c>: six simulated weeks on the bundled sample org. The worker does its weekly job and, midweek, its Task sync; scripted
/// people answer through the org's REST API. Each demo starts afresh.
/// </summary>
internal static class DemoCommand
{
    private const int Weeks = 6;

    /// <summary>One sentence for all languages, as the setting has it; the sample's people use two.</summary>
    private const string ExpenseNote = "Lunch is on the company, receipt with code LUNCH. / Das Essen geht auf die Firma, Beleg mit Kennwort LUNCH.";

    public static Command Create()
    {
        var outFolder = new Option<string?>("--out") { Description = "Folder for state, audit pack and mails. Default: ./out/demo.", HelpName = "DIR" };
        var verbose = new Option<bool>("--verbose") { Description = "Log what each step does, to standard error." };
        var command = new Command(
            "demo",
            "Plays six simulated weeks on the bundled sample org: people accept, decline, complete, move and ignore Tasks, the worker does "
            + "its weekly job. Prints the story and where the digests lie.")
        {
            outFolder,
            verbose,
        };
        command.SetAction((parse, ct) => CommandGuard.RunAsync(
            parse.GetValue(verbose),
            () => RunAsync(Path.GetFullPath(parse.GetValue(outFolder) ?? Path.Combine("out", "demo")), parse.GetValue(verbose), ct)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, bool verbose, CancellationToken ct)
    {
        DemoFolder.Prepare(folder);
        await using OrgInABox box = await OrgInABox.ServeAsync(SampleOrg.Create(), SampleOrg.AsOf, folder, null, null, ct);
        using var people = await ScriptedPeople.SignInAsync(box.Server, ct);
        Console.WriteLine($"A company in a box at {box.Server.Url}, as of {OrgInABox.DayText(box.AsOf)}. Six weeks pass:");
        int apiCalls = 0;
        double seconds = 0;
        for (int week = 1; week <= Weeks; week++)
        {
            DateOnly asOf = box.AsOf.AddDays(7 * (week - 1));
            box.Server.AdvanceClockTo(new DateTimeOffset(asOf.ToDateTime(new TimeOnly(23, 59)), TimeSpan.Zero));
            string mail = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"week-{week}"), "mail");
            Dictionary<string, string?> settings = new(box.Settings) { ["Mail:PickupFolder"] = mail, ["Digest:Currency"] = "USD", ["Programme:ExpenseNote"] = ExpenseNote };
            using IHost host = WorkerHost.ForCheckedCommand(settings, verbose);
            StateDatabase state = host.Services.GetRequiredService<StateDatabase>();
            PipelineReport report = await RunAsync(host, PipelineStretch.Whole, asOf, ct);
            DigestComposer composer = host.Services.GetRequiredService<DigestComposer>();
            DigestBatch mails = await new AuditPackWriter(state, composer).WriteAsync(report, Path.GetDirectoryName(mail)!, ct);
            Console.WriteLine();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Week {week}, {OrgInABox.DayText(asOf)}"));
            foreach (string line in await RunSummary.LinesAsync(state, report, mails, ct))
            {
                Console.WriteLine(line);
            }

            PeopleDid did = await people.LiveAsync(asOf, ct);
            Console.WriteLine($"people:   {did}");
            box.Server.AdvanceClockTo(new DateTimeOffset(asOf.AddDays(3).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
            PipelineReport midweek = await RunAsync(host, PipelineStretch.Tasks, asOf.AddDays(3), ct);
            Console.WriteLine(string.Join('\n', TextColumns.Wrap($"midweek:  Tasks {await RunSummary.TasksAsync(state, ct)}", 10)));
            apiCalls += report.ApiCalls + midweek.ApiCalls;
            seconds += report.Steps.Concat(midweek.Steps).Sum(step => step.Seconds);
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{apiCalls} API calls, {seconds:0.0} s of work, peak memory {PeakMemory.Bytes() / 1_000_000} MB"));
        Console.WriteLine($"digests: open {Path.Combine(folder, $"week-{Weeks}", PackIndex.FileName)} in a browser; each week has one, beside last week's digests");
        Console.WriteLine($"links in them lead to the demo's org, which ends here; to open them, serve it again: crm-mentor-sync embedded-org --sample --port {box.Server.Url.Port} --as-of {OrgInABox.DayText(box.AsOf.AddDays(7 * Weeks))} --journal {OrgInABox.JournalOf(box.State)}");
        return ExitCodes.Done;
    }

    private static Task<PipelineReport> RunAsync(IHost host, PipelineStretch stretch, DateOnly asOf, CancellationToken ct) =>
        host.Services.GetRequiredService<PipelineRunner>().RunAsync(
            new PipelineRequest { Command = "demo", Stretch = stretch, AsOf = asOf, ForAuditPack = stretch == PipelineStretch.Whole }, new SilentProgress(), ct);
}
