using System.Net;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// One HTTP exchange. What goes wrong on the way, or comes back as an error, leaves as a <see cref="SalesforceFailure"/>; a
/// response that it returns is a success with its body still to be read.
/// </summary>
internal sealed class SalesforceTransport : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public SalesforceTransport(IOptions<SalesforceOptions> options, TimeProvider clock, Secrets secrets)
    {
        Secrets = secrets;
        _clock = clock;
        Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // A token must never follow a redirect to another host, and cookies carry sessions of their own.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(15, options.Value.TimeoutSeconds)),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("crm-mentor-sync");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public TimeSpan Timeout { get; }

    public Secrets Secrets { get; }

    /// <param name="what">What is being done, for the message of a failure: <c>reading Opportunity</c>.</param>
    /// <param name="answered">Sees the headers of every answer, good or bad.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string what, Action<HttpResponseMessage>? answered, CancellationToken ct)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException failure)
        {
            throw Unreachable(request.RequestUri!, what, failure);
        }
        catch (OperationCanceledException timeout) when (!ct.IsCancellationRequested)
        {
            throw TimedOut(request.RequestUri!, what, timeout);
        }

        answered?.Invoke(response);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await FailureReader.ReadAsync(response, what, this, _clock, ct);
        }
    }

    public SalesforceFailure TimedOut(Uri address, string what, Exception? cause) =>
        new(SalesforceFailureCategory.Unavailable, $"{what}: {address.Host}:{address.Port} did not answer within {Timeout.TotalSeconds:0} s", cause)
        {
            IsTransient = true,
            MayHaveArrived = true,
        };

    public static SalesforceFailure Dropped(Uri address, string what, Exception cause) =>
        new(SalesforceFailureCategory.Unavailable, $"{what}: the connection to {address.Host}:{address.Port} was lost in the middle of an answer", cause)
        {
            IsTransient = true,
            MayHaveArrived = true,
        };

    public void Dispose() => _http.Dispose();

    private static SalesforceFailure Unreachable(Uri address, string what, HttpRequestException cause)
    {
        // In these cases not a byte of the request has left.
        bool neverSent = cause.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        string reason = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "cannot be found: check Salesforce__LoginUrl and the name server",
            HttpRequestError.ConnectionError => "cannot be reached: check Salesforce__LoginUrl, the network and the firewall",
            HttpRequestError.SecureConnectionError => "has no trusted TLS certificate: check the proxy and the root certificates",
            HttpRequestError.ProxyTunnelError => "cannot be reached through the proxy: check HTTPS_PROXY",
            _ => "closed the connection without an answer",
        };
        return new SalesforceFailure(SalesforceFailureCategory.Unavailable, $"{what}: {address.Host}:{address.Port} {reason}", cause)
        {
            IsTransient = cause.HttpRequestError != HttpRequestError.SecureConnectionError,
            MayHaveArrived = !neverSent,
        };
    }
}
