using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Reads an object by a query job of Bulk API 2.0: far fewer calls than pages, at the price of waiting for the job.</summary>
/// <remarks>The job's id and each page that was taken are state: a process that dies goes on with the pages that are missing.</remarks>
internal sealed partial class BulkPull(BulkQueries jobs, IOptions<PullOptions> options, ILogger<BulkPull> logger)
{
    private const int MostAttempts = 3;

    /// <summary>False where the org gives no such job, or the job failed: then ranges have to do.</summary>
    public async Task<bool> TryReadAsync(ObjectPull pull, PullLoad load, CancellationToken ct)
    {
        try
        {
            load = load.BulkJob is null ? await StartAsync(pull, load, ct) : load;
            if (await jobs.WaitAsync(load.BulkJob!, TimeSpan.FromMinutes(options.Value.BulkMinutes), ct))
            {
                await ReadPagesAsync(pull, load, ct);
                return true;
            }

            LogFailed(pull.Name, "the job failed, and Salesforce does not say why");
            return false;
        }
        catch (SalesforceFailure refused) when (refused.Category is SalesforceFailureCategory.BadRequest or SalesforceFailureCategory.Permission)
        {
            LogFailed(pull.Name, refused.ErrorCode);
            return false;
        }
    }

    private async Task<PullLoad> StartAsync(ObjectPull pull, PullLoad load, CancellationToken ct)
    {
        string job = await jobs.StartAsync(pull.Query.Unordered(load.Ranges.Single().Condition()), pull.Query.All, ct);
        LogStarted(pull.Name, job);
        await using DbTransaction transaction = await pull.Connection.BeginTransactionAsync(ct);
        await pull.Connection.ForgetLoadAsync(pull.Name, transaction, ct);
        StampRange[] all = [.. load.Ranges];
        await pull.Connection.WriteLoadAsync(
            pull.Name, pull.Fields, load.StartedAt, job, [.. all.Select(range => (range.From, range.To, range.Done))], transaction, ct);
        await transaction.CommitAsync(ct);
        return load with { BulkJob = job };
    }

    private async Task ReadPagesAsync(ObjectPull pull, PullLoad load, CancellationToken ct)
    {
        IReadOnlySet<string> here = await pull.Connection.ReadBulkPagesAsync(pull.Name, ct);
        IReadOnlyList<string> pages = await jobs.PagesAsync(load.BulkJob!, ct);
        await using var sink = new FactSink(pull, load, null, int.MaxValue);
        await Parallel.ForEachAsync(
            pages.Where(page => !here.Contains(page)),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.ParallelReads, CancellationToken = ct },
            async (page, token) =>
            {
                await ReadPageAsync(pull, page, sink, token);
                await sink.EndPageAsync(page, token);
            });
        await sink.EndAsync(ct);
    }

    private async Task ReadPageAsync(ObjectPull pull, string page, FactSink sink, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await jobs.ReadPageAsync(page, pull.Query.Columns, sink.TakeAsync, ct);
                return;
            }
            catch (SalesforceFailure broken) when (attempt < MostAttempts && broken.Category == SalesforceFailureCategory.Unavailable)
            {
                LogBroken(pull.Name, attempt);
            }
        }
    }

    [LoggerMessage(EventId = 1104, Level = LogLevel.Information, Message = "{Object}: reading by bulk job {Job}")]
    private partial void LogStarted(string @object, string job);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "{Object}: a page of the bulk job broke off; reading it again (attempt {Attempt})")]
    private partial void LogBroken(string @object, int attempt);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "{Object}: no bulk job ({Reason}); reading page by page")]
    private partial void LogFailed(string @object, string? reason);
}
