using System.Net;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Writes records 200 a call and says what became of each.</summary>
/// <remarks>
/// A call is sent once. Rows that others held locked, or that lost a race for their key, are known not to be done and are sent
/// again, alone. What was lost on the way is <see cref="WriteOutcome.Unknown"/> and is never repeated here; from then on
/// nothing more is sent, and the rest is <see cref="WriteOutcome.Deferred"/>. A call that is refused as a whole (a firewall, a
/// permission, a body) refuses no row: only an answer that names rows can.
/// </remarks>
internal sealed partial class CollectionWriter(
    SalesforceHttp http, IOptions<SalesforceOptions> options, TimeProvider clock, ILogger<CollectionWriter> logger)
{
    internal const int MostRecords = 200;
    private const int LockRounds = 3;

    /// <param name="body">Makes the request's body of the records at the given places.</param>
    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(
        CollectionCall call, HttpMethod method, Func<IReadOnlyList<int>, string> path, int count,
        Func<IReadOnlyList<int>, ReadOnlyMemory<byte>>? body, CancellationToken ct)
    {
        var outcomes = new WriteOutcome?[count];
        string? stopped = null;
        foreach (int[] chunk in Enumerable.Range(0, count).Chunk(MostRecords))
        {
            if (stopped is null)
            {
                stopped = await WriteChunkAsync(call, method, path, body, chunk, outcomes, ct);
            }

            foreach (int at in chunk)
            {
                outcomes[at] ??= new WriteOutcome.Deferred($"not sent: {stopped}", CallFailed: true);
            }
        }

        return outcomes!;
    }

    /// <summary>Null, or why nothing more should be sent.</summary>
    private async Task<string?> WriteChunkAsync(
        CollectionCall call, HttpMethod method, Func<IReadOnlyList<int>, string> path,
        Func<IReadOnlyList<int>, ReadOnlyMemory<byte>>? body, int[] chunk, WriteOutcome?[] outcomes, CancellationToken ct)
    {
        bool raced = false;
        for (int round = 0; ; round++)
        {
            IReadOnlyList<RowResult>? results;
            try
            {
                results = await SendAsync(method, path(chunk), body?.Invoke(chunk), chunk.Length, ct);
            }
            catch (SalesforceFailure failure) when (!IsFirst(outcomes) || !IsForTheOperator(failure.Category))
            {
                return Settle(chunk, outcomes, failure);
            }

            if (results is null)
            {
                Fill(chunk, outcomes, new WriteOutcome.Unknown("the answer does not say what became of each row"));
                return "an answer could not be understood";
            }

            for (int i = 0; i < chunk.Length; i++)
            {
                outcomes[chunk[i]] = Hidden(results[i]).ToOutcome(call);
            }

            int[] again = [.. chunk.Where((_, i) => results[i].IsLocked || (results[i].LostRace && call == CollectionCall.Upsert && !raced))];
            if (again.Length == 0 || round >= LockRounds)
            {
                return null;
            }

            raced |= results.Any(result => result.LostRace);
            LogRowsAgain(again.Length, round + 1);
            await Task.Delay(Wait(round), clock, ct);
            chunk = again;
        }
    }

    private async Task<IReadOnlyList<RowResult>?> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, int count, CancellationToken ct)
    {
        using HttpResponseMessage response = await http.SendOnceAsync(method, path, "writing records", body, ct);
        await using var answer = new GuardedBody(response, http.Timeout, ct);
        using var bytes = new MemoryStream();
        await (await answer.OpenAsync()).CopyToAsync(bytes, ct);
        return RowResult.TryReadAll(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), count);
    }

    private RowResult Hidden(RowResult result) => result with { Message = http.Transport.Secrets.Hide(result.Message) };

    private static string? Settle(int[] chunk, WriteOutcome?[] outcomes, SalesforceFailure failure)
    {
        switch (failure)
        {
            case { Category: SalesforceFailureCategory.BadRequest, MayHaveArrived: false, Status: not HttpStatusCode.NotFound }:
                // This body is not taken; the next chunk may be fine.
                Fill(chunk, outcomes, new WriteOutcome.Deferred(failure.Message, CallFailed: true));
                return null;
            case { MayHaveArrived: true }:
                Fill(chunk, outcomes, new WriteOutcome.Unknown(failure.Message));
                return failure.Message;
            default:
                Fill(chunk, outcomes, new WriteOutcome.Deferred(failure.Message, CallFailed: true));
                return failure.Message;
        }
    }

    private static void Fill(int[] chunk, WriteOutcome?[] outcomes, WriteOutcome outcome)
    {
        foreach (int at in chunk)
        {
            outcomes[at] = outcome;
        }
    }

    /// <summary>Nothing is settled yet, so an exception loses nothing.</summary>
    private static bool IsFirst(WriteOutcome?[] outcomes) => outcomes.All(outcome => outcome is null);

    private static bool IsForTheOperator(SalesforceFailureCategory category) =>
        category is SalesforceFailureCategory.Configuration or SalesforceFailureCategory.Authentication;

    private TimeSpan Wait(int round)
    {
        double milliseconds = options.Value.RetryDelayMilliseconds * (1 << round);
#pragma warning disable CA5394 // Jitter needs no secrecy.
        return TimeSpan.FromMilliseconds(milliseconds * (0.5 + Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    [LoggerMessage(EventId = 2005, Level = LogLevel.Information, Message = "{Rows} rows were locked or raced for; sending them again (round {Round})")]
    private partial void LogRowsAgain(int rows, int round);
}
