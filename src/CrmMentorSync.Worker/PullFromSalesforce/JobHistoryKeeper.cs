using System.Data.Common;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Notes in which jobs people are seen, because Salesforce only knows the present one.</summary>
/// <remarks>Idempotent: a span stands under its person and day, and is written only when it says something new.</remarks>
internal static class JobHistoryKeeper
{
    private const string Always = "0001-01-01";

    public static async Task KeepAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        IReadOnlyList<Person> people = await connection.ReadPeopleAsStatedAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        // A day that was looked at before is looked at again as it was: what was seen later is not known yet.
        Dictionary<UserId, (string SeenOn, Job Job)> newest = (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT person_id AS PersonId, seen_on AS SeenOn, title AS Title, department AS Department, role_id AS RoleId, segment AS Segment
            FROM jobs j WHERE seen_on = (SELECT max(seen_on) FROM jobs WHERE person_id = j.person_id AND seen_on <= @today)
            """,
            new { today = Sql.Day(run.AsOf) },
            transaction,
            cancellationToken: ct))).ToDictionary(row => new UserId(row.PersonId), row => (row.SeenOn, new Job(row.Title, row.Department, row.RoleId, row.Segment)));
        IReadOnlyList<JobHistory.Change> changes = JobHistory.Changes(people, newest.ToDictionary(one => one.Key, one => one.Value.Job));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO jobs (person_id, seen_on, title, department, role_id, segment) VALUES (@PersonId, @SeenOn, @Title, @Department, @RoleId, @Segment)
            ON CONFLICT (person_id, seen_on) DO UPDATE SET title = excluded.title, department = excluded.department,
              role_id = excluded.role_id, segment = excluded.segment
            """,
            changes.Select(change => new Row
            {
                PersonId = change.Person.Value,
                SeenOn = change.Moved ? Sql.Day(run.AsOf) : newest.TryGetValue(change.Person, out (string SeenOn, Job) known) ? known.SeenOn : Always,
                Title = change.Job.Title,
                Department = change.Job.Department,
                RoleId = change.Job.RoleId,
                Segment = change.Job.Segment,
            }),
            transaction,
            cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private sealed class Row
    {
        public string PersonId { get; init; } = "";
        public string SeenOn { get; init; } = "";
        public string? Title { get; init; }
        public string? Department { get; init; }
        public string? RoleId { get; init; }
        public string? Segment { get; init; }
    }
}
