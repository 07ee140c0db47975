using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine.AuditPack;

/// <summary>
/// Writes the audit pack: what was judged, proposed, written and mailed, as files that equal inputs reproduce byte for byte.
/// Every row comes from the state; nothing is computed here.
/// </summary>
internal sealed class AuditPackWriter(StateDatabase state, DigestComposer composer)
{
    /// <returns>The mails of the run.</returns>
    public async Task<DigestBatch> WriteAsync(PipelineReport report, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using DbConnection connection = await state.OpenAsync(ct);
        string asOf = Sql.Day(report.Run.AsOf);
        await ScoresAsync(connection, folder, report.Run.AsOf, ct);
        await FlagsAsync(connection, folder, asOf, ct);
        await PairingsAsync(connection, folder, ct);
        await UnmatchedAsync(connection, folder, asOf, ct);
        await TasksAsync(connection, folder, ct);
        await CsvTable.WriteAsync(
            Path.Combine(folder, "outcomes.csv"), "cohort,measure,arm,n,before,after,expected_without,effect,low,high,verdict", [], ct);
        DigestBatch batch = await composer.TakeAsync(report.Run, ct);
        await PackIndex.WriteAsync(report.Run, batch, folder, ct);
        var mails = new MailsDocument(batch.Digests, batch.RollUps, batch.Unreachable.Count);
        await OwnerOnlyFiles.WriteAsync(Path.Combine(folder, "run.json"), RunJson(report, mails, await connection.ReadWriteHoldAsync(ct)), ct);
        return batch;
    }

    private static async Task ScoresAsync(DbConnection connection, string folder, DateOnly asOf, CancellationToken ct)
    {
        Dictionary<UserId, Person> people = (await connection.ReadPeopleAsync(ct)).ToDictionary(person => person.Id);
        await CsvTable.WriteAsync(
            Path.Combine(folder, "scores.csv"),
            "rep_id,rep_name,manager_id,peer_group,skill,n,observed,estimate,low,high,p_lowest_fifth,p_highest_fifth",
            (await connection.ReadScoresAsync(asOf, ct)).Select(score => Cells(score, people[score.Rep])),
            ct);
    }

    private static string?[] Cells(SkillScore score, Person rep)
    {
        Func<double?, string?> unit = score.Skill is Skill.Overall or Skill.DealSize ? CsvTable.Money : CsvTable.Rate;
        return
        [
            score.Rep.Value, rep.Name, rep.ManagerId?.Value, score.PeerGroup, score.Skill.Key(), score.N.ToString(CultureInfo.InvariantCulture),
            unit(score.Observed), unit(score.Estimate), unit(score.Low), unit(score.High),
            CsvTable.Rate(score.PLowestFifth), CsvTable.Rate(score.PHighestFifth),
        ];
    }

    private static async Task FlagsAsync(DbConnection connection, string folder, string asOf, CancellationToken ct)
    {
        IEnumerable<dynamic> rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT f.rep_id, p.name, f.manager_id, f.flag, f.also, f.probability, f.strength, f.gap, f.reason
            FROM flags f JOIN people p ON p.id = f.rep_id WHERE f.as_of = @asOf ORDER BY f.rep_id
            """,
            new { asOf },
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "flags.csv"),
            "rep_id,rep_name,manager_id,flag,also,probability,strength,gap,reason",
            rows.Select(row => new string?[]
            {
                row.rep_id, row.name, row.manager_id, row.flag, row.also, CsvTable.Rate((double?)row.probability), row.strength, row.gap, row.reason,
            }),
            ct);
    }

    private static async Task PairingsAsync(DbConnection connection, string folder, CancellationToken ct)
    {
        IEnumerable<dynamic> rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT p.pairing_key, p.kind, p.mentor_id, m.name AS mentor, p.mentee_id, e.name AS mentee, p.state, p.quality, p.skill, p.reason
            FROM pairings p JOIN people m ON m.id = p.mentor_id JOIN people e ON e.id = p.mentee_id ORDER BY p.pairing_key
            """,
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "pairings.csv"),
            "pairing_key,kind,mentor_id,mentor_name,mentee_id,mentee_name,status,quality,skill,reason",
            rows.Select(row => new string?[]
            {
                row.pairing_key, row.kind, row.mentor_id, row.mentor, row.mentee_id, row.mentee, row.state,
                // A pairing restored from its Tasks has no quality: an empty cell, not the worst.
                (double)row.quality > 0 ? CsvTable.Rate((double)row.quality) : null, row.skill, row.reason,
            }),
            ct);
    }

    private static async Task UnmatchedAsync(DbConnection connection, string folder, string asOf, CancellationToken ct)
    {
        IEnumerable<dynamic> rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT u.rep_id, p.name, u.role, u.reason || CASE u.next_step WHEN '' THEN '' ELSE '. Next: ' || u.next_step END AS reason FROM unmatched u JOIN people p ON p.id = u.rep_id
            WHERE u.as_of = @asOf ORDER BY u.rep_id, u.role
            """,
            new { asOf },
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "unmatched.csv"),
            "rep_id,rep_name,role,reason",
            rows.Select(row => new string?[] { row.rep_id, row.name, row.role, row.reason }),
            ct);
    }

    private static async Task TasksAsync(DbConnection connection, string folder, CancellationToken ct)
    {
        IEnumerable<dynamic> rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT t.key, a.activity, a.pairing_key, t.wanted, t.written, t.remote, t.salesforce_id, t.last_outcome
            FROM tasks t JOIN activities a ON a.key = t.key ORDER BY t.key
            """,
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "tasks.csv"),
            "key,activity,pairing_key,owner_id,subject,description,activity_date,status,priority,salesforce_id,outcome",
            rows.Select(row =>
            {
                TaskFields task = AsItStands((string)row.wanted, (string?)row.written, (string?)row.remote);
                return new string?[]
                {
                    row.key, row.activity, row.pairing_key, task.OwnerId.Value, task.Subject, task.Description,
                    Sql.Day(task.ActivityDate), task.Status, task.Priority, row.salesforce_id, row.last_outcome,
                };
            }),
            ct);
    }

    /// <summary>
    /// The Task as it stands once the run's writes have arrived: what people changed, over what we want. A rehearsal gives the same.
    /// </summary>
    private static TaskFields AsItStands(string wanted, string? written, string? remote) => written is null || remote is null
        ? TaskFields.FromJson(wanted)
        : ThreeWayMerge.Merge(TaskFields.FromJson(written), TaskFields.FromJson(remote), TaskFields.FromJson(wanted)).Merged;

    private static string RunJson(PipelineReport report, MailsDocument mails, string? writesWait) => JsonSerializer.Serialize(
        new RunDocument
        {
            AsOf = Sql.Day(report.Run.AsOf),
            Started = report.Run.Now,
            Finished = report.Finished,
            Steps = [.. report.Steps.Select(step => new StepDocument
            {
                Name = step.Name,
                Seconds = Math.Round(step.Seconds, 3),
                Read = step.Result.Read,
                Written = step.Result.Written,
                Skipped = step.Result.Skipped,
                Failed = step.Result.Failed,
            })],
            Mails = mails,
            ApiCalls = report.ApiCalls,
            PeakMemoryBytes = PeakMemory.Bytes(),
            SettingsVersion = SettingsVersion.Current,
            WritesWait = writesWait,
        },
        RunJsonContext.Default.RunDocument);
}
