using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>What of our own did not get through: refused records, and Tasks that wait.</summary>
internal sealed class OutboxExamination(IServiceProvider services)
{
    public async Task<IReadOnlyList<Finding>> FindingsAsync(CancellationToken ct)
    {
        try
        {
            await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(ct);
            int letters = await connection.CountDeadLettersAsync(ct);
            string? waits = await connection.ReadWriteHoldAsync(ct);
            return
            [
                letters == 0 ? new Finding(Verdict.Ok, "dead letters", "none") : new Finding(
                    Verdict.Note, "dead letters",
                    string.Create(CultureInfo.InvariantCulture, $"{letters:N0} records were refused and still stand: dead-letters list says why, dead-letters retry sends Tasks again")),
                .. waits is null ? Array.Empty<Finding>() : [new Finding(Verdict.Note, "Tasks", $"some wait since the last run: {waits}; the next run sends them")],
            ];
        }
        catch (Exception failure) when (failure is StateException or DbException or IOException or UnauthorizedAccessException)
        {
            return [new Finding(Verdict.Note, "dead letters", "not looked at: the state cannot be read, see above")];
        }
    }
}
