using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>
/// The org has been given the key field: the Tasks that were written without it get their keys, by the Ids that the state knows.
/// Until all have one, they are read as before.
/// </summary>
internal sealed class KeyStamp(DbConnection connection, SalesforceClient salesforce)
{
    public async Task PutAsync(IEnumerable<TaskRow> rows, CancellationToken ct)
    {
        IReadOnlyDictionary<string, object?>[] records =
        [
            .. rows.Where(row => row is { SalesforceId: not null, IsDeleted: false })
                .Select(row => new Dictionary<string, object?> { ["Id"] = row.SalesforceId, [MentoringTasks.KeyField] = row.Key }),
        ];
        IReadOnlyList<WriteOutcome> outcomes = await salesforce.UpdateAsync("Task", records, ct);

        // One that was deleted meanwhile needs no key; the next run tries again where anything else stood in the way.
        if (outcomes.All(outcome => outcome is WriteOutcome.Updated or WriteOutcome.Deleted))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            await connection.MarkKeyUseAsync(hasKeys: true, transaction, ct);
            await transaction.CommitAsync(ct);
        }
    }
}
