using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Reads the rows that the digests are made of, once for all managers.</summary>
internal static class DigestRows
{
    private const int WinDays = 6;
    private const int UnknownMailDays = 28;

    public static async Task<DigestFacts> ReadDigestFactsAsync(
        this DbConnection connection, RunContext run, SendWeeklyDigestOptions options, CancellationToken ct)
    {
        // Where this day was not judged (a step is off), the newest judgement before it speaks.
        string? asOf = await Value<string>("SELECT MAX(as_of) FROM flags WHERE as_of <= @day", new { day = Sql.Day(run.AsOf) });
        string monday = Sql.Day(IsoWeek.Of(asOf is null ? run.AsOf : Sql.ToDay(asOf)).Monday);
        string? earlier = await Value<string>("SELECT MAX(as_of) FROM flags WHERE as_of < @monday", new { monday });

        FlagRow[] flags = [.. await Rows<FlagRow>(FlagSql, new { asOf })];
        var managers = flags.Where(flag => flag.ManagerId is not null).ToDictionary(flag => flag.RepId, flag => new UserId(flag.ManagerId!));
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        IEnumerable<PairingRow> pairings = await Rows<PairingRow>(PairingSql, null);
        IEnumerable<ActivityRow> activities = await Rows<ActivityRow>(
            ActivitySql, new { since = Sql.Ticks(run.Now.AddDays(-options.AttentionDays - 1)) });
        IEnumerable<WinRow> wins = await Rows<WinRow>(
            WinSql, new { from = Sql.Day(run.AsOf.AddDays(-WinDays)), to = Sql.Day(run.AsOf) });
        long? synced = await Value<long?>("SELECT MIN(synced_at) FROM sync_cursors WHERE object IN ('User', 'Opportunity')", null);
        string? currency = await Value<string>("SELECT value FROM meta WHERE key = 'currency'", null);

        return new DigestFacts
        {
            // The manager whom the judgement names is the one who may read it.
            People = people.ToDictionary(
                person => person.Id,
                person => managers.TryGetValue(person.Id.Value, out UserId manager) ? person with { ManagerId = manager } : person),
            Flags = flags.Select(ToFlag).ToDictionary(flag => flag.Rep),
            EarlierFlags = (await Rows<FlagRow>(FlagSql, new { asOf = earlier }))
                .ToDictionary(row => new UserId(row.RepId), row => FlagNames.Parse(row.Flag)),
            Scores = (asOf is null ? [] : await connection.ReadScoresAsync(Sql.ToDay(asOf), ct)).ToLookup(score => score.Rep),
            Pairings = [.. pairings.Select(ToPairing)],
            Activities = [.. activities.Select(ToActivity)],
            Wins = [.. wins.Select(win => new DigestWin(win.Id, win.Name, new UserId(win.OwnerId), win.Amount, Sql.ToDay(win.CloseDate)))],
            SyncedAt = Sql.Instant(synced),
            Currency = options.Currency.Length > 0 ? options.Currency : currency,
            RefusedRecords = await connection.CountDeadLettersAsync(ct),
            UnknownMails = (int)await Value<long>(
                "SELECT COUNT(*) FROM mails WHERE state IN ('unknown', 'sending') AND prepared_at >= @since",
                new { since = Sql.Ticks(run.Now.AddDays(-UnknownMailDays)) }),
        };

        Task<IEnumerable<T>> Rows<T>(string sql, object? values) => connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct));

        Task<T?> Value<T>(string sql, object? values) => connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct));
    }

    private const string FlagSql =
        """
        SELECT rep_id AS RepId, flag AS Flag, probability AS Probability, strength AS Strength, gap AS Gap, reason AS Reason,
          question AS Question, manager_id AS ManagerId
        FROM flags WHERE as_of = @asOf ORDER BY rep_id
        """;

    private const string PairingSql =
        """
        SELECT pairing_key AS Key, kind AS Kind, state AS State, mentor_id AS MentorId, mentee_id AS MenteeId, skill AS Skill,
          reason AS Reason, manager_decision AS ManagerDecision, proposed_on AS ProposedOn, expires_on AS ExpiresOn,
          active_from AS ActiveFrom
        FROM pairings WHERE state IN ('proposed', 'active', 'paused') ORDER BY pairing_key
        """;

    private const string ActivitySql =
        """
        SELECT a.key AS Key, a.pairing_key AS PairingKey, a.activity AS Activity, a.occurrence AS Occurrence, a.side AS Side,
          a.owner_id AS OwnerId, a.subject AS Subject, a.due_on AS DueOn, a.state AS State, a.done_at AS DoneAt,
          a.obstacle AS Obstacle, a.unreadable AS Unreadable, t.salesforce_id AS SalesforceId
        FROM activities a LEFT JOIN tasks t ON t.key = a.key AND t.is_deleted = 0
        WHERE a.state IN ('planned', 'open', 'unconfirmed') OR a.done_at >= @since
        ORDER BY a.key
        """;

    private const string WinSql =
        """
        SELECT id AS Id, name AS Name, COALESCE(credited_owner_id, owner_id) AS OwnerId, amount AS Amount, close_date AS CloseDate
        FROM deals WHERE is_won = 1 AND is_deleted = 0 AND close_date BETWEEN @from AND @to ORDER BY id
        """;

    private static RepFlag ToFlag(FlagRow row) => new()
    {
        Rep = new UserId(row.RepId),
        Flag = FlagNames.Parse(row.Flag),
        Probability = row.Probability,
        Strength = row.Strength is { } strength ? SkillNames.Parse(strength) : null,
        Gap = row.Gap is { } gap ? SkillNames.Parse(gap) : null,
        Reason = row.Reason,
        Question = row.Question,
    };

    private static DigestPairing ToPairing(PairingRow row) => new()
    {
        Key = row.Key,
        Kind = PairNames.ParseKind(row.Kind),
        State = PairNames.ParseState(row.State),
        Mentor = new UserId(row.MentorId),
        Mentee = new UserId(row.MenteeId),
        Skill = SkillNames.Parse(row.Skill),
        Reason = row.Reason,
        ManagerDecision = row.ManagerDecision,
        ProposedOn = Sql.ToDay(row.ProposedOn),
        ExpiresOn = Sql.ToDay(row.ExpiresOn),
        ActiveFrom = row.ActiveFrom is { } from ? Sql.ToDay(from) : null,
    };

    private static DigestActivity ToActivity(ActivityRow row) => new()
    {
        Key = row.Key,
        PairingKey = row.PairingKey,
        Activity = row.Activity,
        Occurrence = (int)row.Occurrence,
        Side = row.Side,
        Owner = new UserId(row.OwnerId),
        Subject = row.Subject,
        DueOn = Sql.ToDay(row.DueOn),
        State = row.State,
        DoneAt = Sql.Instant(row.DoneAt),
        Obstacle = row.Obstacle,
        Unreadable = row.Unreadable,
        SalesforceId = row.SalesforceId,
    };
}
