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

    private static readonly string HasKey = $"{KeyField} LIKE {Soql.StartsWith(MentoringKey.Prefix)}";

    private static readonly string[] Columns =
    [
        "Id", "Subject", "Description", "ActivityDate", "Status", "Priority", "OwnerId", "ReminderDateTime", "IsReminderSet",
        "IsClosed", "IsDeleted", "CreatedById", "CreatedDate", "LastModifiedById", "SystemModstamp",
    ];

    extension(SalesforceClient client)
    {
        /// <summary>Whether the org has the key field as we need it: unique external id, ours to fill.</summary>
        public async Task<bool> HasKeyFieldAsync(CancellationToken ct) =>
            (await client.DescribeTaskAsync(ct)).Fields.GetValueOrDefault(KeyField) is { ExternalId: true, Unique: true, Createable: true };

        /// <summary>
        /// The question for our Tasks that changed since an instant, deleted and archived ones too, oldest change first; null: for all.
        /// In an org without the key field: for whatever the integration user created.
        /// </summary>
        public async Task<string> OurTasksSoqlAsync(DateTimeOffset? since, bool isKeyed, CancellationToken ct)
        {
            string ours = isKeyed ? HasKey : $"CreatedById = {Soql.Quote((await client.UserAsync(ct)).Value)}";
            return await client.SelectAsync($"{ours}{Since(since)} ORDER BY SystemModstamp, Id", isKeyed, ct);
        }

        /// <summary>The Tasks of a question; without keys where the org has no field for them.</summary>
        /// <param name="firstPage">What was asked for already, together with other things.</param>
        public async Task<IReadOnlyList<RemoteTask>> ReadTasksAsync(string soql, bool isKeyed, byte[]? firstPage, CancellationToken ct)
        {
            List<RemoteTask> tasks = [];
            await foreach (SalesforceRecord record in client.QueryAsync(soql, all: true, firstPage, ct))
            {
                tasks.Add(ToTask(record, isKeyed));
            }

            return tasks;
        }

        /// <summary>The Tasks that have one of these keys, deleted ones too.</summary>
        public async Task<IReadOnlyList<RemoteTask>> FindMentoringTasksAsync(IEnumerable<string> keys, CancellationToken ct)
        {
            List<RemoteTask> found = [];
            // A key has up to 80 characters and a request line 16,384.
            foreach (string[] some in keys.Order(StringComparer.Ordinal).Chunk(100))
            {
                found.AddRange(await client.ReadAsync($"{KeyField} IN {Soql.List(some)} ORDER BY {KeyField}, Id", isKeyed: true, ct));
            }

            return found;
        }

        /// <summary>Which of these Tasks the integration user does not see, deleted and archived ones counting as seen; 1,500 a call.</summary>
        public async Task<IReadOnlyList<string>> FindUnseenAsync(IEnumerable<string> ids, CancellationToken ct)
        {
            string[][] chunks = [.. ids.Order(StringComparer.Ordinal).Chunk(300)];
            (string Soql, bool All)[] questions = [.. chunks.Select(some => ($"SELECT Id FROM Task WHERE Id IN {Soql.List(some)}", true))];
            IReadOnlyList<byte[]?> pages = await client.AskTogetherAsync(questions, ct);
            List<string> unseen = [];
            for (int i = 0; i < chunks.Length; i++)
            {
                HashSet<string?> seen = new(StringComparer.Ordinal);
                await foreach (SalesforceRecord task in client.QueryAsync(questions[i].Soql, all: true, pages[i], ct))
                {
                    seen.Add(task["Id"]);
                }

                unseen.AddRange(chunks[i].Where(id => !seen.Contains(id)));
            }

            return unseen;
        }

        /// <summary>The Tasks of a question for those that people made themselves to say whom they meet (P25).</summary>
        public async Task<IReadOnlyList<OwnTask>> ReadOwnTasksAsync(string soql, byte[]? firstPage, CancellationToken ct)
        {
            List<OwnTask> tasks = [];
            await foreach (SalesforceRecord record in client.QueryAsync(soql, all: false, firstPage, ct))
            {
                DateTimeOffset created = Instant(record, "CreatedDate") ?? throw Missing("CreatedDate");
                tasks.Add(new OwnTask(Text(record, "Id"), new UserId(Text(record, "OwnerId")), record["Subject"] ?? "", DateOnly.FromDateTime(created.UtcDateTime)));
            }

            return tasks;
        }

        /// <summary>Where the org has no key field: what we created for these owners, for orphans to be found in it.</summary>
        public async Task<IReadOnlyList<RemoteTask>> FindKeylessTasksAsync(IEnumerable<UserId> owners, CancellationToken ct)
        {
            UserId me = await client.UserAsync(ct);
            List<RemoteTask> found = [];
            foreach (string[] some in owners.Select(owner => owner.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(200))
            {
                found.AddRange(await client.ReadAsync(
                    $"CreatedById = {Soql.Quote(me.Value)} AND OwnerId IN {Soql.List(some)} ORDER BY CreatedDate, Id", isKeyed: false, ct));
            }

            return found;
        }

        private async Task<IReadOnlyList<RemoteTask>> ReadAsync(string condition, bool isKeyed, CancellationToken ct) =>
            await client.ReadTasksAsync(await client.SelectAsync(condition, isKeyed, ct), isKeyed, firstPage: null, ct);

        private async Task<string> SelectAsync(string condition, bool isKeyed, CancellationToken ct)
        {
            string[] optional =
            [
                .. isKeyed ? [KeyField] : Array.Empty<string>(),
                .. (await client.DescribeTaskAsync(ct)).Fields.ContainsKey(CompletedField) ? [CompletedField] : Array.Empty<string>(),
            ];
            return $"SELECT {string.Join(", ", Columns.Concat(optional))} FROM Task WHERE {condition}";
        }

        private async Task<SalesforceObject> DescribeTaskAsync(CancellationToken ct) => await client.DescribeAsync("Task", ct)
            ?? throw new SalesforceFailure(
                SalesforceFailureCategory.Permission, "the integration user does not see the object Task: give it the permission Edit Tasks");
    }

    /// <summary>The question for Tasks on mentoring that people made themselves since then.</summary>
    public static string OwnTasksSoql(DateTimeOffset since)
    {
        string subjects = string.Join(" OR ", InformalPairs.Beginnings.Select(start => $"Subject LIKE {Soql.StartsWith(start)}"));
        return $"SELECT Id, OwnerId, Subject, CreatedDate FROM Task WHERE ({subjects}) AND CreatedDate >= {Soql.Instant(since)} ORDER BY Id";
    }

    /// <summary>The question how many Tasks with keys of ours these users made that are there and not deleted.</summary>
    public static string LiveTasksSoql(IEnumerable<UserId> makers) =>
        $"SELECT COUNT() FROM Task WHERE {HasKey} AND CreatedById IN {Soql.List(makers.Select(maker => maker.Value))} AND IsDeleted = false";

    private static string Since(DateTimeOffset? since) => since is { } instant ? $" AND SystemModstamp >= {Soql.Instant(instant)}" : "";

    /// <summary>The fields as a new record, with its key where the org has a field for it.</summary>
    public static Dictionary<string, object?> ToNewRecord(string key, TaskFields fields, bool isKeyed)
    {
        Dictionary<string, object?> record = TaskFieldValues.All.ToDictionary(field => field.ApiName(), field => Value(field, fields), StringComparer.Ordinal);
        if (isKeyed)
        {
            record[KeyField] = key;
        }

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

    private static RemoteTask ToTask(SalesforceRecord record, bool isKeyed)
    {
        string owner = Text(record, "OwnerId");
        return new RemoteTask
        {
            Id = Text(record, "Id"),
            Key = isKeyed ? Text(record, KeyField) : "",
            CreatedBy = new UserId(Text(record, "CreatedById")),
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
            CompletedAt = Instant(record, CompletedField),
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
