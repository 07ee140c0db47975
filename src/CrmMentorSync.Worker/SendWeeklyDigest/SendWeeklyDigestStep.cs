using System.Data.Common;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Sends each manager the week's digest.</summary>
/// <remarks>
/// Idempotency lies in <see cref="MailLedger"/>: a row a manager and ISO week exists before the mail goes, and a mail whose
/// outcome is not certainly "not sent" is never repeated by itself.
/// </remarks>
internal sealed partial class SendWeeklyDigestStep(
    StateDatabase state, DigestComposer composer, DigestPost post, IOptions<SendWeeklyDigestOptions> options, IOptions<MailOptions> mail,
    ILogger<SendWeeklyDigestStep> logger) : IPipelineStep
{
    private const string Restored =
        "the state was lost or put back from a backup this week, so the mail may have gone before; ask the manager, then send it by digest resend";

    public string Name => "digest";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        if (options.Value.ProgrammePaused)
        {
            LogPaused();
            return default;
        }

        DigestBatch batch = await composer.ComposeAsync(run, ct);
        int all = batch.All.Count + batch.Unreachable.Count;
        if (run.Rehearsal)
        {
            LogRehearsed(batch.All.Count);
            return new StepResult(all, 0, all, 0);
        }

        if ((run.IsSandbox || SandboxRule.IsSandboxAddress(run.InstanceUrl)) && !mail.Value.AllowSandbox)
        {
            LogSandbox(batch.All.Count);
            return new StepResult(all, 0, all, 0);
        }

        await using DbConnection connection = await state.OpenAsync(ct);
        foreach (MailLedger.Row row in await connection.SettleInterruptedAsync(ct))
        {
            LogInterrupted(row.ManagerId, row.Week);
            await connection.RefuseMailAsync(run, row.ManagerId, row.Week, "the run ended while the mail was on its way; ask the manager, then resend it by command", ct);
        }

        foreach (UnreachableManager unreachable in batch.Unreachable)
        {
            string reason = "nobody up the line can be mailed; give the manager or the next one up an active user with an e-mail address";
            await connection.SkipAsync(run, unreachable.Manager.Value, unreachable.Week.Key, reason, ct);
            await connection.RefuseMailAsync(run, unreachable.Manager.Value, unreachable.Week.Key, reason, ct);
            LogUnreachable(unreachable.Manager.Value, unreachable.Reason);
        }

        ComposedMail[] due = await DueAsync(connection, run, batch.All, ct);
        DateTimeOffset? restored = await connection.ReadRestoredAtAsync(ct);
        ILookup<bool, ComposedMail> mayHaveGone = due.ToLookup(digest =>
            restored is { } at && DigestDue.WeekOf(at, digest.Reader.TimeZone, options.Value.Day, options.Value.Time) == digest.Week);
        (int sent, int failed, int skipped) = await post.SendAsync(run, [.. mayHaveGone[false]], ct);
        failed += await HoldAsync(connection, run, mayHaveGone[true], ct);
        await connection.LookedAtAsync(run, ct);
        await connection.ForgetOldContentsAsync(run, ct);
        skipped += batch.All.Count - due.Length;
        failed += batch.Unreachable.Count;
        LogFinished(all, sent, skipped, failed);
        return new StepResult(all, sent, skipped, failed);
    }

    /// <summary>
    /// At most one mail a manager and week: where the state was lost or put back in that very week, nobody knows whether it went. The
    /// mail is kept for an operator to send.
    /// </summary>
    /// <returns>How many are held that were not held before.</returns>
    private async Task<int> HoldAsync(DbConnection connection, RunContext run, IEnumerable<ComposedMail> doubtful, CancellationToken ct)
    {
        int held = 0;
        foreach (ComposedMail digest in doubtful)
        {
            if (await connection.ClaimAsync(run, digest, mail.Value.Transport, ct))
            {
                (string manager, string week) = (digest.Owner.Value, digest.Week.Key);
                await connection.MarkAsync(manager, week, "unknown", run.Now, Restored, ct);
                await connection.RefuseMailAsync(run, manager, week, Restored, ct);
                held++;
            }
        }

        if (held > 0)
        {
            LogHeld(held);
        }

        return held;
    }

    /// <summary>Those whose hour has come and whose week's mail is not over.</summary>
    private async Task<ComposedMail[]> DueAsync(DbConnection connection, RunContext run, IReadOnlyList<ComposedMail> digests, CancellationToken ct)
    {
        var ledger = await connection.ReadMailsAsync(digests.Select(digest => digest.Week.Key).Distinct(), ct);
        HashSet<UserId> due = Due(run, digests, ledger);
        return [.. digests.Where(digest => due.Contains(digest.Owner))];
    }

    private HashSet<UserId> Due(
        RunContext run, IReadOnlyList<ComposedMail> digests, IReadOnlyDictionary<(string Manager, string Week), MailLedger.Row> ledger)
    {
        if (options.Value.Scope == DigestScope.All)
        {
            return [.. digests.Select(digest => digest.Owner)];
        }

        DigestCalendar[] calendars = [.. digests.Select(digest => new DigestCalendar(
            digest.Owner,
            digest.Reader.TimeZone,
            ledger.GetValueOrDefault((digest.Owner.Value, digest.Week.Key)) is { IsSettled: true } ? digest.Week : null))];
        return [.. DigestDue.Managers(run.Now, calendars, options.Value.Day, options.Value.Time)];
    }

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

    [LoggerMessage(EventId = 1910, Level = LogLevel.Warning, Message = "The state is younger than this week's Tasks: {Count} digests may have gone before and are held")]
    private partial void LogHeld(int count);

    [LoggerMessage(EventId = 1906, Level = LogLevel.Warning, Message = "The digest of manager {Manager} can reach nobody: {Reason}")]
    private partial void LogUnreachable(string manager, DetourReason reason);
}
