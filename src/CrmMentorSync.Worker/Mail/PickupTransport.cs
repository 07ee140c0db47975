using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

/// <summary>Puts mails into a folder, readable by their owner alone: for trials, previews, and servers that collect from there.</summary>
internal sealed class PickupTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
    {
        try
        {
            await MailFiles.WriteAsync(options.Value.PickupFolder, message, ct);
            return new MailOutcome.Sent("written to the pickup folder");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.NotSent($"the pickup folder cannot be written ({failure.Message}); free it or change Mail:PickupFolder");
        }
    }

    public async Task<string> CheckAsync(CancellationToken ct)
    {
        string folder = Path.GetFullPath(options.Value.PickupFolder);
        string probe = Path.Combine(folder, ".write-check");
        try
        {
            Directory.CreateDirectory(folder);
            await OwnerOnlyFiles.WriteAsync(probe, "", ct);
            File.Delete(probe);
            return $"Pickup: mails are written to {folder}, nothing is sent";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailCheckFailure($"the pickup folder cannot be written ({failure.Message}); free it or change Mail:PickupFolder");
        }
    }
}

/// <summary>A mail as two files: <c>.eml</c> for mail programs, <c>.html</c> for a browser.</summary>
internal static class MailFiles
{
    public static async Task WriteAsync(string folder, MailMessageData message, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, message.FileStem);
        await using (FileStream file = OwnerOnlyFiles.Open(path + ".eml", FileMode.Create))
        {
            await file.WriteAsync(EmlWriter.Write(message), ct);
        }

        await OwnerOnlyFiles.WriteAsync(path + ".html", message.Html, ct);
    }
}
