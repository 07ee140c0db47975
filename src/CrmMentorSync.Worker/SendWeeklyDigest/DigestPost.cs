using System.Data.Common;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// Hands digests to the transport, several at once: each is claimed, handed over and marked. What was only put off is tried again
/// within the run; when nothing can leave at all, the rest waits for the next run instead of knocking a thousand times.
/// </summary>
internal sealed partial class DigestPost(
    StateDatabase state, IMailTransport transport, IOptions<MailOptions> mail, TimeProvider clock, ILogger<DigestPost> logger)
{
    /// <summary>Sends those that can be claimed.</summary>
    /// <returns>How many went, how many did not, and how many were not to be had.</returns>
    public async Task<(int Sent, int Failed, int Skipped)> SendAsync(RunContext run, IReadOnlyList<ComposedMail> digests, CancellationToken ct)
    {
        await using var ledger = new Ledger(await state.OpenDurableAsync(ct), run);
        try
        {
            var results = await PassAsync(ledger, digests, ct);
            TimeSpan wait = TimeSpan.FromSeconds(mail.Value.RetrySeconds);
            for (int retry = 0; retry < mail.Value.Retries; retry++, wait *= 3)
            {
                ComposedMail[] later = [.. digests.Where(digest => results[digest] is Result.Later)];
                if (later.Length == 0)
                {
                    break;
                }

                LogAgain(later.Length, wait);
                await Task.Delay(wait, clock, ct);
                foreach ((ComposedMail digest, Result result) in await PassAsync(ledger, later, ct))
                {
                    results[digest] = result;
                }
            }

            int sent = results.Values.Count(result => result == Result.Sent);
            int skipped = results.Values.Count(result => result == Result.NotOurs);
            return (sent, digests.Count - sent - skipped, skipped);
        }
        finally
        {
            await transport.RestAsync(CancellationToken.None);
        }
    }

    /// <summary>Hands over one mail that is already claimed, and marks it.</summary>
    public async Task<MailOutcome> SendClaimedAsync(RunContext run, MailLedger.Row row, MailMessageData message, CancellationToken ct)
    {
        await using var ledger = new Ledger(await state.OpenDurableAsync(ct), run);
        try
        {
            MailOutcome outcome = await HandOverAsync(ledger, row.ManagerId, row.Week, message, ct);
            await ledger.MarkAsync(row.ManagerId, row.Week, outcome);
            return outcome;
        }
        finally
        {
            await transport.RestAsync(CancellationToken.None);
        }
    }

    private async Task<Dictionary<ComposedMail, Result>> PassAsync(Ledger ledger, IReadOnlyList<ComposedMail> digests, CancellationToken ct)
    {
        var results = new Result[digests.Count];
        MailOutcome.NotSent? closed = null;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, digests.Count),
            new ParallelOptions { MaxDegreeOfParallelism = transport.AtOnce, CancellationToken = ct },
            async (index, token) =>
            {
                ComposedMail digest = digests[index];
                if (!await ledger.ClaimAsync(digest, mail.Value.Transport, token))
                {
                    results[index] = Result.NotOurs;
                    return;
                }

                (string manager, string week) = (digest.Owner.Value, digest.Week.Key);
                MailOutcome outcome = Volatile.Read(ref closed) ?? await HandOverAsync(ledger, manager, week, digest.Message, token);
                if (outcome is MailOutcome.NotSent { ConcernsAll: true } all)
                {
                    Volatile.Write(ref closed, all);
                }

                await ledger.MarkAsync(manager, week, outcome);
                results[index] = outcome switch
                {
                    MailOutcome.Sent => Result.Sent,
                    MailOutcome.NotSent { IsLasting: false } => Result.Later,
                    _ => Result.Failed,
                };
                if (outcome is not MailOutcome.Sent)
                {
                    (string name, string detail) = Ledger.Words(outcome);
                    LogNotSent(manager, name, detail);
                }
            });
        // By object: a digest's value is a whole mail, which nobody wants to hash.
        return digests.Zip(results).ToDictionary<(ComposedMail First, Result Second), ComposedMail, Result>(
            pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
    }

    private async Task<MailOutcome> HandOverAsync(Ledger ledger, string manager, string week, MailMessageData message, CancellationToken ct)
    {
        try
        {
            return await transport.SendAsync(message, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The transport lets itself be stopped only before a mail leaves.
            await ledger.MarkAsync(manager, week, new MailOutcome.NotSent("the run was stopped before the mail left"));
            throw;
        }
        catch (Exception failure)
        {
            // The boundary of one mail: the others still go. What this one did nobody knows.
            LogTransportFailed(failure, manager);
            return new MailOutcome.Unknown($"the transport failed ({failure.GetType().Name}); see the log");
        }
    }

    private enum Result
    {
        /// <summary>Somebody else's, or not to be sent.</summary>
        NotOurs,
        Sent,
        Later,
        Failed,
    }

    /// <summary>One connection for all that is on its way, one statement at a time.</summary>
    private sealed class Ledger(DbConnection connection, RunContext run) : IAsyncDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        public static (string State, string Detail) Words(MailOutcome outcome) => outcome switch
        {
            MailOutcome.Sent done => ("sent", done.Detail),
            MailOutcome.Refused refused => ("refused", refused.Reason),
            MailOutcome.NotSent later => ("deferred", later.Reason),
            MailOutcome.Unknown unknown => ("unknown", unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        public async Task<bool> ClaimAsync(ComposedMail digest, MailTransportKind transport, CancellationToken ct)
        {
            await _turn.WaitAsync(ct);
            try
            {
                return await connection.ClaimAsync(run, digest, transport, ct);
            }
            finally
            {
                _turn.Release();
            }
        }

        /// <summary>Recorded even when the run is being stopped: the mail may be out.</summary>
        public async Task MarkAsync(string manager, string week, MailOutcome outcome)
        {
            (string name, string detail) = Words(outcome);
            await _turn.WaitAsync(CancellationToken.None);
            try
            {
                await connection.MarkAsync(manager, week, name, run.Now, detail, CancellationToken.None);
                await (outcome is MailOutcome.Sent
                    ? connection.ForgetMailRefusalsAsync(manager, week, CancellationToken.None)
                    : connection.RefuseMailAsync(run, manager, week, detail, CancellationToken.None));
            }
            finally
            {
                _turn.Release();
            }
        }

        public ValueTask DisposeAsync()
        {
            _turn.Dispose();
            return connection.DisposeAsync();
        }
    }

    [LoggerMessage(EventId = 1907, Level = LogLevel.Warning, Message = "The digest of manager {Manager} is {State}: {Detail}")]
    private partial void LogNotSent(string manager, string state, string detail);

    [LoggerMessage(EventId = 1908, Level = LogLevel.Error, Message = "The transport failed for manager {Manager}")]
    private partial void LogTransportFailed(Exception failure, string manager);

    [LoggerMessage(EventId = 1909, Level = LogLevel.Information, Message = "{Count} digests were put off and are tried again in {Wait}")]
    private partial void LogAgain(int count, TimeSpan wait);
}
