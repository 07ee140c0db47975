using System.Data.Common;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>One prepared INSERT, run for many rows within a transaction.</summary>
internal sealed class BulkInsert : IAsyncDisposable
{
    private readonly DbCommand _command;

    public BulkInsert(DbConnection connection, DbTransaction transaction, string table, params ReadOnlySpan<string> columns)
    {
        string[] names = columns.ToArray();
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})";
        foreach (string name in names)
        {
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = "@" + name;
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }

    /// <summary>Inserts a row; the values in the order of the columns.</summary>
    public async Task AddAsync(object?[] values, CancellationToken ct)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        await _command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
