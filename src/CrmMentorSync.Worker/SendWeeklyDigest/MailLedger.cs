using System.Data.Common;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// One row a manager and week, claimed before the mail goes. A row found in <c>sending</c> belongs to a run that died with the mail
/// on its way: it becomes <c>unknown</c> and is never sent again by itself.
/// </summary>
/// <remarks>The claim is one statement: of two that want the same mail, one gets it, whatever runs side by side.</remarks>
internal static class MailLedger
{
    /// <summary>How long the mails themselves are kept for resending.</summary>
    private const int ContentDays = 35;

    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    public sealed class Row
    {
        public string ManagerId { get; init; } = "";
        public string Week { get; init; } = "";
        public string MessageId { get; init; } = "";
        public string? Recipient { get; init; }
        public string State { get; init; } = "";
        public string? Transport { get; init; }
        public long? SentAt { get; init; }
        public long Attempts { get; init; }
        public string? Detail { get; init; }

        /// <summary>True where the mail of this week is over: sent, or nobody knows.</summary>
        public bool IsSettled => State is "sent" or "unknown" or "sending";
    }

    /// <summary>Rows whose outcome nobody recorded become unknown; returns them.</summary>
    public static async Task<IReadOnlyList<Row>> SettleInterruptedAsync(this DbConnection connection, CancellationToken ct) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            UPDATE mails SET state = 'unknown', detail = 'the run ended while the mail was on its way' WHERE state = 'sending'
            RETURNING {Columns}
            """,
            cancellationToken: ct))).OrderBy(row => row.ManagerId, StringComparer.Ordinal)];

    public static async Task<IReadOnlyDictionary<(string Manager, string Week), Row>> ReadMailsAsync(
        this DbConnection connection, IEnumerable<string> weeks, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM mails WHERE week IN @weeks", new { weeks = weeks.ToArray() }, cancellationToken: ct));
        return rows.ToDictionary(row => (row.ManagerId, row.Week));
    }

    public static Task<Row?> ReadMailAsync(this DbConnection connection, string manager, string week, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Row?>(new CommandDefinition(
            $"SELECT {Columns} FROM mails WHERE manager_id = @manager AND week = @week", new { manager, week }, cancellationToken: ct));

    /// <summary>
    /// Takes the mail for this run, with its content; false where it is not to be had: on its way, sent, unknown, or refused at the
    /// same address. Durable before it returns, if the connection is.
    /// </summary>
    public static async Task<bool> ClaimAsync(
        this DbConnection connection, RunContext run, ComposedMail digest, MailTransportKind transport, CancellationToken ct)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        var values = new
        {
            manager = digest.Owner.Value,
            week = digest.Week.Key,
            messageId = digest.Message.MessageId,
            recipient = digest.Message.To.Address,
            subject = digest.Message.Subject,
            transport = transport.ToString(),
            at = Sql.Ticks(run.Now),
            content = MailContent.Pack(digest.Message),
        };
        int claimed = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mails (manager_id, week, message_id, recipient, subject, state, prepared_at, transport, attempts)
            VALUES (@manager, @week, @messageId, @recipient, @subject, 'sending', @at, @transport, 1)
            ON CONFLICT (manager_id, week) DO UPDATE SET message_id = excluded.message_id, recipient = excluded.recipient,
              subject = excluded.subject, state = 'sending', prepared_at = excluded.prepared_at, transport = excluded.transport,
              attempts = mails.attempts + 1, next_try_at = NULL, detail = NULL
            WHERE mails.state IN ('deferred', 'skipped') OR (mails.state = 'refused' AND mails.recipient IS NOT excluded.recipient)
            """,
            values,
            transaction,
            cancellationToken: ct));
        if (claimed == 1)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO mail_contents (manager_id, week, content, stored_at) VALUES (@manager, @week, @content, @at)
                ON CONFLICT (manager_id, week) DO UPDATE SET content = excluded.content, stored_at = excluded.stored_at
                """,
                values,
                transaction,
                cancellationToken: ct));
        }

        await transaction.CommitAsync(ct);
        return claimed == 1;
    }

    /// <summary>Takes a mail once more because an operator says so; null where its content is no longer kept.</summary>
    public static async Task<MailMessageData?> ClaimAgainAsync(this DbConnection connection, Row row, CancellationToken ct)
    {
        byte[]? content = await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition(
            "SELECT content FROM mail_contents WHERE manager_id = @ManagerId AND week = @Week", row, cancellationToken: ct));
        if (content is null)
        {
            return null;
        }

        int claimed = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE mails SET state = 'sending', attempts = attempts + 1, next_try_at = NULL, detail = NULL
            WHERE manager_id = @ManagerId AND week = @Week AND state = @State AND attempts = @Attempts
            """,
            row,
            cancellationToken: ct));
        return claimed == 1 ? MailContent.Unpack(content) : null;
    }

    /// <summary>Nobody up the line can be reached.</summary>
    public static Task SkipAsync(this DbConnection connection, RunContext run, string manager, string week, string reason, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mails (manager_id, week, message_id, subject, state, prepared_at, detail)
            VALUES (@manager, @week, '', '', 'skipped', @at, @reason)
            ON CONFLICT (manager_id, week) DO UPDATE SET state = 'skipped', detail = excluded.detail WHERE mails.state IN ('deferred', 'skipped')
            """,
            new { manager, week, reason, at = Sql.Ticks(run.Now) },
            cancellationToken: ct));

    /// <summary>Writes down what became of a mail that is on its way.</summary>
    public static Task MarkAsync(
        this DbConnection connection, string manager, string week, string state, DateTimeOffset now, string detail, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE mails SET state = @state, detail = @detail, sent_at = CASE WHEN @state = 'sent' THEN @now ELSE sent_at END,
              next_try_at = CASE WHEN @state = 'deferred' THEN @now + min(@longest, @first << min(attempts - 1, 10)) END
            WHERE manager_id = @manager AND week = @week
            """,
            new { state, detail, now = Sql.Ticks(now), first = FirstRest.Ticks, longest = LongestRest.Ticks, manager, week },
            cancellationToken: ct));

    /// <summary>For the operator: why this mail did not certainly arrive.</summary>
    public static Task RefuseMailAsync(this DbConnection connection, RunContext run, string manager, string week, string reason, CancellationToken ct) =>
        connection.RefuseAsync(run, "mail", $"{manager} {week}", reason, null, ct);

    /// <summary>It went in the end: nothing is left to tell.</summary>
    public static Task ForgetMailRefusalsAsync(this DbConnection connection, string manager, string week, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM refused_records WHERE source = 'mail' AND record = @record", new { record = $"{manager} {week}" }, cancellationToken: ct));

    /// <summary>The unattended host looks at refused and skipped mails again when the facts are newer than this.</summary>
    public static Task LookedAtAsync(this DbConnection connection, RunContext run, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE mails SET looked_at = @now WHERE state IN ('refused', 'skipped')", new { now = Sql.Ticks(run.Now) }, cancellationToken: ct));

    /// <summary>Mails are kept as long as somebody may ask for one again, and no longer.</summary>
    public static Task ForgetOldContentsAsync(this DbConnection connection, RunContext run, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM mail_contents WHERE stored_at < @before", new { before = Sql.Ticks(run.Now.AddDays(-ContentDays)) }, cancellationToken: ct));

    private const string Columns =
        """
        manager_id AS ManagerId, week AS Week, message_id AS MessageId, recipient AS Recipient, state AS State, transport AS Transport,
          sent_at AS SentAt, attempts AS Attempts, detail AS Detail
        """;
}
