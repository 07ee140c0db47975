using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>A session as the login gave it. Printing it shows no token.</summary>
internal sealed class SalesforceSession(string accessToken, Uri instanceUrl, string organizationId, string userId)
{
    public string AccessToken { get; } = accessToken;

    public Uri InstanceUrl { get; } = instanceUrl;

    public string OrganizationId { get; } = organizationId;

    public string UserId { get; } = userId;
}

/// <summary>
/// The one login of the process, however many callers wait for it. There is no clock in it: a session lives until Salesforce
/// says that it ended. A login that was refused is not tried again for a minute, so that many callers do not lock the user out.
/// </summary>
internal sealed partial class TokenSource(
    SalesforceTransport transport, RepeatHarmless repeat, IOptions<SalesforceOptions> options, TimeProvider clock, ILogger<TokenSource> logger) : IDisposable
{
    private static readonly TimeSpan RefusalHolds = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile SalesforceSession? _session;
    private (SalesforceFailure Failure, long At)? _refusal;

    /// <summary>The present session; logs in if there is none.</summary>
    public ValueTask<SalesforceSession> GetAsync(CancellationToken ct) =>
        _session is { } session ? ValueTask.FromResult(session) : new ValueTask<SalesforceSession>(RenewAsync(null, ct));

    /// <summary>A session other than the one that ended; whoever comes second finds the first one's.</summary>
    public async Task<SalesforceSession> RenewAsync(SalesforceSession? ended, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_session is { } present && present != ended)
            {
                return present;
            }

            if (_refusal is { } refusal && clock.GetElapsedTime(refusal.At) < RefusalHolds)
            {
                throw refusal.Failure.AsFinal();
            }

            _session = null;
            _session = await LogInRepeatedlyAsync(ct);
            _refusal = null;
            transport.Secrets.Note(_session.AccessToken);
            LogLoggedIn(_session.OrganizationId, _session.UserId);
            return _session;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<SalesforceSession> LogInRepeatedlyAsync(CancellationToken ct)
    {
        try
        {
            return await repeat.RunAsync(LogInAsync, ct);
        }
        catch (SalesforceFailure failure)
        {
            if (!failure.IsTransient)
            {
                _refusal = (failure, clock.GetTimestamp());
            }

            // The caller's own request was never sent, and repeating it would only repeat the login.
            throw failure.AsFinal();
        }
    }

    private async Task<SalesforceSession> LogInAsync(CancellationToken ct)
    {
        var address = new Uri(new Uri(options.Value.LoginUrl!), "/services/oauth2/token");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(await FormAsync(ct)) };
        TimeSpan? skew = null;
        try
        {
            using HttpResponseMessage response = await transport.SendAsync(
                request, "logging in", answered => skew = clock.GetUtcNow() - answered.Headers.Date, ct);
            await using var body = new GuardedBody(response, transport.Timeout, ct);
            TokenAnswer answer = await JsonSerializer.DeserializeAsync(await body.OpenAsync(), SalesforceJson.Default.TokenAnswer, ct)
                ?? throw SalesforceFailure.Protocol("logging in: the answer is empty");
            return ToSession(answer);
        }
        catch (JsonException unreadable)
        {
            throw SalesforceFailure.Protocol($"logging in: {address.Host} did not answer as Salesforce does; check Salesforce__LoginUrl", unreadable);
        }
        catch (SalesforceFailure failure) when (failure.Category is SalesforceFailureCategory.BadRequest or SalesforceFailureCategory.Authentication or SalesforceFailureCategory.Limit)
        {
            throw LoginRefusal.Explain(failure, address.Host, options.Value.PrivateKeyFile is { Length: > 0 }, skew);
        }
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> FormAsync(CancellationToken ct)
    {
        SalesforceOptions settings = options.Value;
        if (settings.PrivateKeyFile is not { Length: > 0 } keyFile)
        {
            return
            [
                new("grant_type", "client_credentials"), new("client_id", settings.ClientId!), new("client_secret", settings.ClientSecret!),
            ];
        }

        try
        {
            string assertion = JwtAssertion.Create(settings, await File.ReadAllTextAsync(keyFile, ct), clock.GetUtcNow());
            return [new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", assertion)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Configuration, $"Salesforce:PrivateKeyFile '{keyFile}' cannot be read: mount it, readable by the worker's user", unreadable);
        }
    }

    private static SalesforceSession ToSession(TokenAnswer answer)
    {
        // https://login.salesforce.com/id/<organization>/<user>
        string[] path = Uri.TryCreate(answer.Id, UriKind.Absolute, out Uri? identity) ? identity.AbsolutePath.TrimEnd('/').Split('/') : [];
        if (path.Length < 2 || SalesforceId.To18(path[^2]) is not { } organization || SalesforceId.To18(path[^1]) is not { } user)
        {
            throw SalesforceFailure.Protocol("logging in: the answer's id names no organization and user");
        }

        if (!Uri.TryCreate(answer.InstanceUrl, UriKind.Absolute, out Uri? instance) || !instance.IsEncryptedOrLoopback)
        {
            throw SalesforceFailure.Protocol("logging in: the answer's instance_url is no https address; the token is not sent anywhere");
        }

        if (answer.AccessToken.Length == 0 || answer.AccessToken.Any(c => c is <= ' ' or > '~'))
        {
            throw SalesforceFailure.Protocol("logging in: the answer's access_token holds characters that no token has; it is not sent anywhere");
        }

        return new SalesforceSession(answer.AccessToken, instance, organization, user);
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "Logged in to organization {OrganizationId} as user {UserId}")]
    private partial void LogLoggedIn(string organizationId, string userId);
}

/// <summary>The login's answer, as far as we use it. It has no expiry: sessions end when Salesforce says so.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("instance_url")] string InstanceUrl,
    [property: JsonPropertyName("id")] string Id);
