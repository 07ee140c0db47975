using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What no Salesforce has: its clock to be read and put forward, its faults to be armed. Loopback only, so without login.</summary>
internal static class AdminEndpoint
{
    public static Task ClockAsync(HttpContext context, OrgState org, CancellationToken ct) => context.Request.Method switch
    {
        "GET" => AnswerClockAsync(context, org, ct),
        "POST" => AdvanceAsync(context, org, ct),
        _ => throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}"),
    };

    public static Task FaultsAsync(HttpContext context, OrgState org, CancellationToken ct) => context.Request.Method switch
    {
        "GET" => AnswerFaultsAsync(context, org, ct),
        "POST" => ArmAsync(context, org, ct),
        _ => throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}"),
    };

    private static async Task AdvanceAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, ct);
        JsonElement root = body.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("advanceSeconds", out JsonElement seconds)
            && seconds.ValueKind == JsonValueKind.Number && seconds.GetDouble() is >= 0 and < 1e10 and var by)
        {
            org.AdvanceClock(org.Clock.Now.AddSeconds(by));
        }
        else if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("to", out JsonElement to)
            && to.ValueKind == JsonValueKind.String && FieldText.TryInstant(to.GetString(), out DateTimeOffset instant))
        {
            org.AdvanceClock(instant);
        }
        else
        {
            throw OrgApiException.BadRequest(
                "INVALID_INPUT", """Send {"advanceSeconds":3600} or {"to":"2026-01-31T07:30:00Z"}; the clock never goes back.""");
        }

        await AnswerClockAsync(context, org, ct);
    }

    private static Task AnswerClockAsync(HttpContext context, OrgState org, CancellationToken ct) =>
        OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("now", FieldJson.Spell(org.Clock.Now));
            writer.WriteEndObject();
        }, ct);

    private static async Task ArmAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, ct);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw OrgApiException.BadRequest("INVALID_INPUT", """Send {"failNext":1}: faults and how many times.""");
        }

        foreach (JsonProperty fault in body.RootElement.EnumerateObject())
        {
            bool armed = fault.Value.ValueKind switch
            {
                JsonValueKind.String => org.Faults.TryArm(fault.Name, fault.Value.GetString()!),
                JsonValueKind.True => org.Faults.TryArm(fault.Name, 1),
                JsonValueKind.Number when fault.Value.TryGetInt32(out int number) => org.Faults.TryArm(fault.Name, number),
                _ => false,
            };
            if (!armed)
            {
                throw OrgApiException.NotImplemented($"the fault {fault.Name} with {fault.Value.GetRawText()}");
            }
        }

        await AnswerFaultsAsync(context, org, ct);
    }

    private static Task AnswerFaultsAsync(HttpContext context, OrgState org, CancellationToken ct) =>
        OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, int number) in org.Faults.Numbers())
            {
                writer.WriteNumber(name, number);
            }

            foreach ((string name, string text) in org.Faults.Texts())
            {
                writer.WriteString(name, text);
            }

            writer.WriteEndObject();
        }, ct);
}
