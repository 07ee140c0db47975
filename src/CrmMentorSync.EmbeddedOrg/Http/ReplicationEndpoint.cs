using CrmMentorSync.EmbeddedOrg.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>
/// <c>updated</c> and <c>deleted</c>: the ids of an object's records that changed or went in a time. Seconds are ignored; a start more
/// than 30 days back is refused; deletions are known for 15 days (REST guide, sObject Get Updated and Get Deleted).
/// </summary>
internal static class ReplicationEndpoint
{
    private const int MaxIds = 600_000;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeletionsKept = TimeSpan.FromDays(15);

    public static Task HandleAsync(OrgCall call, string objectName, CancellationToken ct)
    {
        if (!HttpMethods.IsGet(call.Method))
        {
            throw call.Unsupported();
        }

        ObjectTable table = call.Table(objectName);
        DateTimeOffset now = call.Org.Clock.Now;
        DateTimeOffset from = Minute(Read(call, "start"));
        DateTimeOffset to = Minute(Read(call, "end"));
        if (from >= to)
        {
            throw Refuse("startDate must be before endDate by at least one minute");
        }

        if (from < Minute(now - LookBack))
        {
            throw Refuse("startDate cannot be more than 30 days ago");
        }

        DateTimeOffset covered = to < now ? to : Minute(now);
        return call.Path[^1] == "updated"
            ? AnswerUpdatedAsync(call, Rows(call, table, from, to, deleted: false), table, covered, ct)
            : AnswerDeletedAsync(call, table, from, to, covered, ct);
    }

    private static Task AnswerUpdatedAsync(OrgCall call, List<int> rows, ObjectTable table, DateTimeOffset covered, CancellationToken ct) =>
        call.RespondAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("ids");
            foreach (int row in rows)
            {
                writer.WriteStringValue(table.Id.Text(row));
            }

            writer.WriteEndArray();
            writer.WriteString("latestDateCovered", FieldJson.Spell(covered));
            writer.WriteEndObject();
        }, ct);

    private static Task AnswerDeletedAsync(
        OrgCall call, ObjectTable table, DateTimeOffset from, DateTimeOffset to, DateTimeOffset covered, CancellationToken ct)
    {
        DateTimeOffset earliest = Minute(call.Org.Clock.Now - DeletionsKept);
        List<int> rows = Rows(call, table, from > earliest ? from : earliest, to, deleted: true);
        return call.RespondAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("deletedRecords");
            foreach (int row in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("id", table.Id.Text(row));
                writer.WriteString("deletedDate", FieldJson.Spell((DateTimeOffset)table["SystemModstamp"][row]!));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("earliestDateAvailable", FieldJson.Spell(earliest));
            writer.WriteString("latestDateCovered", FieldJson.Spell(covered));
            writer.WriteEndObject();
        }, ct);
    }

    private static List<int> Rows(OrgCall call, ObjectTable table, DateTimeOffset from, DateTimeOffset to, bool deleted)
    {
        List<int> rows = [];
        lock (call.Database.Gate)
        {
            Column stamp = table["SystemModstamp"];
            for (int row = 0; row < table.Count; row++)
            {
                if (!table.IsVoid(row) && table.IsDeleted(row) == deleted && call.View.MayRead(table, row)
                    && stamp[row] is DateTimeOffset at && at >= from && at < to)
                {
                    rows.Add(row);
                }
            }
        }

        return rows.Count <= MaxIds ? rows : throw OrgApiException.BadRequest(
            "EXCEEDED_ID_LIMIT", $"More than {MaxIds} ids; choose a start and an end that are closer together.");
    }

    private static DateTimeOffset Read(OrgCall call, string name) =>
        FieldText.TryInstant(call.Query(name), out DateTimeOffset instant) ? instant : throw OrgApiException.BadRequest(
            "INVALID_FIELD", $"{name} must be an instant such as 2026-01-31T09:00:00%2B00:00");

    private static DateTimeOffset Minute(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static OrgApiException Refuse(string message) => OrgApiException.BadRequest("INVALID_REPLICATION_DATE", message);
}
