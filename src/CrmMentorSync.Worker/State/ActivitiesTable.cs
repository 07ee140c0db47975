using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>One activity of the programme: what was planned, and what people made of it.</summary>
internal sealed record ActivityRow
{
    public required MentoringKey Key { get; init; }
    public required UserId Owner { get; init; }
    public required string Subject { get; init; }
    public required string Description { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateTimeOffset? RemindAt { get; init; }
    public required string Priority { get; init; }
    public required DateOnly PlannedOn { get; init; }
    public required ActivityState State { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>1–5; null where nobody said.</summary>
    public int? Grasp { get; init; }

    /// <summary>How the talk was to its owner, 1–5.</summary>
    public int? Rating { get; init; }

    /// <summary>What was hoped for and what came, 1–5.</summary>
    public int? Expected { get; init; }
    public int? Received { get; init; }

    /// <summary>For others to read, once the state is done: an endorsement, or what there is to tell of a win.</summary>
    public string? Shared { get; init; }

    /// <summary>A question why something is done as it is.</summary>
    public string? Challenge { get; init; }
    public string? Learned { get; init; }
    public string? Obstacle { get; init; }

    /// <summary>Why someone declined; of a planned one, why it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>What someone typed and we could not read, as it stands in the Task.</summary>
    public string? Unreadable { get; init; }

    /// <summary>The first day that counts again for someone who asked for a pause.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>Whom a manager would rather have, as written.</summary>
    public string? Instead { get; init; }

    /// <summary>No was said in so many words, beside whatever else.</summary>
    public bool IsPlainNo { get; init; }
    public bool WantsExit { get; init; }

    /// <summary>The key of the Task that asks about it, where it has none of its own: a manager has one debrief a week for all talks.</summary>
    public MentoringKey? CarriedBy { get; init; }
}

/// <summary>Reads and writes activities.</summary>
internal static class ActivitiesTable
{
    private const string Columns =
        """
        SELECT key AS Key, owner_id AS OwnerId, subject AS Subject, description AS Description, due_on AS DueOn,
          remind_at AS RemindAt, priority AS Priority, planned_on AS PlannedOn, state AS State, done_at AS DoneAt,
          grasp AS Grasp, learned AS Learned, obstacle AS Obstacle, reason AS Reason, unreadable AS Unreadable,
          pause_until AS PauseUntil, instead AS Instead, plain_no AS IsPlainNo, wants_exit AS WantsExit,
          rating AS Rating, expected AS Expected, received AS Received, shared AS Shared, challenge AS Challenge,
          carried_by AS CarriedBy
        FROM activities
        """;

    /// <summary>All activities, ordered by key.</summary>
    public static Task<IReadOnlyList<ActivityRow>> ReadActivitiesAsync(this DbConnection connection, CancellationToken ct) =>
        ReadAsync(connection, $"{Columns} ORDER BY key", null, ct);

    /// <summary>What is still to be done, and what was done since an instant; ordered by key.</summary>
    public static Task<IReadOnlyList<ActivityRow>> ReadLiveActivitiesAsync(this DbConnection connection, DateTimeOffset since, CancellationToken ct) =>
        ReadAsync(
            connection,
            $"{Columns} WHERE state IN ('planned', 'open', 'unconfirmed') OR done_at >= @since ORDER BY key",
            new { since = Sql.Ticks(since) },
            ct);

    /// <summary>Adds the activities or replaces those that exist, by key.</summary>
    public static Task WriteActivitiesAsync(
        this DbConnection connection, IEnumerable<ActivityRow> activities, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO activities (key, pairing_key, activity, occurrence, side, owner_id, subject, description, due_on, remind_at,
              priority, planned_on, state, done_at, grasp, learned, obstacle, reason, unreadable,
              pause_until, instead, plain_no, wants_exit, rating, expected, received, shared, challenge, carried_by)
            VALUES (@Key, @PairingKey, @Activity, @Occurrence, @Side, @OwnerId, @Subject, @Description, @DueOn, @RemindAt,
              @Priority, @PlannedOn, @State, @DoneAt, @Grasp, @Learned, @Obstacle, @Reason, @Unreadable,
              @PauseUntil, @Instead, @IsPlainNo, @WantsExit, @Rating, @Expected, @Received, @Shared, @Challenge, @CarriedBy)
            ON CONFLICT (key) DO UPDATE SET owner_id = excluded.owner_id, subject = excluded.subject,
              description = excluded.description, due_on = excluded.due_on, remind_at = excluded.remind_at,
              priority = excluded.priority, planned_on = excluded.planned_on, state = excluded.state, done_at = excluded.done_at,
              grasp = excluded.grasp, learned = excluded.learned, obstacle = excluded.obstacle, reason = excluded.reason,
              unreadable = excluded.unreadable, pause_until = excluded.pause_until, instead = excluded.instead, plain_no = excluded.plain_no,
              wants_exit = excluded.wants_exit, rating = excluded.rating, expected = excluded.expected,
              received = excluded.received, shared = excluded.shared, challenge = excluded.challenge,
              carried_by = excluded.carried_by
            """,
            activities.Select(ToRow),
            transaction,
            cancellationToken: ct));

    private static async Task<IReadOnlyList<ActivityRow>> ReadAsync(DbConnection connection, string sql, object? values, CancellationToken ct) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: ct))).Select(ToActivity)];

    private static ActivityRow ToActivity(Row row) => new()
    {
        Key = MentoringKey.TryParse(row.Key) ?? throw new StateException($"the activity '{row.Key}' has no key of ours; restore the state from a backup"),
        Owner = new UserId(row.OwnerId),
        Subject = row.Subject,
        Description = row.Description,
        DueOn = Sql.ToDay(row.DueOn),
        RemindAt = Sql.Instant(row.RemindAt),
        Priority = row.Priority,
        PlannedOn = Sql.ToDay(row.PlannedOn),
        State = ActivityNames.ParseState(row.State),
        DoneAt = Sql.Instant(row.DoneAt),
        Grasp = (int?)row.Grasp,
        Learned = row.Learned,
        Obstacle = row.Obstacle,
        Reason = row.Reason,
        Unreadable = row.Unreadable,
        PauseUntil = Sql.ToDayOrNull(row.PauseUntil),
        Instead = row.Instead,
        IsPlainNo = row.IsPlainNo != 0,
        WantsExit = row.WantsExit != 0,
        Rating = (int?)row.Rating,
        Expected = (int?)row.Expected,
        Received = (int?)row.Received,
        Shared = row.Shared,
        Challenge = row.Challenge,
        CarriedBy = row.CarriedBy is { } carrier ? MentoringKey.TryParse(carrier) : null,
    };

    private static Row ToRow(ActivityRow activity) => new()
    {
        Key = activity.Key.ToString(),
        PairingKey = activity.Key.PairingKey,
        Activity = activity.Key.Activity,
        Occurrence = activity.Key.Occurrence,
        Side = activity.Key.Side,
        OwnerId = activity.Owner.Value,
        Subject = activity.Subject,
        Description = activity.Description,
        DueOn = Sql.Day(activity.DueOn),
        RemindAt = Sql.Ticks(activity.RemindAt),
        Priority = activity.Priority,
        PlannedOn = Sql.Day(activity.PlannedOn),
        State = activity.State.Key(),
        DoneAt = Sql.Ticks(activity.DoneAt),
        Grasp = activity.Grasp,
        Learned = activity.Learned,
        Obstacle = activity.Obstacle,
        Reason = activity.Reason,
        Unreadable = activity.Unreadable,
        PauseUntil = Sql.Day(activity.PauseUntil),
        Instead = activity.Instead,
        IsPlainNo = activity.IsPlainNo ? 1 : 0,
        WantsExit = activity.WantsExit ? 1 : 0,
        Rating = activity.Rating,
        Expected = activity.Expected,
        Received = activity.Received,
        Shared = activity.Shared,
        Challenge = activity.Challenge,
        CarriedBy = activity.CarriedBy?.ToString(),
    };

    private sealed class Row
    {
        public string Key { get; init; } = "";
        public string? PairingKey { get; init; }
        public string Activity { get; init; } = "";
        public long Occurrence { get; init; }
        public string Side { get; init; } = "";
        public string OwnerId { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Description { get; init; } = "";
        public string DueOn { get; init; } = "";
        public long? RemindAt { get; init; }
        public string Priority { get; init; } = "";
        public string PlannedOn { get; init; } = "";
        public string State { get; init; } = "";
        public long? DoneAt { get; init; }
        public long? Grasp { get; init; }
        public string? Learned { get; init; }
        public string? Obstacle { get; init; }
        public string? Reason { get; init; }
        public string? Unreadable { get; init; }
        public string? PauseUntil { get; init; }
        public string? Instead { get; init; }
        public long IsPlainNo { get; init; }
        public long WantsExit { get; init; }
        public long? Rating { get; init; }
        public long? Expected { get; init; }
        public long? Received { get; init; }
        public string? Shared { get; init; }
        public string? Challenge { get; init; }
        public string? CarriedBy { get; init; }
    }
}
