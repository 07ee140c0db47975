using System.Data.Common;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Puts records into their table with one prepared statement, and commits them together with the point to go on from.</summary>
internal sealed class FactWriter : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly RunContext _run;
    private readonly DbCommand _upsert;
    private readonly DbCommand _delete;
    private DbTransaction? _transaction;

    public FactWriter(DbConnection connection, FactTable table, RunContext run)
    {
        (_connection, _run) = (connection, run);
        _upsert = Command(UpsertSql(table), [.. table.Columns.Select(column => column.Name), "now"]);
        _upsert.Parameters[^1].Value = Sql.Ticks(run.Now);
        _delete = Command($"DELETE FROM {table.Table} WHERE id = @id", ["id"]);
    }

    /// <summary>Rows since the last commit.</summary>
    public int Pending { get; private set; }

    /// <summary>True where the row was new or different.</summary>
    public async Task<bool> UpsertAsync(FactRow row, CancellationToken ct)
    {
        await BeginAsync(ct);
        for (int i = 0; i < row.Values.Length; i++)
        {
            _upsert.Parameters[i].Value = row.Values[i] ?? DBNull.Value;
        }

        return await _upsert.ExecuteNonQueryAsync(ct) > 0;
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken ct)
    {
        await BeginAsync(ct);
        _delete.Parameters[0].Value = id;
        return await _delete.ExecuteNonQueryAsync(ct) > 0;
    }

    public async Task RefuseAsync(string source, string id, string reason, CancellationToken ct)
    {
        await BeginAsync(ct);
        await _connection.RefuseAsync(_run, source, id, reason, _transaction, ct);
    }

    public async Task CommitAsync(Func<DbTransaction, Task> andMark, CancellationToken ct)
    {
        await BeginAsync(ct);
        await andMark(_transaction!);
        await _transaction!.CommitAsync(ct);
        await _transaction.DisposeAsync();
        _transaction = null;
        Pending = 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        await _upsert.DisposeAsync();
        await _delete.DisposeAsync();
    }

    private async ValueTask BeginAsync(CancellationToken ct)
    {
        Pending++;
        if (_transaction is null)
        {
            _transaction = await _connection.BeginTransactionAsync(ct);
            _upsert.Transaction = _delete.Transaction = _transaction;
        }
    }

    private DbCommand Command(string sql, IReadOnlyList<string> parameters)
    {
        DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string name in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Every name in it is ours, none comes from outside.</summary>
    private static string UpsertSql(FactTable table)
    {
        IEnumerable<string> names = table.Columns.Select(column => column.Name);
        string[] changing = [.. names.Skip(1)];
        string columns = string.Join(", ", names.Concat(table.Derived.Select(derived => derived.Name)));
        string values = string.Join(", ", names.Select(name => "@" + name).Concat(table.Derived.Select(derived => derived.OnInsert)));
        string updates = string.Join(", ", changing.Select(name => $"{name} = excluded.{name}")
            .Concat(table.Derived.Select(derived => $"{derived.Name} = {derived.OnUpdate}")));
        string before = string.Join(", ", changing.Select(name => $"{table.Table}.{name}"));
        string after = string.Join(", ", changing.Select(name => $"excluded.{name}"));
        return $"""
            INSERT INTO {table.Table} ({columns}) VALUES ({values})
            ON CONFLICT (id) DO UPDATE SET {updates}
            WHERE ({before}) IS DISTINCT FROM ({after})
            """;
    }
}
