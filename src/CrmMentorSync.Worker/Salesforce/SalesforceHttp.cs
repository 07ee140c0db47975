using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Calls with a session: renews an ended one once, repeats reads, counts calls and watches the org's limit.</summary>
internal sealed partial class SalesforceHttp(
    SalesforceTransport transport, TokenSource tokens, RepeatHarmless repeat, ApiBudget budget, IOptions<SalesforceOptions> options, TimeProvider clock,
    ILogger<SalesforceHttp> logger)
{
    private int _apiCalls;
    private int _warned;

    /// <summary>Calls that count against the org's daily limit, so far.</summary>
    public int ApiCalls => Volatile.Read(ref _apiCalls);

    public ApiBudget Budget { get; } = budget;

    /// <summary>The root of the pinned version, for example <c>/services/data/v67.0</c>.</summary>
    public string Root { get; } = $"/services/data/v{options.Value.ApiVersion}";

    public TimeSpan Timeout => transport.Timeout;

    public SalesforceTransport Transport => transport;

    /// <summary>A read: repeated where it fails in passing. The body is still to be read.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string what, CancellationToken ct) =>
        repeat.RunAsync(token => ReadAsync(HttpMethod.Get, path, what, body: null, accept: null, token), ct);

    /// <summary>A read of the one thing that is no JSON.</summary>
    public Task<HttpResponseMessage> GetCsvAsync(string path, string what, CancellationToken ct) =>
        repeat.RunAsync(token => ReadAsync(HttpMethod.Get, path, what, body: null, accept: "text/csv", token), ct);

    /// <summary>The same, opened.</summary>
    public async Task<Stream> GetBodyAsync(string path, string what, CancellationToken ct) => await OpenAsync(await GetAsync(path, what, ct), ct);

    /// <summary>A question too long for an address, or several at once: harmless, and repeated like a read.</summary>
    public async Task<Stream> AskAsync(string path, string what, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        await OpenAsync(await repeat.RunAsync(token => ReadAsync(HttpMethod.Post, path, what, body, accept: null, token), ct), ct);

    /// <summary>A write: sent once. (An ended session is answered before anything is done, so that one replay is harmless.)</summary>
    public Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, string what, ReadOnlyMemory<byte>? body, CancellationToken ct) =>
        SendAsync(method, path, what, body, accept: null, ct);

    /// <summary>Without a session, and not counted: the versions that the org offers.</summary>
    public Task<HttpResponseMessage> GetVersionsAsync(Uri instance, CancellationToken ct) => repeat.RunAsync(
        async token =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(instance, "/services/data/"));
            return await transport.SendAsync(request, "asking for the API versions", Watch, token);
        },
        ct);

    public ValueTask<SalesforceSession> SessionAsync(CancellationToken ct) => tokens.GetAsync(ct);

    private async Task<HttpResponseMessage> ReadAsync(
        HttpMethod method, string path, string what, ReadOnlyMemory<byte>? body, string? accept, CancellationToken ct)
    {
        if (Budget.PauseBeforeRead is { Ticks: > 0 } pause)
        {
            await Task.Delay(pause, clock, ct);
        }

        return await SendAsync(method, path, what, body, accept, ct);
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = new GuardedBody(response, Timeout, ct);
        return await body.OpenAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string what, ReadOnlyMemory<byte>? body, string? accept, CancellationToken ct)
    {
        SalesforceSession session = await tokens.GetAsync(ct);
        try
        {
            return await SendAsync(session, method, path, what, body, accept, ct);
        }
        catch (SalesforceFailure failure) when (failure.IsExpiredSession)
        {
            LogSessionEnded();
        }

        // A second refusal is permanent: refreshing again would loop for ever and lock the user out.
        return await SendAsync(await tokens.RenewAsync(session, ct), method, path, what, body, accept, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(
        SalesforceSession session, HttpMethod method, string path, string what, ReadOnlyMemory<byte>? body, string? accept, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, Address(session.InstanceUrl, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (method == HttpMethod.Get)
        {
            request.Headers.TryAddWithoutValidation(
                "Sforce-Query-Options", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"batchSize={options.Value.PageSize}"));
        }

        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "UTF-8") } };
        }

        LogCall(Interlocked.Increment(ref _apiCalls), what);
        return await transport.SendAsync(request, what, Watch, ct);
    }

    /// <summary>Paths come from us or from the org (<c>nextRecordsUrl</c>); the token goes to no other host.</summary>
    private static Uri Address(Uri instance, string path)
    {
        var address = new Uri(instance, path);
        return address.Authority == instance.Authority && address.Scheme == instance.Scheme
            ? address
            : throw SalesforceFailure.Protocol($"Salesforce pointed to another host ({address.Host}); the token is not sent there");
    }

    private void Watch(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Sforce-Limit-Info", out IEnumerable<string>? values)
            && ApiUsage.TryParse(string.Join(';', values)) is { } usage)
        {
            Budget.Note(usage);
            if (Budget.PauseBeforeRead > TimeSpan.Zero && Interlocked.Exchange(ref _warned, 1) == 0)
            {
                LogHighUsage(usage.Used, usage.Max);
            }
        }
    }

    [LoggerMessage(EventId = 2015, Level = LogLevel.Debug, Message = "API call {Number}: {What}")]
    private partial void LogCall(int number, string what);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "The Salesforce session ended; logging in again")]
    private partial void LogSessionEnded();

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "The org has used {Used} of {Max} API calls of its 24 hours; reads slow down, and writes wait from Salesforce:DailyCallShare on")]
    private partial void LogHighUsage(long used, long max);
}
