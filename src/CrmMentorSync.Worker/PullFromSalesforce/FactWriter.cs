using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Puts records into their table with one prepared statement, and commits them together with the point to go on from.</summary>
internal sealed partial class FactWriter : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly RunContext _run;
    private readonly RowStatement _upsert;
    private readonly RowStatement _delete;
    private DbTransaction? _transaction;

    public FactWriter(DbConnection connection, FactTable table, RunContext run)
    {
        (_connection, _run) = (connection, run);
        _upsert = new RowStatement(connection, UpsertSql(table));
        if (table.Derived.Any(derived => derived.OnInsert.Contains("@now", StringComparison.Ordinal)))
        {
            _upsert.Bind(table.Columns.Count + 1, Sql.Ticks(run.Now));
        }

        _delete = new RowStatement(connection, $"DELETE FROM {table.Table} WHERE id = ?1");
    }

    /// <summary>Rows since the last commit.</summary>
    public int Pending { get; private set; }

    /// <summary>Before rows are put in: opens a transaction where none is open.</summary>
    public async ValueTask BeginAsync(CancellationToken ct) => _transaction ??= await _connection.BeginTransactionAsync(ct);

    /// <summary>True where the row was new or different.</summary>
    public bool Upsert(FactRow row)
    {
        Pending++;
        row.BindTo(_upsert);
        return _upsert.Run() > 0;
    }

    public bool Delete(string id)
    {
        Pending++;
        _delete.Bind(1, id);
        return _delete.Run() > 0;
    }

    public Task RefuseAsync(string source, string id, string reason, CancellationToken ct)
    {
        Pending++;
        return _connection.RefuseAsync(_run, source, id, reason, _transaction, ct);
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

        _upsert.Dispose();
        _delete.Dispose();
    }

    /// <summary>Every name in it is ours, none comes from outside.</summary>
    private static string UpsertSql(FactTable table)
    {
        IEnumerable<string> names = table.Columns.Select(column => column.Name);
        string[] changing = [.. names.Skip(1)];
        string columns = string.Join(", ", names.Concat(table.Derived.Select(derived => derived.Name)));
        string[] parameters = [.. names.Append("now").Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"))];
        string values = string.Join(", ", parameters[..^1].Concat(table.Derived.Select(derived => ByPlace(derived.OnInsert))));
        string updates = string.Join(", ", changing.Select(name => $"{name} = excluded.{name}")
            .Concat(table.Derived.Select(derived => $"{derived.Name} = {ByPlace(derived.OnUpdate)}")));
        string before = string.Join(", ", changing.Select(name => $"{table.Table}.{name}"));
        string after = string.Join(", ", changing.Select(name => $"excluded.{name}"));
        return $"""
            INSERT INTO {table.Table} ({columns}) VALUES ({values})
            ON CONFLICT (id) DO UPDATE SET {updates}
            WHERE ({before}) IS DISTINCT FROM ({after})
            """;

        // Parameters go by place: a derived column names those it reads.
        string ByPlace(string sql) => Parameter().Replace(sql, found => parameters[Array.IndexOf([.. names.Append("now")], found.Groups[1].Value)]);
    }

    [GeneratedRegex("@([a-z_]+)")]
    private static partial Regex Parameter();
}
