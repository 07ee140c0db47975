using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>Reads what the programme makes of meetings, wins, open deals and clients.</summary>
internal static class ProgrammeFactsRows
{
    private const int VisitDaysAhead = 60;
    private const int BigWinDays = 30;
    private const int YearDays = 365;
    private const int RecentWinDays = 42;
    private const int StageDays = 14;
    private const int ClientYearsDays = 730;
    private const int ClientRecentDays = 90;

    public static async Task<ProgrammeFacts> ReadProgrammeFactsAsync(
        this DbConnection connection, RunContext run, IReadOnlyList<Person> people, IReadOnlyDictionary<Skill, string[]> stages, CancellationToken ct)
    {
        Dictionary<UserId, Person> byId = people.ToDictionary(person => person.Id);
        var day = new
        {
            from = Sql.Ticks(run.Now),
            to = Sql.Ticks(run.Now.AddDays(VisitDaysAhead)),
            asOf = Sql.Day(run.AsOf),
            bigFrom = Sql.Day(run.AsOf.AddDays(1 - BigWinDays)),
            recentFrom = Sql.Day(run.AsOf.AddDays(1 - RecentWinDays)),
            clientFrom = Sql.Day(run.AsOf.AddDays(-ClientYearsDays)),
            clientRecent = Sql.Day(run.AsOf.AddDays(-ClientRecentDays)),
            changed = Sql.Ticks(run.Now.AddDays(-StageDays)),
            least = await LargeAsync(connection, run.AsOf, ct),
        };
        IEnumerable<VisitRow> visits = await connection.QueryAsync<VisitRow>(new CommandDefinition(VisitSql, day, cancellationToken: ct));
        IEnumerable<(string, string, string, string)> big = await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition(BigWinSql, day, cancellationToken: ct));
        IEnumerable<(string, string, string, string)> recent = await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition(RecentWinSql, day, cancellationToken: ct));
        IEnumerable<(string Id, string Owner, string Account, string Stage)> open =
            await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition(OpenSql, day, cancellationToken: ct));
        IEnumerable<(string, string, string)> clients = await connection.QueryAsync<(string, string, string)>(new CommandDefinition(ClientSql, day, cancellationToken: ct));
        return new ProgrammeFacts
        {
            Visits = [.. visits.Where(visit => byId.ContainsKey(new UserId(visit.OwnerId))).Select(visit => new CustomerVisit(
                visit.Id, new UserId(visit.OwnerId), visit.Account, visit.AccountOwner is { } owner ? new UserId(owner) : null,
                WorkingCalendar.DayOf(byId[new UserId(visit.OwnerId)], Sql.Instant(visit.StartsAt))))],
            BigWins = [.. big.Select(ToDeal)],
            RecentWins = [.. recent.Select(ToDeal)],
            AtStage = [.. open.SelectMany(deal => stages.Where(topic => topic.Value.Contains(deal.Stage, StringComparer.OrdinalIgnoreCase)).OrderBy(topic => topic.Key)
                .Select(topic => new DealAtStage(deal.Id, new UserId(deal.Owner), deal.Account, topic.Key)))],
            Clients = [.. clients.Select(client => new Client(client.Item1, client.Item2, new UserId(client.Item3)))],
        };
    }

    /// <summary>The amount that one win in ten of the last year reached; null where there was none.</summary>
    private static async Task<double?> LargeAsync(DbConnection connection, DateOnly asOf, CancellationToken ct)
    {
        var year = new { from = Sql.Day(asOf.AddDays(-YearDays)), to = Sql.Day(asOf) };
        const string Won = "FROM deals WHERE is_won = 1 AND is_deleted = 0 AND amount > 0 AND close_date > @from AND close_date <= @to";
        int count = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT COUNT(*) {Won}", year, cancellationToken: ct));
        return await connection.ExecuteScalarAsync<double?>(new CommandDefinition(
            $"SELECT amount {Won} ORDER BY amount LIMIT 1 OFFSET @skip", new { year.from, year.to, skip = count * 9 / 10 }, cancellationToken: ct));
    }

    private static CustomerDeal ToDeal((string Id, string Owner, string Account, string Day) deal) =>
        new(deal.Id, new UserId(deal.Owner), deal.Account, Sql.ToDay(deal.Day));

    private const string VisitSql =
        """
        SELECT e.id AS Id, e.owner_id AS OwnerId, a.name AS Account, a.owner_id AS AccountOwner, e.starts_at AS StartsAt
        FROM events e LEFT JOIN deals d ON d.id = e.what_id AND d.is_deleted = 0 JOIN accounts a ON a.id = COALESCE(d.account_id, e.what_id)
        WHERE e.is_deleted = 0 AND e.is_private = 0 AND e.starts_at > @from AND e.starts_at < @to
          AND e.owner_id IN (SELECT mentor_id FROM pairings WHERE state = 'active')
        ORDER BY e.starts_at, e.id
        """;

    private const string BigWinSql =
        """
        SELECT d.id, COALESCE(d.credited_owner_id, d.owner_id), a.name, d.close_date
        FROM deals d JOIN accounts a ON a.id = d.account_id
        WHERE d.is_won = 1 AND d.is_deleted = 0 AND d.close_date BETWEEN @bigFrom AND @asOf AND d.amount >= @least ORDER BY d.amount DESC, d.id
        """;

    private const string RecentWinSql =
        """
        SELECT d.id, COALESCE(d.credited_owner_id, d.owner_id), a.name, d.close_date
        FROM deals d JOIN accounts a ON a.id = d.account_id
        WHERE d.is_won = 1 AND d.is_deleted = 0 AND d.close_date BETWEEN @recentFrom AND @asOf
          AND COALESCE(d.credited_owner_id, d.owner_id) IN (SELECT mentee_id FROM pairings WHERE state = 'active')
        ORDER BY d.close_date DESC, d.id
        """;

    private const string OpenSql =
        """
        SELECT d.id, d.owner_id, a.name, d.stage FROM deals d JOIN accounts a ON a.id = d.account_id
        WHERE d.is_closed = 0 AND d.is_deleted = 0 AND d.system_modstamp >= @changed
          AND d.owner_id IN (SELECT mentee_id FROM pairings WHERE state = 'active')
        ORDER BY d.id
        """;

    /// <summary>Clients of those whose sales are judged high; the list is used to ask them, and says so to nobody.</summary>
    private const string ClientSql =
        """
        SELECT a.id, a.name, a.owner_id FROM deals d JOIN accounts a ON a.id = d.account_id
        WHERE d.is_won = 1 AND d.is_deleted = 0 AND d.amount > 0 AND d.close_date BETWEEN @clientFrom AND @asOf
          AND a.owner_id IN (SELECT rep_id FROM scores WHERE as_of = (SELECT MAX(as_of) FROM scores) AND skill = 'overall' AND p_highest_fifth >= 0.5)
        GROUP BY a.id, a.name, a.owner_id HAVING MAX(d.close_date) >= @clientRecent AND COUNT(*) >= 2
        ORDER BY SUM(d.amount) DESC, a.id LIMIT 50
        """;

    private sealed class VisitRow
    {
        public string Id { get; init; } = "";
        public string OwnerId { get; init; } = "";
        public string Account { get; init; } = "";
        public string? AccountOwner { get; init; }
        public long StartsAt { get; init; }
    }
}
