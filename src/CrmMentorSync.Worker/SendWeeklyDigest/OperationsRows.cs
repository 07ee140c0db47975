using System.Data.Common;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Reads what the operators among the readers are told: the dead letters by what mends them, and what waits.</summary>
internal static class OperationsRows
{
    private const int MailDays = 28;

    /// <summary>A mail tells that something is wrong and where to look; the whole list is the command's.</summary>
    private const int MostReasons = 3;

    public static async Task<DigestOperations> ReadOperationsAsync(this DbConnection connection, RunContext run, CancellationToken ct)
    {
        IReadOnlyList<DeadLetter> letters = [.. (await connection.ReadDeadLettersAsync(ct)).Where(letter => letter.Source != "mail")];
        Dictionary<OperatorMatter, int> counts = letters.GroupBy(MatterOf).ToDictionary(matter => matter.Key, matter => matter.Count());
        counts[OperatorMatter.WaitingTasks] = await CountAsync(
            $"SELECT COUNT(*) FROM tasks WHERE outbox IN ('{OutboxStates.Pending}', '{OutboxStates.Unknown}', '{OutboxStates.InFlight}')");
        counts[OperatorMatter.RefusedMails] = await MailsAsync("'refused', 'deferred'");
        counts[OperatorMatter.UnknownMails] = await MailsAsync("'unknown', 'sending'");
        counts[OperatorMatter.UnreachableManagers] = await CountAsync("SELECT COUNT(DISTINCT manager_id) FROM mails WHERE state = 'skipped' AND prepared_at >= @since");
        IEnumerable<string> reasons = letters.Where(letter => MatterOf(letter) != OperatorMatter.ReducedSight)
            .OrderByDescending(letter => letter.Since).ThenBy(letter => letter.Source, StringComparer.Ordinal).ThenBy(letter => letter.Record, StringComparer.Ordinal)
            .Select(letter => $"{letter.Source} {letter.Record}: {letter.Reason}");
        return new DigestOperations
        {
            Counts = counts,
            Reasons = [.. (await connection.ReadWriteHoldAsync(ct) is { } held ? [held] : Array.Empty<string>()).Concat(reasons).Take(MostReasons)],
        };

        Task<int> MailsAsync(string states) => CountAsync($"SELECT COUNT(*) FROM mails WHERE state IN ({states}) AND prepared_at >= @since");

        Task<int> CountAsync(string sql) => connection.ExecuteScalarAsync<int>(
            new CommandDefinition(sql, new { since = Sql.Ticks(run.Now.AddDays(-MailDays)) }, cancellationToken: ct));
    }

    private static OperatorMatter MatterOf(DeadLetter letter) => letter switch
    {
        { IsTask: true } => OperatorMatter.RefusedTasks,
        { Source: "Task", Record: "visibility" } => OperatorMatter.ReducedSight,
        { Source: "template" } => OperatorMatter.BadTemplates,
        _ => OperatorMatter.RefusedRecords,
    };
}
