using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrmMentorSync.Worker.State;

/// <summary>
/// The one lease that keeps pipeline jobs and commands apart. Held while disposed later; renewed every thirty seconds, so that a
/// killed process blocks nobody for more than two minutes, and on the same machine not at all.
/// </summary>
internal sealed class RunLease : IAsyncDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    private const int Busy = 5;

    // A tick that meets a writer does not wait for it: the next one comes.
    private const int RenewalSeconds = 1;
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private readonly StateDatabase _state;
    private readonly TimeProvider _clock;
    private readonly string _holder;
    private readonly CancellationTokenSource _stop = new();
    private Task _renewing = Task.CompletedTask;
    private volatile bool _lost;

    private RunLease(StateDatabase state, TimeProvider clock, string holder)
    {
        _state = state;
        _clock = clock;
        _holder = holder;
    }

    /// <summary>Takes the lease.</summary>
    /// <exception cref="StateException">Another live process holds it.</exception>
    public static async Task<RunLease> AcquireAsync(StateDatabase state, TimeProvider clock, string runId, CancellationToken ct)
    {
        var lease = new RunLease(state, clock, string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{StartOf(Process.GetCurrentProcess())}/{runId}"));
        await using DbConnection connection = await state.OpenAsync(ct);
        (string? current, long expires) = await connection.QuerySingleOrDefaultAsync<(string?, long)>(new CommandDefinition(
            "SELECT holder, expires_at FROM run_lease", cancellationToken: ct));
        (bool isHere, bool isAlive) = current is null ? default : Look(current);

        // Whoever lives keeps it: a run that writes for long cannot renew it meanwhile.
        bool isFree = current is null || (isHere ? !isAlive : expires <= Sql.Ticks(clock.GetUtcNow()));
        int taken = isFree ? await lease.TakeAsync(connection, isHere ? current : null, ct) : 0;
        if (taken == 0)
        {
            throw new StateException($"another run holds the state ({current ?? "just started"}); wait until it has finished, or use another --state");
        }

        lease._renewing = lease.RenewAsync();
        return lease;
    }

    /// <summary>Asked before each step, and renewed by it: a holder that slept through its lease must not go on beside the next one.</summary>
    /// <exception cref="StateException">Another run has taken it.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        await using DbConnection connection = await _state.OpenAsync(ct);
        if (_lost || await RenewAsync(connection, commandTimeout: null, ct) != 1)
        {
            throw new StateException("another run has taken over the state, because this one could not renew its lease for too long; it stops here, and the next run goes on");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        await using DbConnection connection = await _state.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("DELETE FROM run_lease WHERE holder = @holder", new { holder = _holder });
    }

    private Task<int> TakeAsync(DbConnection connection, string? from, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO run_lease (id, holder, expires_at) VALUES (1, @holder, @expires)
            ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE run_lease.expires_at <= @now OR run_lease.holder = @from
            """,
            new { holder = _holder, expires = Sql.Ticks(_clock.GetUtcNow() + Life), now = Sql.Ticks(_clock.GetUtcNow()), from },
            cancellationToken: ct));

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: the run is over.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            await using DbConnection connection = await _state.OpenAsync(_stop.Token);
            _lost |= await RenewAsync(connection, RenewalSeconds, _stop.Token) != 1;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == Busy)
        {
            // Somebody is writing, most likely this run: nobody can take the lease meanwhile either. The next tick renews it.
        }
    }

    private Task<int> RenewAsync(DbConnection connection, int? commandTimeout, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(
        "UPDATE run_lease SET expires_at = @expires WHERE holder = @holder",
        new { holder = _holder, expires = Sql.Ticks(_clock.GetUtcNow() + Life) },
        commandTimeout: commandTimeout,
        cancellationToken: ct));

    /// <summary>
    /// Whether the holder is on this machine, and its process lives. One that is gone cannot come back. A process of the same number
    /// that started at another time is another one: a restarted container gives its first process the same number again.
    /// </summary>
    private static (bool IsHere, bool IsAlive) Look(string holder)
    {
        string[] parts = holder.Split('/');
        return parts.Length == 4 && parts[0] == Environment.MachineName
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long start)
            ? (true, IsRunning(id, start))
            : default;
    }

    private static bool IsRunning(int processId, long start)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && StartOf(process) == start;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>When a process started, whole seconds since 1970.</summary>
    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
}
