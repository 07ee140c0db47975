using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail.Graph;

/// <summary>
/// Sends through Microsoft 365: <c>POST /v1.0/users/{sender}/sendMail</c> with the mail as base64 MIME, which keeps our own
/// headers (https://learn.microsoft.com/graph/api/user-sendmail). 202 means taken; a copy lies in the sender's Sent Items.
/// </summary>
/// <remarks>A mail is posted again only after 401, 429 or 503, which say that it was not taken; a lost answer stays unknown.</remarks>
internal sealed class GraphTransport : IMailTransport, IDisposable
{
    /// <summary>Graph takes four requests a mailbox and app at once (https://learn.microsoft.com/graph/throttling-limits).</summary>
    private const int MostAtOnce = 4;

    private const int MostThrottled = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);

    private readonly MailOptions _settings;
    private readonly Func<TokenCredential> _newCredential;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly string _scope;
    private TokenCredential _credential;
    private long _quietUntil;

    public GraphTransport(IOptions<MailOptions> options, Func<TokenCredential> newCredential, TimeProvider clock)
    {
        _settings = options.Value;
        _newCredential = newCredential;
        _credential = newCredential();
        _clock = clock;
        string root = _settings.Graph.Url.TrimEnd('/');
        _scope = root + "/.default";
        _url = new Uri($"{root}/v1.0/users/{Uri.EscapeDataString(_settings.Sender().Address)}/sendMail");
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseProxy = !_url.IsLoopback,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public int AtOnce => Math.Min(MostAtOnce, _settings.Connections);

    public async Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
    {
        string content = Convert.ToBase64String(EmlWriter.Write(message));
        bool refreshed = false;
        for (int throttled = 0; ;)
        {
            await WaitQuietAsync(ct);
            (AccessToken token, MailOutcome? failure) = await TokenAsync(null, ct);
            if (failure is not null)
            {
                return failure;
            }

            (MailOutcome outcome, string? claims) = await PostAsync(content, token.Token, ct);
            if (claims is not null && !refreshed)
            {
                refreshed = true;
                // A new credential has an empty memory: the token that was refused is not offered again.
                _credential = _newCredential();
                (_, failure) = await TokenAsync(claims.Length == 0 ? null : claims, ct);
                if (failure is not null)
                {
                    return failure;
                }

                continue;
            }

            if (outcome is MailOutcome.NotSent { IsLasting: false, ConcernsAll: true } later && later.After is not null && ++throttled < MostThrottled)
            {
                KeepQuiet(later.After.Value);
                continue;
            }

            return outcome;
        }
    }

    public async Task<string> CheckAsync(CancellationToken ct)
    {
        (_, MailOutcome? failure) = await TokenAsync(null, ct);
        return failure is MailOutcome.NotSent refused
            ? throw new MailCheckFailure(refused.Reason)
            : $"Graph: {_url.Host} as the configured sender; Microsoft Entra gives a token (whether Mail.Send is granted shows with the first mail)";
    }

    public void Dispose() => _http.Dispose();

    private async Task<(AccessToken Token, MailOutcome? Failure)> TokenAsync(string? claims, CancellationToken ct)
    {
        try
        {
            return (await _credential.GetTokenAsync(new TokenRequestContext([_scope], claims: claims), ct), null);
        }
        catch (CredentialUnavailableException)
        {
            return (default, Failed("this machine has no managed identity that Mail:Graph could use: assign one, or give a secret or certificate", true));
        }
        catch (AuthenticationFailedException failure)
        {
            // Entra's own word stands in what lies beneath; without one nobody has answered.
            string code = EntraCode(failure.InnerException?.Message ?? failure.Message);
            bool isRefused = code.Length > 0;
            return (default, Failed(
                isRefused
                    ? $"Microsoft Entra gives no token ({code}): check Mail:Graph:TenantId, ClientId and the secret or certificate, and whether they have expired"
                    : "Microsoft Entra cannot be asked for a token: check Mail:Graph:LoginUrl and the way to it",
                isRefused));
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException or HttpRequestException)
        {
            return (default, Failed("Microsoft Entra cannot be asked for a token: check Mail:Graph:LoginUrl and the way to it", false));
        }
    }

    /// <summary>One post. Claims come with a refused token only: what the next token must hold, empty where Graph did not say.</summary>
    private async Task<(MailOutcome Outcome, string? Claims)> PostAsync(string content, string token, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new StringContent(content, Encoding.ASCII, new MediaTypeHeaderValue("text/plain")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // From here on the answer is waited for, whoever wants to stop: it alone says whether the mail is out.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.TimeoutSeconds * 5), _clock);
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            string code = answer.IsSuccessStatusCode ? "" : GraphAnswers.Code(await answer.Content.ReadAsStringAsync(patience.Token));
            return (GraphAnswers.Of(answer.StatusCode, code, After(answer)), answer.StatusCode == HttpStatusCode.Unauthorized ? Claims(answer) : null);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return (Failed($"no connection to {_url.Host} ({failure.HttpRequestError}): check Mail:Graph:Url and the way to it", false), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return (new MailOutcome.Unknown("the connection to Graph broke before it confirmed the mail"), null);
        }
    }

    // A connection that is not there in time was never spoken over: told apart from an answer that does not come.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(_settings.TimeoutSeconds));
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, deadline.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is OperationCanceledException && !ct.IsCancellationRequested ? new SocketException((int)SocketError.TimedOut) : failure;
        }
    }

    private TimeSpan? After(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ when answer.StatusCode == HttpStatusCode.TooManyRequests => UsualWait,
        _ => null,
    };

    /// <summary>One answer that asks for quiet quiets all senders.</summary>
    private void KeepQuiet(TimeSpan asked)
    {
        TimeSpan wait = asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestWait ? LongestWait : asked;
        long until = (_clock.GetUtcNow() + wait).UtcTicks;
        long before;
        while (until > (before = Volatile.Read(ref _quietUntil)) && Interlocked.CompareExchange(ref _quietUntil, until, before) != before)
        {
        }
    }

    private async Task WaitQuietAsync(CancellationToken ct)
    {
        TimeSpan wait = TimeSpan.FromTicks(Volatile.Read(ref _quietUntil) - _clock.GetUtcNow().UtcTicks);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _clock, ct);
        }
    }

    private static string Claims(HttpResponseMessage answer)
    {
        string header = string.Join(',', answer.Headers.WwwAuthenticate.Select(value => value.Parameter));
        int at = header.IndexOf("claims=\"", StringComparison.OrdinalIgnoreCase);
        int end = at < 0 ? -1 : header.IndexOf('"', at + 8);
        if (end < 0)
        {
            return "";
        }

        byte[] claims = new byte[end];
        return Convert.TryFromBase64String(header[(at + 8)..end], claims, out int length) ? Encoding.UTF8.GetString(claims, 0, length) : "";
    }

    private static string EntraCode(string message)
    {
        int at = message.IndexOf("AADSTS", StringComparison.Ordinal);
        return at < 0 ? "" : new string([.. message.Skip(at).TakeWhile(char.IsAsciiLetterOrDigit)]);
    }

    private static MailOutcome.NotSent Failed(string reason, bool isLasting) => new(reason) { IsLasting = isLasting, ConcernsAll = true };
}
