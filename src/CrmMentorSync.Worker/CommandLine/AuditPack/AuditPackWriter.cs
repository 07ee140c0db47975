using System.Data.Common;
using System.Text.Json;
using CrmMentorSync.Domain.CrmTasks;
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
    public async Task WriteAsync(PipelineReport report, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using DbConnection connection = await state.OpenAsync(ct);
        string asOf = Sql.Day(report.Run.AsOf);
        await ScoresAsync(connection, folder, asOf, ct);
        await FlagsAsync(connection, folder, asOf, ct);
        await PairingsAsync(connection, folder, ct);
        await UnmatchedAsync(connection, folder, asOf, ct);
        await TasksAsync(connection, folder, ct);
        await CsvTable.WriteAsync(
            Path.Combine(folder, "outcomes.csv"), "cohort,measure,arm,n,before,after,expected_without,effect,low,high,verdict", [], ct);
        await composer.WritePreviewsAsync(report.Run, Path.Combine(folder, "mail"), ct);
        await OwnerOnlyFiles.WriteAsync(Path.Combine(folder, "run.json"), RunJson(report), ct);
    }

    private static async Task ScoresAsync(DbConnection connection, string folder, string asOf, CancellationToken ct)
    {
        IEnumerable<ScoreRow> rows = await connection.QueryAsync<ScoreRow>(new CommandDefinition(
            """
            SELECT s.rep_id AS RepId, p.name AS Name, p.manager_id AS ManagerId, s.peer_group AS PeerGroup, s.skill AS Skill, s.n AS N,
              s.observed AS Observed, s.estimate AS Estimate, s.low AS Low, s.high AS High,
              s.p_lowest_fifth AS PLowest, s.p_highest_fifth AS PHighest
            FROM scores s JOIN people p ON p.id = s.rep_id WHERE s.as_of = @asOf
            """,
            new { asOf },
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "scores.csv"),
            "rep_id,rep_name,manager_id,peer_group,skill,n,observed,estimate,low,high,p_lowest_fifth,p_highest_fifth",
            rows.OrderBy(row => row.RepId, StringComparer.Ordinal).ThenBy(row => SkillNames.Parse(row.Skill)).Select(row => row.Cells()),
            ct);
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
                CsvTable.Rate((double?)row.quality), row.skill, row.reason,
            }),
            ct);
    }

    private static async Task UnmatchedAsync(DbConnection connection, string folder, string asOf, CancellationToken ct)
    {
        IEnumerable<dynamic> rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT u.rep_id, p.name, u.role, u.reason FROM unmatched u JOIN people p ON p.id = u.rep_id
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
            SELECT t.key, a.activity, a.pairing_key, t.wanted, t.salesforce_id, t.last_outcome
            FROM tasks t JOIN activities a ON a.key = t.key ORDER BY t.key
            """,
            cancellationToken: ct));
        await CsvTable.WriteAsync(
            Path.Combine(folder, "tasks.csv"),
            "key,activity,pairing_key,owner_id,subject,description,activity_date,status,priority,salesforce_id,outcome",
            rows.Select(row =>
            {
                TaskFields wanted = TaskFields.FromJson((string)row.wanted);
                return new string?[]
                {
                    row.key, row.activity, row.pairing_key, wanted.OwnerId.Value, wanted.Subject, wanted.Description,
                    Sql.Day(wanted.ActivityDate), wanted.Status, wanted.Priority, row.salesforce_id, row.last_outcome,
                };
            }),
            ct);
    }

    private static string RunJson(PipelineReport report) => JsonSerializer.Serialize(
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
            ApiCalls = report.ApiCalls,
            PeakMemoryBytes = PeakMemory.Bytes(),
            SettingsVersion = SettingsVersion.Current,
        },
        RunJsonContext.Default.RunDocument);

    private sealed class ScoreRow
    {
        public string RepId { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ManagerId { get; init; }
        public string PeerGroup { get; init; } = "";
        public string Skill { get; init; } = "";
        public long N { get; init; }
        public double? Observed { get; init; }
        public double Estimate { get; init; }
        public double Low { get; init; }
        public double High { get; init; }
        public double PLowest { get; init; }
        public double PHighest { get; init; }

        public string?[] Cells()
        {
            Func<double?, string?> unit = SkillNames.Parse(Skill) is Domain.Performance.Skill.Overall or Domain.Performance.Skill.DealSize
                ? CsvTable.Money
                : CsvTable.Rate;
            return
            [
                RepId, Name, ManagerId, PeerGroup, Skill, N.ToString(System.Globalization.CultureInfo.InvariantCulture),
                unit(Observed), unit(Estimate), unit(Low), unit(High), CsvTable.Rate(PLowest), CsvTable.Rate(PHighest),
            ];
        }
    }
}
