using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// One row a manager and week, written before the mail goes. A row found in <c>sending</c> belongs to a run that died with
/// the mail on its way: it becomes <c>unknown</c> and is never sent again by itself.
/// </summary>
internal static class MailLedger
{
    public sealed class Row
    {
        public string ManagerId { get; init; } = "";
        public string Week { get; init; } = "";
        public string? Recipient { get; init; }
        public string State { get; init; } = "";

        /// <summary>True where the mail of this week is over: sent, or nobody knows.</summary>
        public bool IsSettled => State is "sent" or "unknown" or "sending";
    }

    /// <summary>Rows whose outcome nobody recorded become unknown; returns them.</summary>
    public static async Task<IReadOnlyList<Row>> SettleInterruptedAsync(this DbConnection connection, CancellationToken ct) =>
        [.. await connection.QueryAsync<Row>(new CommandDefinition(
            """
            UPDATE mails SET state = 'unknown', detail = 'the run ended while the mail was on its way' WHERE state = 'sending'
            RETURNING manager_id AS ManagerId, week AS Week, recipient AS Recipient, state AS State
            """,
            cancellationToken: ct))];

    public static async Task<IReadOnlyDictionary<(string Manager, string Week), Row>> ReadMailsAsync(
        this DbConnection connection, IEnumerable<string> weeks, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT manager_id AS ManagerId, week AS Week, recipient AS Recipient, state AS State FROM mails WHERE week IN @weeks",
            new { weeks = weeks.ToArray() },
            cancellationToken: ct));
        return rows.ToDictionary(row => (row.ManagerId, row.Week));
    }

    /// <summary>May this mail be tried? Once sent or unknown: no. Refused: only at another address. Prepared or skipped: yes.</summary>
    public static bool MayTry(Row? row, string recipient) => row switch
    {
        null => true,
        { State: "prepared" or "skipped" } => true,
        { State: "refused" } => row.Recipient != recipient,
        _ => false,
    };

    public static Task PrepareAsync(this DbConnection connection, RunContext run, ComposedDigest digest, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mails (manager_id, week, message_id, recipient, subject, state, prepared_at)
            VALUES (@manager, @week, @messageId, @recipient, @subject, 'prepared', @at)
            ON CONFLICT (manager_id, week) DO UPDATE SET message_id = excluded.message_id, recipient = excluded.recipient,
              subject = excluded.subject, state = 'prepared', prepared_at = excluded.prepared_at, detail = NULL
            """,
            new
            {
                manager = digest.Manager.Value,
                week = digest.Model.Week.Key,
                messageId = digest.Message.MessageId,
                recipient = digest.Message.To.Address,
                subject = digest.Message.Subject,
                at = Sql.Ticks(run.Now),
            },
            cancellationToken: ct));

    /// <summary>Nobody up the line can be reached.</summary>
    public static Task SkipAsync(this DbConnection connection, RunContext run, string manager, string week, string reason, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mails (manager_id, week, message_id, subject, state, prepared_at, detail)
            VALUES (@manager, @week, '', '', 'skipped', @at, @reason)
            ON CONFLICT (manager_id, week) DO UPDATE SET state = 'skipped', detail = excluded.detail WHERE mails.state IN ('prepared', 'skipped')
            """,
            new { manager, week, reason, at = Sql.Ticks(run.Now) },
            cancellationToken: ct));

    public static Task MarkAsync(
        this DbConnection connection, ComposedDigest digest, string state, DateTimeOffset? sentAt, string? detail, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE mails SET state = @state, sent_at = @at, detail = @detail WHERE manager_id = @manager AND week = @week",
            new { state, at = Sql.Ticks(sentAt), detail, manager = digest.Manager.Value, week = digest.Model.Week.Key },
            cancellationToken: ct));
}
