using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Where the rows of an object go, from however many readers: one at a time, committed together with what is left to read.</summary>
/// <param name="plan">What is being read; null: the pages of a bulk job, or everything.</param>
internal sealed class FactSink(ObjectPull pull, PullLoad load, RangePlan? plan, int rowsPerCommit) : IAsyncDisposable
{
    private readonly FactWriter _writer = new(pull.Connection, pull.Table, pull.Run);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<QueryRow, FactRow> _views = [];
    private readonly HashSet<string>? _seen = pull.Table.IsSmall ? [] : null;

    /// <summary>Rows of a range, in order.</summary>
    public Task TakeAsync(StampRange range, QueryRow rows, int count, CancellationToken ct) => TakeAsync(rows, count, () => plan!.Keep(range), ct);

    /// <summary>Rows of which no order is known.</summary>
    public Task TakeAsync(QueryRow rows, int count, CancellationToken ct) => TakeAsync(rows, count, () => { }, ct);

    /// <summary>All rows of a page of the bulk job were taken.</summary>
    public Task EndPageAsync(string page, CancellationToken ct) => CommitAsync(
        transaction => pull.Connection.AddBulkPageAsync(pull.Name, page, transaction, ct), ct);

    /// <summary>What was read so far is kept, with what is left.</summary>
    public Task KeepAsync(CancellationToken ct) => CommitAsync(SaveAsync(ct), ct);

    /// <summary>All is read: the next read begins where this one began.</summary>
    public Task EndAsync(CancellationToken ct) => CommitAsync(
        async transaction =>
        {
            await DeleteOthersAsync(transaction, ct);
            await pull.Connection.WriteCursorAsync(pull.Name, pull.Fields, load.StartedAt, pull.Run.Now, transaction, ct);
            await pull.Connection.ForgetLoadAsync(pull.Name, transaction, ct);
        },
        ct);

    /// <summary>Records of an earlier run's refusals have been asked for again: those that this run did not refuse are settled.</summary>
    public Task EndAskingAgainAsync(IEnumerable<string> ids, CancellationToken ct) => CommitAsync(
        transaction => pull.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM refused_records WHERE source = @source AND record = @id AND last_run <> @runId",
            ids.Select(id => new { source = pull.Name, id, runId = pull.Run.RunId }),
            transaction,
            cancellationToken: ct)),
        ct);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _one.Dispose();
    }

    private async Task TakeAsync(QueryRow rows, int count, Action keep, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (!_views.TryGetValue(rows, out FactRow? row))
            {
                row = _views[rows] = new FactRow(pull.Table, rows);
            }

            await _writer.BeginAsync(ct);
            for (int i = 0; i < count; i++)
            {
                rows.Show(i);
                row.Read();
                pull.Read++;
                _seen?.Add(row.Id);
                Verdict verdict = row.Problem is { } problem ? new Verdict.Refused(problem) : pull.Table.Judge(row);
                if (verdict is Verdict.Taken)
                {
                    pull.Count(_writer.Upsert(row));
                }
                else
                {
                    await FollowAsync(verdict, row, ct);
                }
            }

            keep();
            if (_writer.Pending >= rowsPerCommit)
            {
                await _writer.CommitAsync(SaveAsync(ct), ct);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task CommitAsync(Func<DbTransaction, Task> andMark, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await _writer.CommitAsync(andMark, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private Func<DbTransaction, Task> SaveAsync(CancellationToken ct) => transaction => plan is null
        ? Task.CompletedTask
        : pull.Connection.WriteLoadAsync(pull.Name, pull.Fields, load.StartedAt, load.BulkJob, plan.Unfinished(), transaction, ct);

    /// <summary>What a small object no longer has.</summary>
    private async Task DeleteOthersAsync(DbTransaction transaction, CancellationToken ct)
    {
        if (_seen is null)
        {
            return;
        }

        IEnumerable<string> here = await pull.Connection.QueryAsync<string>(new CommandDefinition(
            $"SELECT id FROM {pull.Table.Table} ORDER BY id", transaction: transaction, cancellationToken: ct));
        foreach (string gone in here.Where(id => !_seen.Contains(id)))
        {
            pull.Count(_writer.Delete(gone));
        }
    }

    private async Task FollowAsync(Verdict verdict, FactRow row, CancellationToken ct)
    {
        switch (verdict)
        {
            case Verdict.Noted note:
                pull.Count(_writer.Upsert(row));
                pull.Refused++;
                await _writer.RefuseAsync($"{pull.Name}.{note.Field}", row.Id, note.Reason, ct);
                break;
            case Verdict.Removed:
                pull.Count(_writer.Delete(row.Id));
                break;
            case Verdict.Refused refused:
                pull.Refused++;
                await _writer.RefuseAsync(pull.Name, row.Id, refused.Reason, ct);
                break;
            default:
                pull.Skipped++;
                break;
        }
    }
}
