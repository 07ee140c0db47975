using System.Data.Common;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using Dapper;

namespace CrmMentorSync.Worker.Tests.State;

public sealed class The_run_lease : IDisposable
{
    private readonly TestState _state = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 9, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Excludes_a_second_run_and_says_who_holds_it()
    {
        await using RunLease first = await RunLease.AcquireAsync(_state.Database, _clock, "first", _ct);
        StateException refusal = await Assert.ThrowsAsync<StateException>(() => RunLease.AcquireAsync(_state.Database, _clock, "second", _ct));
        Assert.Contains("first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_free_again_when_the_run_is_over()
    {
        await using (RunLease first = await RunLease.AcquireAsync(_state.Database, _clock, "first", _ct))
        {
        }

        await using RunLease second = await RunLease.AcquireAsync(_state.Database, _clock, "second", _ct);
    }

    [Theory]
    [InlineData("another-machine/7/1/run", 3, true)]
    [InlineData("another-machine/7/1/run", 1, false)]
    public async Task Of_another_machine_is_taken_over_only_when_it_has_run_out(string holder, int minutesLater, bool taken)
    {
        await SeedAsync(holder);
        _clock.Now += TimeSpan.FromMinutes(minutesLater);
        Assert.Equal(taken, await CanTakeAsync());
    }

    [Fact]
    public async Task Of_a_process_that_is_gone_from_this_machine_is_taken_over_at_once()
    {
        await SeedAsync($"{Environment.MachineName}/{int.MaxValue}/1/run");
        Assert.True(await CanTakeAsync());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-60, true)]
    public async Task Of_a_process_of_the_same_number_is_taken_over_when_that_one_started_at_another_time(int secondsOff, bool taken)
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        long start = new DateTimeOffset(self.StartTime.ToUniversalTime()).ToUnixTimeSeconds() + secondsOff;
        await SeedAsync($"{Environment.MachineName}/{Environment.ProcessId}/{start}/run");
        Assert.Equal(taken, await CanTakeAsync());
    }

    [Fact]
    public async Task Outlasts_a_write_that_takes_longer_than_the_lease_and_is_renewed_after_it()
    {
        var clock = new TickingClock(_clock.Now);
        using StateDatabase other = _state.Open();
        await using (RunLease lease = await RunLease.AcquireAsync(_state.Database, clock, "first", _ct))
        {
            await using DbConnection connection = await _state.Database.OpenAsync(_ct);
            await using (DbTransaction writing = await connection.BeginTransactionAsync(_ct))
            {
                clock.Advance(TimeSpan.FromMinutes(3));

                // Longer than a renewal tries.
                await Task.Delay(TimeSpan.FromSeconds(2.5), _ct);
                await writing.CommitAsync(_ct);
            }

            StateException refusal = await Assert.ThrowsAsync<StateException>(() => RunLease.AcquireAsync(other, clock, "second", _ct));
            Assert.Contains("first", refusal.Message, StringComparison.Ordinal);
            Assert.True(await ExpiresAsync(connection) < Sql.Ticks(clock.GetUtcNow()), "the write did not keep the lease from being renewed");
            clock.Advance(TimeSpan.FromSeconds(30));
            while (await ExpiresAsync(connection) < Sql.Ticks(clock.GetUtcNow()))
            {
                await Task.Delay(20, _ct);
            }
        }

        await using RunLease next = await RunLease.AcquireAsync(other, clock, "next", _ct);
    }

    [Fact]
    public async Task Is_missed_by_a_holder_that_slept_through_it_before_its_next_step()
    {
        await using RunLease lease = await RunLease.AcquireAsync(_state.Database, _clock, "first", _ct);
        await lease.RequireAsync(_ct);
        await using DbConnection connection = await _state.Database.OpenAsync(_ct);
        await connection.ExecuteAsync("UPDATE run_lease SET holder = 'another-machine/7/1/second'");

        StateException lost = await Assert.ThrowsAsync<StateException>(() => lease.RequireAsync(_ct));

        Assert.Contains("another run has taken over the state", lost.Message, StringComparison.Ordinal);
        Assert.Equal("another-machine/7/1/second", await connection.QuerySingleAsync<string>("SELECT holder FROM run_lease"));
    }

    private Task<long> ExpiresAsync(DbConnection connection) => connection.QuerySingleAsync<long>(new CommandDefinition("SELECT expires_at FROM run_lease", cancellationToken: _ct));

    private async Task SeedAsync(string holder)
    {
        await using DbConnection connection = await _state.Database.OpenAsync(_ct);
        await connection.ExecuteAsync(
            "INSERT INTO run_lease (id, holder, expires_at) VALUES (1, @holder, @expires)",
            new { holder, expires = Sql.Ticks(_clock.Now + TimeSpan.FromMinutes(2)) });
    }

    private async Task<bool> CanTakeAsync()
    {
        try
        {
            await using RunLease lease = await RunLease.AcquireAsync(_state.Database, _clock, "next", _ct);
            return true;
        }
        catch (StateException)
        {
            return false;
        }
    }
}
