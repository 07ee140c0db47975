using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.CommandLine.AuditPack;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>mentors</c>: the mentors' ledger of the last twelve months, for talks about promotion (P4, P36). Reads the state alone.</summary>
internal static class MentorsCommand
{
    private const string Header = "mentor_id,mentor_name,mentees,talks,grasp_gained,mentees_rating,meetings_led,wins_told,beyond_plan,is_ready";

    private static readonly CommonOptions Options = new();

    public static Command Create()
    {
        var file = new Option<string?>("--out") { Description = "CSV file to write the ledger to as well.", HelpName = "FILE" };
        var command = new Command(
            "mentors", "Shows who mentored whom in the last twelve months and what came of it: facts from closed Tasks, for talks about promotion.")
        {
            Options.State, file,
        };
        command.SetAction((parse, ct) => CommandGuard.RunAsync(verbose: false, () => ShowAsync(parse.GetValue(Options.State), parse.GetValue(file), ct)));
        return command;
    }

    private static async Task<int> ShowAsync(string? path, string? file, CancellationToken ct)
    {
        using IHost host = ExistingState.Open(path, verbose: false);
        await using DbConnection connection = await host.Services.GetRequiredService<StateDatabase>().OpenAsync(ct);

        // The org's clock may be ahead of ours, and a trial's is anywhere: the year that counts ends with the newest entry.
        IReadOnlyList<LedgerEntry> entries = await connection.ReadLedgerAsync(await connection.ReadNewestDoneAsync(ct), ct);
        Dictionary<UserId, Person> people = (await connection.ReadPeopleAsync(ct)).ToDictionary(person => person.Id);
        string Name(UserId id) => people.TryGetValue(id, out Person? person) ? person.Name : id.Value;

        IReadOnlyList<MentorRecord> records = MentorLedger.Of(entries);
        foreach (MentorRecord record in records)
        {
            Console.WriteLine(string.Join('\n', TextColumns.Wrap(Line(record, Name), 2)));
        }

        IReadOnlyList<UserId> next = MentorLedger.CouldMentorNext(entries);
        Console.WriteLine(records.Count == 0
            ? "no talks are on record yet"
            : string.Join('\n', TextColumns.Wrap(next.Count == 0 ? "nobody could teach what they learned yet" : $"could mentor next: {string.Join(", ", next.Select(Name))}", 2)));
        if (file is not null)
        {
            await CsvTable.WriteAsync(file, Header, records.Select(record => Cells(record, Name)), ct);
        }

        return ExitCodes.Done;
    }

    private static string Line(MentorRecord record, Func<UserId, string> name)
    {
        string gained = record.GraspGained is { } steps ? $", grasp {steps.ToString("+0;-0;0", CultureInfo.InvariantCulture)}" : "";
        string rating = record.Candour is { } mean ? $", mentees say {mean.ToString("0.0", CultureInfo.InvariantCulture)} of 5" : "";
        string more = string.Concat(
            Counted(record.MeetingsLed, "meetings led"), Counted(record.StoriesTold, "wins told"), Counted(record.BeyondPlan, "beyond plan"));
        return FormattableString.Invariant($"{name(record.Mentor)}: {record.Talks} talks with {string.Join(", ", record.Mentees.Select(name))}{gained}{rating}{more}")
            + (record.IsReady ? "; ready for more" : "");
    }

    private static string Counted(int count, string what) => count == 0 ? "" : FormattableString.Invariant($", {count} {what}");

    private static string?[] Cells(MentorRecord record, Func<UserId, string> name) =>
    [
        record.Mentor.Value, name(record.Mentor), Count(record.Mentees.Count), Count(record.Talks), record.GraspGained is { } gained ? Count(gained) : null,
        CsvTable.Rate(record.Candour), Count(record.MeetingsLed), Count(record.StoriesTold), Count(record.BeyondPlan), record.IsReady ? "true" : "false",
    ];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
