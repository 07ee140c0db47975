using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Soql;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Bulk API 2.0 query jobs: create, look at, abort, delete and list them. Their rows are given by <see cref="QueryResultEndpoint"/>.</summary>
internal static class QueryJobEndpoint
{
    public static Task HandleAsync(OrgCall call, CancellationToken ct) => (call.Method, call.Path) switch
    {
        ("POST", [_, _]) => CreateAsync(call, ct),
        ("GET", [_, _]) when !call.Context.Request.QueryString.HasValue => ListAsync(call, ct),
        ("GET", [_, _, var id]) => LookAsync(call, Find(call, id), ct),
        ("PATCH", [_, _, var id]) => AbortAsync(call, Find(call, id), ct),
        ("DELETE", [_, _, var id]) => DeleteAsync(call, Find(call, id)),
        ("GET", [_, _, var id, "results"]) => QueryResultEndpoint.RowsAsync(call, Find(call, id), ct),
        ("GET", [_, _, var id, "resultPages"]) => QueryResultEndpoint.PagesAsync(call, Find(call, id), ct),
        _ => throw call.Unsupported(),
    };

    /// <summary>A job is its creator's alone.</summary>
    private static QueryJob Find(OrgCall call, string id) =>
        call.Org.Jobs.Find(id, call.Org.Clock.Now) is { } job && job.CreatedById == call.UserId
            ? job
            : throw OrgApiException.NotFound("The requested resource does not exist");

    private static async Task CreateAsync(OrgCall call, CancellationToken ct)
    {
        using JsonDocument body = await call.ReadJsonAsync(ct);
        JsonElement root = body.RootElement;
        string operation = Text(root, "operation") ?? "";
        if (operation is not ("query" or "queryAll"))
        {
            throw OrgApiException.BadRequest("INVALIDJOB", $"Operation '{operation}' is not supported; use query or queryAll.");
        }

        if (Text(root, "contentType") is { } type && type != "CSV")
        {
            throw OrgApiException.BadRequest("INVALIDJOB", $"ContentType '{type}' is not supported; use CSV.");
        }

        BulkCsvForm form = BulkCsvForm.Of(Text(root, "columnDelimiter"), Text(root, "lineEnding"))
            ?? throw OrgApiException.BadRequest("INVALIDJOB", "There is no such columnDelimiter or lineEnding.");
        string soql = Text(root, "query") ?? throw OrgApiException.BadRequest("INVALIDJOB", "The job has no query.");
        BulkSoql.Require(soql);
        QueryJob job = Create(call, operation, soql, form);
        await AnswerAsync(call, job, ct);
    }

    private static QueryJob Create(OrgCall call, string operation, string soql, BulkCsvForm form)
    {
        QuerySnapshot? snapshot;
        lock (call.Database.Gate)
        {
            snapshot = QuerySnapshot.Take(soql, operation == "queryAll", call.View, call.Org.Clock.Now, timeoutRows: 0);
        }

        string objectName = snapshot.Selection!.ObjectName;
        bool tooLong = call.Org.Faults.Level(FaultSwitches.TimeoutRows) is > 0 and var most && snapshot.TotalSize > most;
        if (tooLong || call.Org.Faults.Strikes(FaultSwitches.FailJobs))
        {
            snapshot = null;
        }

        return call.Org.Jobs.Add(id => new QueryJob
        {
            Id = id, Operation = operation, Query = soql, ObjectName = objectName, CreatedById = call.UserId,
            CreatedAt = call.Org.Clock.Now, DataPath = call.DataPath, Form = form, Snapshot = snapshot,
        });
    }

    private static Task LookAsync(OrgCall call, QueryJob job, CancellationToken ct)
    {
        lock (job)
        {
            job.Poll(call.Org.Faults.Level(FaultSwitches.BulkPolls));
        }

        return AnswerAsync(call, job, ct);
    }

    private static async Task AbortAsync(OrgCall call, QueryJob job, CancellationToken ct)
    {
        using JsonDocument body = await call.ReadJsonAsync(ct);
        if (Text(body.RootElement, "state") != "Aborted")
        {
            throw OrgApiException.BadRequest("INVALIDJOB", "A query job can only be set to the state Aborted.");
        }

        lock (job)
        {
            if (job.IsFinished)
            {
                throw OrgApiException.BadRequest("INVALIDJOBSTATE", $"Aborting already {job.State} Job not allowed");
            }

            job.Abort();
        }

        await AnswerAsync(call, job, ct);
    }

    private static Task DeleteAsync(OrgCall call, QueryJob job)
    {
        if (!job.IsFinished)
        {
            throw OrgApiException.BadRequest("INVALIDJOBSTATE", $"Job {job.Id} is {job.State}: only a job that has ended can be deleted.");
        }

        call.Org.Jobs.Remove(job);
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task ListAsync(OrgCall call, CancellationToken ct) => call.RespondAsync(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("done", true);
        writer.WriteStartArray("records");
        foreach (QueryJob job in call.Org.Jobs.All(call.Org.Clock.Now).Where(job => job.CreatedById == call.UserId))
        {
            Write(writer, job);
        }

        writer.WriteEndArray();
        writer.WriteNull("nextRecordsUrl");
        writer.WriteEndObject();
    }, ct);

    private static Task AnswerAsync(OrgCall call, QueryJob job, CancellationToken ct) =>
        call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, job), ct);

    private static void Write(Utf8JsonWriter writer, QueryJob job)
    {
        string created = Storage.FieldJson.Spell(job.CreatedAt);
        writer.WriteStartObject();
        writer.WriteString("id", job.Id);
        writer.WriteString("operation", job.Operation);
        writer.WriteString("object", job.ObjectName);
        writer.WriteString("createdById", job.CreatedById);
        writer.WriteString("createdDate", created);
        writer.WriteString("systemModstamp", created);
        writer.WriteString("state", job.State.ToString());
        writer.WriteString("concurrencyMode", "Parallel");
        writer.WriteString("contentType", "CSV");
        writer.WritePropertyName("apiVersion");
        writer.WriteRawValue(job.DataPath[(job.DataPath.LastIndexOf('v') + 1)..]);
        writer.WriteString("jobType", "V2Query");
        writer.WriteString("lineEnding", job.Form.LineEndingName);
        writer.WriteString("columnDelimiter", job.Form.DelimiterName);
        if (job.State == QueryJobState.JobComplete)
        {
            writer.WriteNumber("numberRecordsProcessed", job.Snapshot!.Rows.Length);
            writer.WriteNumber("retries", 0);
            writer.WriteNumber("totalProcessingTime", 0);
        }

        writer.WriteEndObject();
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
