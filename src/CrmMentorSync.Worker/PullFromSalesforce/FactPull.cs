using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Brings one object up to date: what changed since the last time, in the order (SystemModstamp, Id).</summary>
/// <remarks>
/// Reading is idempotent, so windows overlap rather than meet: rows can appear late under a stamp already passed. There is no
/// upper end: what is stamped later than now (an org looked at as of an earlier day) is read, and read again next time, because
/// the cursor is the org's own clock when the read began. What is left to read is committed with the rows that were, so that a read
/// that broke off, in this process or the last, goes on after them (decision 0008).
/// </remarks>
internal sealed partial class FactPull(
    SalesforceClient client, RangeReader ranges, BulkPull bulk, IOptions<PullOptions> options, ILogger<FactPull> logger)
{
    private const int PageRows = 2000;
    private const int MostAskedAgain = 1000;
    private const int IdsPerQuestion = 200;

    public async Task<StepResult> PullAsync(FactTable table, DbConnection connection, RunContext run, FirstPages asked, CancellationToken ct)
    {
        SalesforceObject? described = await client.DescribeAsync(table.ObjectName, ct);
        if (described is null && table.ObjectNeeded)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Permission, $"the org shows no {table.ObjectName}: let the integration user read it");
        }

        if (!table.IsIn(described))
        {
            LogAbsent(table.ObjectName);
            return default;
        }

        var pull = new ObjectPull(table, described, connection, run);
        await ((pull.InOrder, table.IsSmall) switch
        {
            (false, _) => ReadAllAsync(pull, ct),
            (true, true) => ReadSmallAsync(pull, asked.Take(pull.Name), ct),
            (true, false) => ReadChangesAsync(pull, asked, ct),
        });
        await AskAgainAsync(pull, await RefusedBeforeAsync(pull, ct), ct);
        LogPulled(table.ObjectName, pull.Read, pull.Written, pull.Refused);
        return new StepResult(pull.Read, pull.Written, pull.Skipped, pull.Refused);
    }

    private async Task ReadChangesAsync(ObjectPull pull, FirstPages asked, CancellationToken ct)
    {
        if (await pull.Connection.ReadLoadAsync(pull.Name, pull.Fields, ct) is { } unfinished)
        {
            LogResumed(pull.Name, unfinished.Ranges.Count);
            await ReadAsync(pull, unfinished, null, ct);
            if (unfinished.StartedAt >= pull.Run.Now)
            {
                return;
            }
        }

        (PullLoad load, FirstPage? firstPage) = (await pull.NextLoadAsync(options.Value, ct), asked.Take(pull.Name));
        await ReadAsync(pull, load, firstPage, ct);
    }

    private async Task ReadAsync(ObjectPull pull, PullLoad load, FirstPage? firstPage, CancellationToken ct)
    {
        if (load.BulkJob is not null || firstPage?.TotalSize > options.Value.BulkAbove)
        {
            if (await bulk.TryReadAsync(pull, load, ct))
            {
                return;
            }

            load = load with { BulkJob = null };
        }

        var plan = new RangePlan(pull.Run.Now, load.Ranges, worthSplitting: 2 * PageRows);
        await using var sink = new FactSink(pull, load, plan, options.Value.RowsPerCommit);
        try
        {
            await ranges.ReadAsync(pull.Query, plan, options.Value.ParallelReads, firstPage?.Open(), sink.TakeAsync, ct);
        }
        catch (SalesforceFailure)
        {
            await sink.KeepAsync(ct);
            throw;
        }

        await sink.EndAsync(ct);
    }

    /// <summary>All rows, in one transaction; nothing of it is kept where it breaks off.</summary>
    private async Task ReadSmallAsync(ObjectPull pull, FirstPage? firstPage, CancellationToken ct)
    {
        var all = new RangePlan(pull.Run.Now, [new StampRange(null, null, null)], worthSplitting: long.MaxValue);
        await using var sink = new FactSink(pull, new PullLoad(pull.Run.Now, null, []), all, int.MaxValue);
        await ranges.ReadAsync(pull.Query, all, degree: 1, firstPage?.Open(), sink.TakeAsync, ct);
        await sink.EndAsync(ct);
    }

    /// <summary>The org cannot say what changed.</summary>
    private async Task ReadAllAsync(ObjectPull pull, CancellationToken ct)
    {
        await using var sink = new FactSink(pull, new PullLoad(pull.Run.Now, null, []), null, options.Value.RowsPerCommit);
        await foreach (QueryRow row in client.QueryRowsAsync(pull.Query.Unordered(null) + " ORDER BY Id", pull.Query.All, ct))
        {
            await sink.TakeAsync(row, 1, ct);
        }

        await sink.EndAsync(ct);
    }

    /// <summary>What was refused in an earlier run may be right by now without a new stamp, for example because its owner is visible.</summary>
    private async Task AskAgainAsync(ObjectPull pull, string[] refusedBefore, CancellationToken ct)
    {
        if (refusedBefore.Length == 0)
        {
            return;
        }

        await using var sink = new FactSink(pull, new PullLoad(pull.Run.Now, null, []), null, int.MaxValue);
        foreach (string[] ids in refusedBefore.Chunk(IdsPerQuestion))
        {
            await foreach (QueryRow row in client.QueryRowsAsync(pull.Query.Unordered($"Id IN {Soql.List(ids)}"), pull.Query.All, ct))
            {
                await sink.TakeAsync(row, 1, ct);
            }
        }

        await sink.EndAskingAgainAsync(refusedBefore, ct);
    }

    /// <summary>Those that this run has not met yet.</summary>
    private static async Task<string[]> RefusedBeforeAsync(ObjectPull pull, CancellationToken ct) =>
        [.. await pull.Connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT record FROM refused_records WHERE source = @source AND last_run <> @runId ORDER BY record LIMIT @most",
            new { source = pull.Name, runId = pull.Run.RunId, most = MostAskedAgain },
            cancellationToken: ct))];

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "{Object}: {Read} read, {Written} new or changed, {Refused} refused")]
    private partial void LogPulled(string @object, int read, int written, int refused);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "The org shows no {Object}; going on without it")]
    private partial void LogAbsent(string @object);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Information, Message = "{Object}: going on with a read that was not completed ({Ranges} ranges left)")]
    private partial void LogResumed(string @object, int ranges);
}
