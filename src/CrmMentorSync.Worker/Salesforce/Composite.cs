using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Several questions in one call, or one that is too long for an address: <c>POST /composite</c>, which costs one API call.</summary>
internal sealed partial class Composite(SalesforceHttp http, TimeProvider clock, ILogger<Composite> logger)
{
    /// <summary>Salesforce takes this many questions in a call, and of them this many queries.</summary>
    public const int MostQuestions = 25;
    public const int MostQueries = 5;

    /// <summary>The answers in the order of the questions, each a status and a body. Refusals of single questions are answers too.</summary>
    /// <param name="paths">Paths to GET, with their queries.</param>
    public async Task<IReadOnlyList<CompositeAnswer>> AskAsync(IReadOnlyList<string> paths, string what, CancellationToken ct)
    {
        await using Stream body = await http.AskAsync($"{http.Root}/composite", what, Envelope(paths), ct);
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            Dictionary<string, CompositeAnswer> answers = document.RootElement.GetProperty("compositeResponse").EnumerateArray().ToDictionary(
                part => part.GetProperty("referenceId").GetString()!,
                part => new CompositeAnswer(
                    part.GetProperty("httpStatusCode").GetInt32(), JsonMarshal.GetRawUtf8Value(part.GetProperty("body")).ToArray()),
                StringComparer.Ordinal);
            return [.. paths.Select((_, place) => answers[Reference(place)])];
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw SalesforceFailure.Protocol($"{what}: the answer is not what the API promises", unreadable);
        }
    }

    /// <summary>The same; none where the org does not take them together, and they have to be asked one by one.</summary>
    public async Task<IReadOnlyList<CompositeAnswer>> TryAskAsync(IReadOnlyList<string> paths, string what, CancellationToken ct)
    {
        try
        {
            return await AskAsync(paths, what, ct);
        }
        catch (SalesforceFailure refused) when (refused.Category is SalesforceFailureCategory.BadRequest or SalesforceFailureCategory.Permission)
        {
            LogAlone(refused.ErrorCode);
            return [];
        }
    }

    /// <summary>The answer to one question, as if it had been asked alone.</summary>
    public async Task<Stream> OneAsync(string path, string what, CancellationToken ct)
    {
        CompositeAnswer answer = (await AskAsync([path], what, ct))[0];
        return answer.IsSuccess ? new MemoryStream(answer.Body) : throw await FailureReader.ReadAsync(answer, what, http.Transport, clock, ct);
    }

    private static ReadOnlyMemory<byte> Envelope(IReadOnlyList<string> paths)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("allOrNone", false);
            writer.WriteStartArray("compositeRequest");
            for (int i = 0; i < paths.Count; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("method", "GET");
                writer.WriteString("url", paths[i]);
                writer.WriteString("referenceId", Reference(i));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, Message = "The org does not take several questions in a call ({Code}); asking one by one")]
    private partial void LogAlone(string? code);

    private static string Reference(int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"q{place}");
}

/// <param name="Body">JSON, as it stood in the envelope.</param>
internal sealed record CompositeAnswer(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
