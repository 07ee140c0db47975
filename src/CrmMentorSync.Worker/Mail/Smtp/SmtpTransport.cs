using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>
/// Sends over a few SMTP sessions at once and keeps them for the next mail. STARTTLS is demanded from every host but this machine;
/// without it nothing is sent. Only a mail that was certainly not handed over is said again, once, on a fresh connection.
/// </summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport, IDisposable
{
    private readonly MailOptions _settings = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.Connections);
    private readonly ConcurrentStack<SmtpSession> _idle = new();
    private int _open;
    private int _placesGivenUp;

    public int AtOnce => _settings.Connections;

    public async Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
    {
        byte[] content = EmlWriter.Write(message);
        while (true)
        {
            await _places.WaitAsync(ct);
            bool keepsPlace = true;
            try
            {
                return await SendAsync(message, content, ct);
            }
            catch (SmtpUnavailable failure) when (failure.IsCrowded && Volatile.Read(ref _open) > 0)
            {
                // The server gives fewer connections than were asked for: go on with those that it gives, but one at least.
                keepsPlace = !GivesUpPlace();
            }
            catch (SmtpUnavailable failure)
            {
                return new MailOutcome.NotSent(failure.Message) { IsLasting = failure.IsLasting, ConcernsAll = true };
            }
            finally
            {
                if (keepsPlace)
                {
                    _places.Release();
                }
            }
        }
    }

    public async Task RestAsync(CancellationToken ct)
    {
        while (_idle.TryPop(out SmtpSession? session))
        {
            Interlocked.Decrement(ref _open);
            await session.QuitAsync(ct);
        }

        if (Interlocked.Exchange(ref _placesGivenUp, 0) is > 0 and int givenUp)
        {
            _places.Release(givenUp);
        }
    }

    /// <summary>Everything that a mail needs before its first line.</summary>
    public async Task<string> CheckAsync(CancellationToken ct)
    {
        try
        {
            SmtpSession session = await SmtpSession.OpenAsync(_settings, ct);
            await session.QuitAsync(ct);
            return $"Smtp: {_settings.Host}:{_settings.Port} answers{(_settings.Encryption() == MailTls.None ? "" : " over TLS")}"
                + (_settings.User.Length > 0 ? " and accepts the login" : "");
        }
        catch (SmtpUnavailable failure)
        {
            throw new MailCheckFailure(failure.Message);
        }
    }

    public void Dispose() => _places.Dispose();

    private bool GivesUpPlace()
    {
        if (Interlocked.Increment(ref _placesGivenUp) < _settings.Connections)
        {
            return true;
        }

        Interlocked.Decrement(ref _placesGivenUp);
        return false;
    }

    private async Task<MailOutcome> SendAsync(MailMessageData message, byte[] content, CancellationToken ct)
    {
        while (true)
        {
            SmtpSession session = await TakeAsync(ct);
            bool wasUsed = session.IsUsed;
            try
            {
                return await session.SendAsync(_settings.EnvelopeSender(message), message.To.Address, content, ct);
            }
            catch (IOException) when (wasUsed)
            {
                // A server may hang up between two mails. Nothing was handed over: once more, on a connection of its own.
            }
            catch (IOException failure)
            {
                return new MailOutcome.NotSent($"the connection broke before the mail was handed over ({failure.Message})");
            }
            finally
            {
                await PutBackAsync(session);
            }
        }
    }

    private async Task<SmtpSession> TakeAsync(CancellationToken ct)
    {
        while (_idle.TryPop(out SmtpSession? session))
        {
            if (!session.IsStale)
            {
                return session;
            }

            Interlocked.Decrement(ref _open);
            await session.DisposeAsync();
        }

        Interlocked.Increment(ref _open);
        try
        {
            return await SmtpSession.OpenAsync(_settings, ct);
        }
        catch
        {
            Interlocked.Decrement(ref _open);
            throw;
        }
    }

    private async Task PutBackAsync(SmtpSession session)
    {
        if (session.IsOpen)
        {
            _idle.Push(session);
            return;
        }

        Interlocked.Decrement(ref _open);
        await session.DisposeAsync();
    }
}
