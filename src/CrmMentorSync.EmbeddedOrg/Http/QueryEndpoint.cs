using System.Globalization;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Soql;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary><c>query</c>, <c>queryAll</c> and the pages behind their locators.</summary>
internal static class QueryEndpoint
{
    private const int MaxBatch = 2_000;
    private const int MinBatch = 200;

    public static Task HandleAsync(OrgCall call, CancellationToken ct)
    {
        if (!HttpMethods.IsGet(call.Method))
        {
            throw call.Unsupported();
        }

        return call.Path switch
        {
            [var verb] when call.Query("q") is { } soql => AskAsync(call, soql, verb == "queryAll", ct),
            [var verb] => throw OrgApiException.BadRequest("MALFORMED_QUERY", $"A query is needed: {verb}?q=SELECT..."),
            [_, var locator] => ContinueAsync(call, locator, ct),
            _ => throw call.Unsupported(),
        };
    }

    private static Task AskAsync(OrgCall call, string soql, bool all, CancellationToken ct)
    {
        QuerySnapshot snapshot;
        lock (call.Database.Gate)
        {
            snapshot = QuerySnapshot.Take(soql, all, call.View, call.Org.Clock.Now, call.Org.Faults.Level(FaultSwitches.TimeoutRows));
        }

        return WriteAsync(call, call.Org.Cursors.First(snapshot, BatchSize(call) ?? MaxBatch), ct);
    }

    private static Task ContinueAsync(OrgCall call, string locator, CancellationToken ct)
    {
        if (call.Org.Faults.Strikes(FaultSwitches.ExpireLocators))
        {
            throw OrgApiException.BadRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        }

        QueryPage page = call.Org.Cursors.At(locator, BatchSize(call), call.Org.Clock.Now)
            ?? throw OrgApiException.BadRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        return WriteAsync(call, page, ct);
    }

    private static Task WriteAsync(OrgCall call, QueryPage page, CancellationToken ct) =>
        call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, page, call), ct);

    private static void Write(Utf8JsonWriter writer, QueryPage page, OrgCall call)
    {
        writer.WriteStartObject();
        writer.WriteNumber("totalSize", page.Snapshot.TotalSize);
        writer.WriteBoolean("done", page.NextLocator is null);
        if (page.NextLocator is not null)
        {
            writer.WriteString("nextRecordsUrl", $"{call.DataPath}/query/{page.NextLocator}");
        }

        writer.WriteStartArray("records");
        if (page.Snapshot.Selection is { } selection)
        {
            lock (call.Database.Gate)
            {
                foreach (int row in page.Snapshot.Rows.AsSpan(page.From, page.Count))
                {
                    selection.WriteRow(writer, row, call.DataPath);
                }
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The page size asked for by <c>Sforce-Query-Options: batchSize=n</c>, kept within what the platform allows.</summary>
    private static int? BatchSize(OrgCall call)
    {
        foreach (string option in call.Context.Request.Headers["Sforce-Query-Options"].ToString().Split([',', ';']))
        {
            string[] pair = option.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair is ["batchSize", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                return Math.Clamp(size, MinBatch, MaxBatch);
            }
        }

        return null;
    }
}
