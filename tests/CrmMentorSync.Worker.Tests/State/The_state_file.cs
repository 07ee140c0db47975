using System.Data.Common;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.State;

public sealed class The_state_file : IDisposable
{
    private readonly TestState _state = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Is_made_for_its_owner_alone()
    {
        await using DbConnection connection = await _state.Database.OpenAsync(_ct);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_state.Path));
        }
    }

    [Fact]
    public async Task Keeps_its_rows_when_it_is_opened_by_the_next_process()
    {
        await using (DbConnection connection = await _state.Database.OpenAsync(_ct))
        {
            await connection.ExecuteAsync("INSERT INTO meta (key, value) VALUES ('organization_id', '00D')");
        }

        using StateDatabase next = _state.Open();
        await using DbConnection again = await next.OpenAsync(_ct);
        Assert.Equal("00D", await again.ExecuteScalarAsync<string>("SELECT value FROM meta WHERE key = 'organization_id'"));
    }

    [Fact]
    public async Task That_vanishes_does_not_come_back_empty()
    {
        await (await _state.Database.OpenAsync(_ct)).DisposeAsync();
        File.Delete(_state.Path);

        Assert.False(_state.Database.Exists);
        await Assert.ThrowsAnyAsync<DbException>(() => _state.Database.OpenAsync(_ct));
        Assert.False(File.Exists(_state.Path));
    }

    [Fact]
    public async Task Written_by_a_newer_version_is_refused_with_the_remedy()
    {
        await using (DbConnection connection = await _state.Database.OpenAsync(_ct))
        {
            await connection.ExecuteAsync("INSERT INTO schema_scripts (name) VALUES ('x.Sqlite.9999_future.sql')");
        }

        using StateDatabase older = _state.Open();
        StateException refusal = await Assert.ThrowsAsync<StateException>(() => older.OpenAsync(_ct));
        Assert.Contains("9999_future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_by_many_at_once_is_migrated_once()
    {
        StateDatabase[] openers = [.. Enumerable.Range(0, 8).Select(_ => _state.Open())];
        DbConnection[] connections = await Task.WhenAll(openers.Select(opener => opener.OpenAsync(_ct)));
        Assert.All(connections, connection => Assert.Equal(0, connection.ExecuteScalar<int>("SELECT count(*) FROM runs")));
        foreach (DbConnection connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Host=db;Username=u;Password=secret", false)]
    [InlineData("postgres://db/mentoring", false)]
    [InlineData("./hosts/crm.db", true)]
    public void Is_a_path_and_no_server(string connection, bool valid)
    {
        ValidateOptionsResult result = new StateOptionsMeaning().Validate(null, new StateOptions { Connection = connection });
        Assert.Equal(valid, result.Succeeded);
        Assert.DoesNotContain("secret", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_and_a_day_survive_the_way_into_the_file_and_back()
    {
        var instant = new DateTimeOffset(2026, 3, 29, 1, 30, 0, 123, TimeSpan.FromHours(2));
        Assert.Equal(instant, Sql.Instant(Sql.Ticks(instant)));
        Assert.Equal(new DateOnly(2026, 2, 28), Sql.ToDay(Sql.Day(new DateOnly(2026, 2, 28))));
    }
}
