using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Our Tasks in Salesforce's shape: the one place that knows their columns.</summary>
internal static class MentoringTasks
{
    public const string KeyField = "Mentoring_Key__c";

    /// <summary>In some orgs hidden from the integration user; the last change stands in for it.</summary>
    private const string CompletedField = "CompletedDateTime";

    private static readonly string[] Columns =
    [
        "Id", KeyField, "Subject", "Description", "ActivityDate", "Status", "Priority", "OwnerId", "ReminderDateTime", "IsReminderSet",
        "IsClosed", "IsDeleted", "CreatedById", "CreatedDate", "LastModifiedById", "SystemModstamp",
    ];

    extension(SalesforceClient client)
    {
        /// <summary>All our Tasks changed since an instant, deleted and archived ones too, oldest change first; null: all.</summary>
        /// <exception cref="SalesforceFailure">The org has no key field, or not a unique one.</exception>
        public async Task<IReadOnlyList<RemoteTask>> ReadMentoringTasksAsync(DateTimeOffset? since, CancellationToken ct)
        {
            string changed = since is { } instant ? $" AND SystemModstamp >= {Soql.Instant(instant)}" : "";
            return await client.ReadAsync($"{KeyField} LIKE {Soql.StartsWith(MentoringKey.Prefix)}{changed} ORDER BY SystemModstamp, Id", ct);
        }

        /// <summary>The Tasks that have one of these keys, deleted ones too.</summary>
        public async Task<IReadOnlyList<RemoteTask>> FindMentoringTasksAsync(IEnumerable<string> keys, CancellationToken ct)
        {
            List<RemoteTask> found = [];
            // A key has up to 80 characters and a request line 16,384.
            foreach (string[] some in keys.Order(StringComparer.Ordinal).Chunk(100))
            {
                found.AddRange(await client.ReadAsync($"{KeyField} IN {Soql.List(some)} ORDER BY {KeyField}, Id", ct));
            }

            return found;
        }

        /// <summary>Tasks that people made themselves to say whom they meet (P25), of the last half year.</summary>
        public async Task<IReadOnlyList<OwnTask>> ReadOwnTasksAsync(DateTimeOffset since, CancellationToken ct)
        {
            string subjects = string.Join(" OR ", InformalPairs.Beginnings.Select(start => $"Subject LIKE {Soql.StartsWith(start)}"));
            List<OwnTask> tasks = [];
            await foreach (SalesforceRecord record in client.QueryAsync(
                $"SELECT Id, OwnerId, Subject, CreatedDate FROM Task WHERE ({subjects}) AND {KeyField} = null AND CreatedDate >= {Soql.Instant(since)} ORDER BY Id", all: false, ct))
            {
                DateTimeOffset created = Instant(record, "CreatedDate") ?? throw Missing("CreatedDate");
                tasks.Add(new OwnTask(Text(record, "Id"), new UserId(Text(record, "OwnerId")), record["Subject"] ?? "", DateOnly.FromDateTime(created.UtcDateTime)));
            }

            return tasks;
        }

        private async Task<IReadOnlyList<RemoteTask>> ReadAsync(string condition, CancellationToken ct)
        {
            bool hasCompleted = await client.HasCompletedAsync(ct);
            string columns = string.Join(", ", hasCompleted ? [.. Columns, CompletedField] : Columns);
            List<RemoteTask> tasks = [];
            await foreach (SalesforceRecord record in client.QueryAsync($"SELECT {columns} FROM Task WHERE {condition}", all: true, ct))
            {
                tasks.Add(ToTask(record, hasCompleted));
            }

            return tasks;
        }

        private async Task<bool> HasCompletedAsync(CancellationToken ct)
        {
            SalesforceObject task = await client.DescribeAsync("Task", ct)
                ?? throw new SalesforceFailure(
                    SalesforceFailureCategory.Permission, "the integration user does not see the object Task: give it the permission Edit Tasks");
            return task.Fields.GetValueOrDefault(KeyField) is { ExternalId: true, Unique: true, Createable: true }
                ? task.Fields.ContainsKey(CompletedField)
                : throw new SalesforceFailure(
                    SalesforceFailureCategory.Configuration,
                    $"the org has no usable field {KeyField} on Task: create the text field {KeyField} (80) on the object Activity, mark it "
                    + "External ID and Unique, and let the integration user read and edit it");
        }
    }

    /// <summary>The fields as a new record, with its key.</summary>
    public static Dictionary<string, object?> ToNewRecord(string key, TaskFields fields)
    {
        Dictionary<string, object?> record = TaskFieldValues.All.ToDictionary(field => field.ApiName(), field => Value(field, fields), StringComparer.Ordinal);
        record[KeyField] = key;
        return record;
    }

    /// <summary>Only the fields to change, with the Id.</summary>
    public static Dictionary<string, object?> ToChange(string id, IEnumerable<TaskField> changed, TaskFields fields)
    {
        Dictionary<string, object?> record = changed.ToDictionary(field => field.ApiName(), field => Value(field, fields), StringComparer.Ordinal);
        record["Id"] = id;
        return record;
    }

    private static object? Value(TaskField field, TaskFields fields) => field switch
    {
        TaskField.Subject => fields.Subject,
        TaskField.Description => fields.Description,
        TaskField.ActivityDate => fields.ActivityDate,
        TaskField.Status => fields.Status,
        TaskField.Priority => fields.Priority,
        TaskField.Owner => fields.OwnerId.Value,
        TaskField.ReminderAt => fields.ReminderDateTime,
        TaskField.IsReminderSet => fields.IsReminderSet,
    };

    private static RemoteTask ToTask(SalesforceRecord record, bool hasCompleted)
    {
        string owner = Text(record, "OwnerId");
        return new RemoteTask
        {
            Id = Text(record, "Id"),
            Key = Text(record, KeyField),
            Fields = new TaskFields
            {
                Subject = record["Subject"] ?? "",
                Description = record["Description"] ?? "",
                ActivityDate = record["ActivityDate"] is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
                Status = record["Status"] ?? "",
                Priority = record["Priority"] ?? "",
                OwnerId = new UserId(owner),
                ReminderDateTime = Instant(record, "ReminderDateTime"),
                IsReminderSet = Flag(record, "IsReminderSet"),
            },
            IsClosed = Flag(record, "IsClosed"),
            IsDeleted = Flag(record, "IsDeleted"),
            CompletedAt = hasCompleted ? Instant(record, CompletedField) : null,
            CreatedAt = Instant(record, "CreatedDate") ?? throw Missing("CreatedDate"),
            ModifiedAt = Instant(record, "SystemModstamp") ?? throw Missing("SystemModstamp"),
            // Who created it is the worker; where the worker was also the last to touch it, the owner is the one to name.
            ClosedBy = record["LastModifiedById"] is { } by && by != record["CreatedById"] ? by : owner,
        };
    }

    private static string Text(SalesforceRecord record, string column) => record[column] ?? throw Missing(column);

    private static bool Flag(SalesforceRecord record, string column) => string.Equals(record[column], "true", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Instant(SalesforceRecord record, string column) =>
        record[column] is not { } text ? null
        : SalesforceTime.TryParseInstant(text, out DateTimeOffset instant) ? instant
        : throw SalesforceFailure.Protocol($"a Task's {column} is no instant");

    private static SalesforceFailure Missing(string column) => SalesforceFailure.Protocol($"a Task came without {column}");
}
