using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Query jobs of Bulk API 2.0: start one, wait for it, read its pages in any order.</summary>
internal sealed class BulkQueries(SalesforceHttp http, IOptions<SalesforceOptions> options, TimeProvider clock)
{
    private const int RowsAtOnce = 500;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>Starts a job; the statement must have no order, or Salesforce could not divide it.</summary>
    /// <returns>The job's id.</returns>
    public async Task<string> StartAsync(string soql, bool all, CancellationToken ct)
    {
        var question = new BulkQuestion(all ? "queryAll" : "query", soql);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(question, SalesforceJson.Default.BulkQuestion);
        // Sent once: a job that nobody knows of would still be run.
        using HttpResponseMessage response = await http.SendOnceAsync(HttpMethod.Post, $"{http.Root}/jobs/query", "starting a bulk query", body, ct);
        return (await ReadAsync(response, SalesforceJson.Default.BulkJob, ct)).Id;
    }

    /// <summary>Waits for the job's end. False: it failed or was aborted.</summary>
    /// <exception cref="SalesforceFailure">It takes longer than <paramref name="patience"/>.</exception>
    public async Task<bool> WaitAsync(string job, TimeSpan patience, CancellationToken ct)
    {
        long began = clock.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(options.Value.RetryDelayMilliseconds);
        while (true)
        {
            using HttpResponseMessage response = await http.GetAsync($"{http.Root}/jobs/query/{job}", "looking at a bulk query", ct);
            switch ((await ReadAsync(response, SalesforceJson.Default.BulkJob, ct)).State)
            {
                case "JobComplete":
                    return true;
                case "Failed" or "Aborted":
                    return false;
                default:
                    break;
            }

            if (clock.GetElapsedTime(began) > patience)
            {
                throw new SalesforceFailure(
                    SalesforceFailureCategory.Unavailable,
                    $"bulk job {job} is not done after {patience.TotalMinutes:0} minutes; the next run goes on waiting for it (Pull:BulkMinutes, or Pull:BulkAbove to do without)");
            }

            await Task.Delay(pause, clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The addresses of all pages of a job that is done.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(string job, CancellationToken ct)
    {
        List<string> pages = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? path = $"{http.Root}/jobs/query/{job}/resultPages";
        while (path is not null)
        {
            using HttpResponseMessage response = await http.GetAsync(path, "listing the pages of a bulk query", ct);
            BulkPages some = await ReadAsync(response, SalesforceJson.Default.BulkPages, ct);
            pages.AddRange(some.ResultPages.Select(page => page.ResultUrl));
            // The documentation spells it both ways.
            string? next = some.NextRecordsUrl ?? some.NextRecordUrl;
            path = (some.Done, next) switch
            {
                (true, _) => null,
                (false, { Length: > 0 }) when next != path && seen.Add(next) => next,
                _ => throw SalesforceFailure.Protocol("a list of bulk pages says that more follow and not where"),
            };
        }

        return pages;
    }

    /// <summary>Reads a page and hands on its rows, a few hundred at a time. Where it breaks off, the whole page is to be read again.</summary>
    public async Task ReadPageAsync(string page, IReadOnlyList<string> columns, Func<QueryRow, int, CancellationToken, Task> take, CancellationToken ct)
    {
        var rows = new QueryRow(QueryColumns.Of($"SELECT {string.Join(", ", columns)} FROM Anything"));
        using HttpResponseMessage response = await http.GetCsvAsync(page, "reading a page of a bulk query", ct);
        await using var body = new GuardedBody(response, http.Timeout, ct);
        using var reader = new BulkCsvReader(rows);
        long count = 0;
        for (; await reader.ReadRowAsync(await body.OpenAsync(), ct); count++)
        {
            if (rows.Count == RowsAtOnce)
            {
                await take(rows, rows.Count, ct);
                rows.Clear();
            }
        }

        await take(rows, rows.Count, ct);
        if (response.Headers.TryGetValues("Sforce-NumberOfRecords", out IEnumerable<string>? said)
            && said.FirstOrDefault() is { } text && text != count.ToString(CultureInfo.InvariantCulture))
        {
            throw SalesforceFailure.Protocol($"a page of a bulk query has {count} rows and says it has {text}");
        }
    }

    private Task<T> ReadAsync<T>(HttpResponseMessage response, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken ct) =>
        http.ParseAsync(response, type, "a bulk query", ct);
}

internal sealed record BulkQuestion(string Operation, string Query);

internal sealed record BulkJob(string Id, string State);

internal sealed record BulkPages(
    IReadOnlyList<BulkPage> ResultPages, bool Done, [property: JsonPropertyName("nextRecordsUrl")] string? NextRecordsUrl = null,
    [property: JsonPropertyName("nextRecordUrl")] string? NextRecordUrl = null);

internal sealed record BulkPage(string ResultUrl);
