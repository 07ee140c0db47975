using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.State;

/// <summary>Opens the state. The first opening applies the numbered scripts that are still missing, each in a transaction.</summary>
internal sealed class StateDatabase(IOptions<StateOptions> options) : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SemaphoreSlim _migration = new(1, 1);
    private bool _migrated;

    /// <summary>The SQLite file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Connection);

    /// <summary>Whether there is a state; opening one that is not there makes it.</summary>
    public bool Exists => File.Exists(Path);

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        await _migration.WaitAsync(ct);
        try
        {
            if (!_migrated)
            {
                await MigrateOrExplainAsync(ct);
                _migrated = true;
            }
        }
        finally
        {
            _migration.Release();
        }

        return await ConnectAsync(ct);
    }

    /// <summary>The same, and every commit outlasts a power failure: for rows that must be there before something irrevocable is done.</summary>
    public async Task<DbConnection> OpenDurableAsync(CancellationToken ct)
    {
        DbConnection connection = await OpenAsync(ct);
        await connection.ExecuteAsync("PRAGMA synchronous = FULL");
        return connection;
    }

    public void Dispose() => _migration.Dispose();

    private async Task<SqliteConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            // The first opening makes the file; one that vanished meanwhile must not come back empty and without tables.
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 60,
        }.ToString());
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
        return connection;
    }

    private async Task MigrateOrExplainAsync(CancellationToken ct)
    {
        try
        {
            await MigrateAsync(ct);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is Busy or Locked)
        {
            throw new StateException($"another run is writing the state {Path}; wait until it has finished, or stop it, or use another --state");
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StateException(
                $"the state {Path} cannot be used ({failure.Message}); name a file this user may write with --state or State__Connection, "
                + "or move a damaged one away: an empty state rebuilds itself from the org's own Tasks");
        }
    }

    private async Task MigrateAsync(CancellationToken ct)
    {
        if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        OwnerOnlyFiles.Create(Path);
        await using SqliteConnection connection = await ConnectAsync(ct);
        await using DbTransaction transaction = connection.BeginTransaction(deferred: false);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_scripts (name TEXT PRIMARY KEY)", transaction: transaction);
        HashSet<string> applied = [.. await connection.QueryAsync<string>("SELECT name FROM schema_scripts", transaction: transaction)];
        string[] scripts = Scripts();
        if (applied.Except(scripts).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new StateException($"the state file was written by a newer version (script {unknown}); use that version, or another --state");
        }

        foreach (string script in scripts.Where(script => !applied.Contains(script)))
        {
            await connection.ExecuteAsync(Text(script), transaction: transaction);
            await connection.ExecuteAsync("INSERT INTO schema_scripts (name) VALUES (@script)", new { script }, transaction);
        }

        await transaction.CommitAsync(ct);
    }

    private static string[] Scripts() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.Contains(".Sqlite.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Text(string script)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"script {script} is not in the assembly"));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The state cannot be used as it is. The message says what to do; it is shown without a stack trace.</summary>
internal sealed class StateException(string message) : Exception(message);
