using System.Globalization;
using System.Text.Json;
using CrmMentorSync.Domain;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.AuditPack;

/// <summary>
/// Writes the digests of a pack and <c>index.html</c>, which opens from disk and shows them side by side with last week's, where
/// a pack of last week lies in a neighbouring folder. No scripts; all addresses are relative.
/// </summary>
internal static class PackIndex
{
    public const string FileName = "index.html";
    private const string MailFolder = "mail";

    public static async Task WriteAsync(RunContext run, DigestBatch batch, string folder, CancellationToken ct)
    {
        string mail = Path.Combine(folder, MailFolder);
        foreach (ComposedMail digest in batch.All)
        {
            await MailFiles.WriteAsync(mail, digest.Message, ct);
        }

        string? last = LastWeeksPack(folder, run.AsOf);
        PackIndexRow[] rows =
        [
            .. batch.All.Select(digest => new PackIndexRow(
                digest.Owner.Value,
                digest.Message.Language,
                digest.Message.To.Name,
                digest.Message.Subject,
                Address(digest.Message),
                last is null || !File.Exists(Path.Combine(folder, "..", last, MailFolder, digest.Message.FileStem + ".html"))
                    ? null
                    : $"../{Uri.EscapeDataString(last)}/{Address(digest.Message)}",
                digest.Text)),
        ];
        string page = new MailMarkup().Write<PackIndexPage>(
            (nameof(PackIndexPage.Title), string.Create(CultureInfo.InvariantCulture, $"{batch.Says} as of {Sql.Day(run.AsOf)}")),
            (nameof(PackIndexPage.Rehearsal), run.Rehearsal),
            (nameof(PackIndexPage.Digests), rows));
        await OwnerOnlyFiles.WriteAsync(Path.Combine(folder, FileName), page, ct);
    }

    private static string Address(MailMessageData message) => $"{MailFolder}/{Uri.EscapeDataString(message.FileStem)}.html";

    /// <summary>The neighbouring folder with the newest pack of an earlier ISO week; null where there is none.</summary>
    private static string? LastWeeksPack(string folder, DateOnly asOf)
    {
        DateOnly monday = IsoWeek.Of(asOf).Monday;
        return Directory.GetParent(folder)?.EnumerateDirectories()
            .Select(neighbour => (neighbour.Name, Day: DayOf(Path.Combine(neighbour.FullName, "run.json"))))
            .Where(neighbour => neighbour.Day is { } day && day < monday)
            .OrderByDescending(neighbour => neighbour.Day)
            .ThenBy(neighbour => neighbour.Name, StringComparer.Ordinal)
            .Select(neighbour => neighbour.Name)
            .FirstOrDefault();
    }

    // A file that is no pack's, or half of one, is simply no neighbour.
    private static DateOnly? DayOf(string runFile)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(runFile), RunJsonContext.Default.RunDocument) is { } run ? Sql.ToDay(run.AsOf) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>One digest of the page: whose, in which language, and where its files lie, relative to the page.</summary>
/// <param name="LastWeek">Null where last week's is not to be found.</param>
public sealed record PackIndexRow(string Manager, string Language, string Reader, string Subject, string File, string? LastWeek, string Text);
