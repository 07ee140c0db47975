using System.Globalization;
using System.Net;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Soql;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>The rows of a finished query job: page after page by locator, or up to five addresses at a time for parallel reading.</summary>
internal static class QueryResultEndpoint
{
    private const int PagesPerAnswer = 5;
    private const int ParallelSince = 58;
    private const int RowsPerWrite = 500;

    public static async Task RowsAsync(OrgCall call, QueryJob job, CancellationToken ct)
    {
        QuerySnapshot snapshot = Require(call, job);
        ResultLocator place = Place(call, job);
        int size = MaxRecords(call) ?? place.Size;
        int to = (int)Math.Min(snapshot.Rows.Length, (long)place.From + size);
        string next = to < snapshot.Rows.Length ? (place with { From = to }).Spell(job) : "null";
        IHeaderDictionary headers = call.Context.Response.Headers;
        headers["Sforce-Locator"] = next;
        headers["Sforce-NumberOfRecords"] = (to - place.From).ToString(CultureInfo.InvariantCulture);
        call.Context.Response.ContentType = "text/csv";
        await WriteAsync(call, job, snapshot, place.From, to, ct);
    }

    public static Task PagesAsync(OrgCall call, QueryJob job, CancellationToken ct)
    {
        if (int.Parse(call.DataPath.AsSpan("/services/data/v".Length, 2), CultureInfo.InvariantCulture) < ParallelSince)
        {
            throw OrgApiException.NotFound("The requested resource does not exist");
        }

        int rows = Require(call, job).Rows.Length;
        ResultLocator place = Place(call, job);
        int from = place.From;
        List<ResultLocator> pages = [];
        do
        {
            pages.Add(place with { From = from });
            from = (int)Math.Min(rows, (long)from + place.Size);
        }
        while (from < rows && pages.Count < PagesPerAnswer);
        string address = $"{call.DataPath}/jobs/query/{job.Id}";
        return call.RespondAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resultPages");
            foreach (ResultLocator page in pages)
            {
                writer.WriteStartObject();
                writer.WriteString("resultUrl", $"{address}/results?locator={page.Spell(job)}");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (from < rows)
            {
                writer.WriteString("nextRecordsUrl", $"{address}/resultPages?locator={(place with { From = from }).Spell(job)}");
            }

            writer.WriteBoolean("done", from >= rows);
            writer.WriteEndObject();
        }, ct);
    }

    private static QuerySnapshot Require(OrgCall call, QueryJob job)
    {
        if (job.DataPath != call.DataPath)
        {
            throw new OrgApiException(
                HttpStatusCode.Conflict, "INVALIDVERSION", "Use the API version that the job was created with to get its results.");
        }

        return job.State == QueryJobState.JobComplete
            ? job.Snapshot!
            : throw OrgApiException.BadRequest("INVALIDJOBSTATE", $"Job {job.Id} is {job.State}; its results can be read once it is JobComplete.");
    }

    private static ResultLocator Place(OrgCall call, QueryJob job) => call.Query("locator") is { Length: > 0 } text
        ? ResultLocator.Read(text, job) ?? throw OrgApiException.BadRequest("INVALIDLOCATOR", "invalid locator")
        : new ResultLocator(0, call.Org.Faults.Level(FaultSwitches.BulkPageRows));

    private static int? MaxRecords(OrgCall call)
    {
        if (call.Query("maxRecords") is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
            ? size
            : throw OrgApiException.BadRequest("INVALIDARGUMENT", $"maxRecords '{text}' is not a positive number.");
    }

    private static async Task WriteAsync(OrgCall call, QueryJob job, QuerySnapshot snapshot, int from, int to, CancellationToken ct)
    {
        var csv = new BulkCsvWriter(job.Form);
        IReadOnlyList<BoundPath> paths = snapshot.Selection!.Paths;
        foreach (BoundPath path in paths)
        {
            csv.Text(path.Text);
        }

        csv.EndLine();
        while (from < to)
        {
            int until = Math.Min(to, from + RowsPerWrite);
            WriteRows(call, csv, paths, snapshot.Rows.AsSpan(from, until - from));
            from = until;
            await call.Context.Response.BodyWriter.WriteAsync(csv.Written, ct);
            csv.Clear();
        }

        if (csv.Length > 0)
        {
            await call.Context.Response.BodyWriter.WriteAsync(csv.Written, ct);
        }
    }

    private static void WriteRows(OrgCall call, BulkCsvWriter csv, IReadOnlyList<BoundPath> paths, ReadOnlySpan<int> rows)
    {
        lock (call.Database.Gate)
        {
            foreach (int row in rows)
            {
                foreach (BoundPath path in paths)
                {
                    csv.Cell(path.Leaf, path.Locate(row));
                }

                csv.EndLine();
            }
        }
    }
}
