using System.Data.Common;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Sends each manager the week's digest.</summary>
/// <remarks>
/// Idempotency lies in <see cref="MailLedger"/>: a row a manager and ISO week exists before the mail goes, and a mail whose
/// outcome is not certainly "not sent" is never repeated by itself.
/// </remarks>
internal sealed partial class SendWeeklyDigestStep(
    StateDatabase state, DigestComposer composer, IMailTransport transport, IOptions<SendWeeklyDigestOptions> options, IOptions<MailOptions> mail,
    ILogger<SendWeeklyDigestStep> logger) : IPipelineStep
{
    public string Name => "digest";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        if (options.Value.ProgrammePaused)
        {
            LogPaused();
            return default;
        }

        DigestBatch batch = await composer.ComposeAsync(run, ct);
        int all = batch.Composed.Count + batch.Unreachable.Count;
        if (run.Rehearsal)
        {
            LogRehearsed(batch.Composed.Count);
            return new StepResult(all, 0, all, 0);
        }

        if ((run.IsSandbox || IsSandbox(run.InstanceUrl)) && !mail.Value.AllowSandbox)
        {
            LogSandbox(batch.Composed.Count);
            return new StepResult(all, 0, all, 0);
        }

        await using DbConnection connection = await state.OpenAsync(ct);
        foreach (MailLedger.Row row in await connection.SettleInterruptedAsync(ct))
        {
            LogInterrupted(row.ManagerId, row.Week);
            await RefuseAsync(connection, run, row.ManagerId, row.Week, "the run ended while the mail was on its way; ask the manager, then resend it by command", ct);
        }

        foreach (UnreachableManager unreachable in batch.Unreachable)
        {
            string reason = "nobody up the line can be mailed; give the manager or the next one up an active user with an e-mail address";
            await connection.SkipAsync(run, unreachable.Manager.Value, unreachable.Week.Key, reason, ct);
            await RefuseAsync(connection, run, unreachable.Manager.Value, unreachable.Week.Key, reason, ct);
            LogUnreachable(unreachable.Manager.Value, unreachable.Reason);
        }

        (int sent, int skipped, int failed) = await SendAllAsync(connection, run, batch.Composed, ct);
        LogFinished(all, sent, skipped, failed + batch.Unreachable.Count);
        return new StepResult(all, sent, skipped, failed + batch.Unreachable.Count);
    }

    private async Task<(int Sent, int Skipped, int Failed)> SendAllAsync(
        DbConnection connection, RunContext run, IReadOnlyList<ComposedDigest> digests, CancellationToken ct)
    {
        var ledger = await connection.ReadMailsAsync(digests.Select(digest => digest.Model.Week.Key).Distinct(), ct);
        HashSet<UserId> due = Due(run, digests, ledger);
        (int sent, int skipped, int failed) = (0, 0, 0);
        foreach (ComposedDigest digest in digests)
        {
            MailLedger.Row? row = ledger.GetValueOrDefault((digest.Manager.Value, digest.Model.Week.Key));
            if (!due.Contains(digest.Manager) || !MailLedger.MayTry(row, digest.Message.To.Address))
            {
                skipped++;
                continue;
            }

            if (await SendAsync(connection, run, digest, ct))
            {
                sent++;
            }
            else
            {
                failed++;
            }
        }

        return (sent, skipped, failed);
    }

    private HashSet<UserId> Due(
        RunContext run, IReadOnlyList<ComposedDigest> digests, IReadOnlyDictionary<(string Manager, string Week), MailLedger.Row> ledger)
    {
        if (options.Value.Scope == DigestScope.All)
        {
            return [.. digests.Select(digest => digest.Manager)];
        }

        DigestCalendar[] calendars = [.. digests.Select(digest => new DigestCalendar(
            digest.Manager,
            digest.Reader.TimeZone,
            ledger.GetValueOrDefault((digest.Manager.Value, digest.Model.Week.Key)) is { IsSettled: true } ? digest.Model.Week : null))];
        return [.. DigestDue.Managers(run.Now, calendars, options.Value.Day, options.Value.Time)];
    }

    private async Task<bool> SendAsync(DbConnection connection, RunContext run, ComposedDigest digest, CancellationToken ct)
    {
        await connection.PrepareAsync(run, digest, ct);
        await connection.MarkAsync(digest, "sending", null, null, ct);
        MailOutcome outcome;
        try
        {
            outcome = await transport.SendAsync(digest.Message, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The boundary of one mail: the others still go. What this one did nobody knows.
            LogTransportFailed(failure, digest.Manager.Value);
            outcome = new MailOutcome.Unknown($"the transport failed ({failure.GetType().Name}); see the log");
        }

        (string state, string detail) = outcome switch
        {
            MailOutcome.Sent done => ("sent", done.Detail),
            MailOutcome.Refused refused => ("refused", refused.Reason),
            MailOutcome.NotSent later => ("prepared", later.Reason),
            MailOutcome.Unknown unknown => ("unknown", unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        // Recorded even when the run is being stopped: the mail is out.
        await connection.MarkAsync(digest, state, state == "sent" ? run.Now : null, detail, CancellationToken.None);
        if (outcome is MailOutcome.Sent)
        {
            return true;
        }

        await RefuseAsync(connection, run, digest.Manager.Value, digest.Model.Week.Key, detail, ct);
        LogNotSent(digest.Manager.Value, state, detail);
        return false;
    }

    private static Task RefuseAsync(DbConnection connection, RunContext run, string manager, string week, string reason, CancellationToken ct) =>
        connection.RefuseAsync(run, "mail", $"{manager} {week}", reason, null, ct);

    private static bool IsSandbox(Uri instance) => instance.Host.Contains(".sandbox.", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(EventId = 1901, Level = LogLevel.Information, Message = "Digest finished: {Read} managers, {Sent} sent, {Skipped} skipped, {Failed} failed")]
    private partial void LogFinished(int read, int sent, int skipped, int failed);

    [LoggerMessage(EventId = 1902, Level = LogLevel.Information, Message = "Programme is paused: no digest is sent")]
    private partial void LogPaused();

    [LoggerMessage(EventId = 1903, Level = LogLevel.Information, Message = "Rehearsal: {Count} digests composed, none sent")]
    private partial void LogRehearsed(int count);

    [LoggerMessage(EventId = 1904, Level = LogLevel.Warning, Message = "The org is a sandbox: {Count} digests not sent; set Mail:AllowSandbox to send them")]
    private partial void LogSandbox(int count);

    [LoggerMessage(EventId = 1905, Level = LogLevel.Warning, Message = "The digest of manager {Manager} for {Week} may or may not have been sent")]
    private partial void LogInterrupted(string manager, string week);

    [LoggerMessage(EventId = 1906, Level = LogLevel.Warning, Message = "The digest of manager {Manager} can reach nobody: {Reason}")]
    private partial void LogUnreachable(string manager, DetourReason reason);

    [LoggerMessage(EventId = 1907, Level = LogLevel.Warning, Message = "The digest of manager {Manager} is {State}: {Detail}")]
    private partial void LogNotSent(string manager, string state, string detail);

    [LoggerMessage(EventId = 1908, Level = LogLevel.Error, Message = "The transport failed for manager {Manager}")]
    private partial void LogTransportFailed(Exception failure, string manager);
}
