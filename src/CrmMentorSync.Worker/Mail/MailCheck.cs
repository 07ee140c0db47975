using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

/// <summary>Mail cannot leave as configured. The message names the remedy.</summary>
internal sealed class MailCheckFailure(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Looks whether mail could leave, without sending any.</summary>
internal sealed class MailCheck(IOptions<MailOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>One line that says where mail would go.</summary>
    /// <exception cref="MailCheckFailure">The folder cannot be written, or no SMTP server greets.</exception>
    public Task<string> RunAsync(CancellationToken ct) => options.Value.Transport switch
    {
        MailTransportKind.Pickup => PickupAsync(options.Value.PickupFolder, ct),
        MailTransportKind.Smtp => SmtpAsync(options.Value, ct),
        MailTransportKind.Graph => throw new MailCheckFailure("Mail:Transport Graph is not available yet; use Smtp or Pickup"),
    };

    private static async Task<string> PickupAsync(string folder, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string trial = Path.Combine(folder, ".crm-mentor-sync-trial");
            await File.WriteAllTextAsync(trial, "", ct);
            File.Delete(trial);
            return $"files into {Path.GetFullPath(folder)}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailCheckFailure($"{failure.Message}; Mail__PickupFolder must be a folder this user may write", failure);
        }
    }

    private static async Task<string> SmtpAsync(MailOptions mail, CancellationToken ct)
    {
        string address = $"{mail.Host}:{mail.Port}";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(mail.Host, mail.Port, patience.Token);
            using var reader = new StreamReader(client.GetStream());
            string? greeting = await reader.ReadLineAsync(patience.Token);
            return greeting?.StartsWith("220", StringComparison.Ordinal) == true
                ? $"SMTP at {address}, which greets; no mail was sent"
                : throw new MailCheckFailure($"{address} does not greet as an SMTP server does; check Mail__Host and Mail__Port");
        }
        catch (Exception failure) when (failure is SocketException or IOException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new MailCheckFailure($"nobody answers at {address}; check Mail__Host and Mail__Port, and the firewall", failure);
        }
    }
}
