using System.Net;
using System.Text.Json;

namespace CrmMentorSync.Worker.Mail.Graph;

/// <summary>What Graph's answers to sendMail mean. Only codes are told on: its sentences may name mailboxes.</summary>
internal static class GraphAnswers
{
    /// <param name="status">The status of the answer.</param>
    /// <param name="code">Graph's own word for it, for example <c>ErrorAccessDenied</c>; empty where it gave none.</param>
    /// <param name="after">How long it asked to be left alone.</param>
    public static MailOutcome Of(HttpStatusCode status, string code, TimeSpan? after)
    {
        string said = code.Length == 0 ? $"{(int)status}" : $"{(int)status} {code}";
        return (int)status switch
        {
            202 => new MailOutcome.Sent("accepted by Microsoft Graph"),
            400 or 413 or 422 => new MailOutcome.Refused($"Graph refused the mail ({said}): check the address and the size"),
            401 => Lasting($"Graph refused the token ({said}): check that Mail:Graph:Url and Mail:Graph:LoginUrl belong to the same cloud"),
            403 => Lasting($"Graph lets the application send nothing as Mail:From ({said}): grant Mail.Send as application permission with an administrator's consent, "
                + "and let the access policy include this mailbox"),
            404 => Lasting($"Graph knows no mailbox for Mail:From ({said}): name a licensed or shared mailbox of the tenant"),
            // Only these two say that nothing was taken; a failure behind the front door may come after it was.
            429 or 503 => new MailOutcome.NotSent($"Graph takes no mail now ({said})") { ConcernsAll = true, After = after },
            >= 500 => new MailOutcome.Unknown($"Graph failed while it had the mail ({said})"),
            _ => Lasting($"Graph gave an answer out of turn ({said}): check Mail:Graph:Url"),
        };
    }

    /// <summary>Graph's own word for what went wrong; empty where the body is not Graph's.</summary>
    public static string Code(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.String
                && code.GetString() is { Length: > 0 and <= 80 } word && word.All(char.IsAsciiLetterOrDigit)
                ? word
                : "";
        }
        catch (JsonException)
        {
            // A proxy's page: its status says what there is to say.
            return "";
        }
    }

    private static MailOutcome.NotSent Lasting(string reason) => new(reason) { IsLasting = true, ConcernsAll = true };
}
