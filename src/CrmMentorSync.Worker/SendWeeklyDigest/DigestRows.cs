using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
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
        IReadOnlyList<ActivityRow> activities = await connection.ReadLiveActivitiesAsync(run.Now.AddDays(-options.AttentionDays - 1), ct);
        IReadOnlyDictionary<string, string> taskIds = await connection.ReadTaskIdsAsync(ct);
        HashSet<string> waiting = new(await Rows<string>(WaitingSql, null), StringComparer.Ordinal);
        Dictionary<string, long> written = (await Rows<(string Key, long At)>(WrittenSql, null)).ToDictionary(task => task.Key, task => task.At, StringComparer.Ordinal);
        IReadOnlyList<LedgerEntry> ledger = await connection.ReadLedgerAsync(run.Now, ct);
        IEnumerable<WinRow> wins = await Rows<WinRow>(
            WinSql, new { from = Sql.Day(run.AsOf.AddDays(-WinDays)), to = Sql.Day(run.AsOf), year = Sql.Day(run.AsOf.AddYears(-1)) });
        FlagRow[] earlierFlags = [.. await Rows<FlagRow>(FlagSql, new { asOf = earlier })];
        long? synced = await Value<long?>("SELECT MIN(synced_at) FROM sync_cursors WHERE object IN ('User', 'Opportunity')", null);
        string? recorded = await Value<string>("SELECT MIN(planned_on) FROM activities", null);
        string? currency = await Value<string>("SELECT value FROM meta WHERE key = 'currency'", null);

        return new DigestFacts
        {
            // The manager whom the judgement names is the one who may read it.
            People = people.ToDictionary(
                person => person.Id,
                person => managers.TryGetValue(person.Id.Value, out UserId manager) ? person with { ManagerId = manager } : person),
            Flags = flags.Select(ToFlag).ToDictionary(flag => flag.Rep),
            EarlierFlags = earlierFlags.ToDictionary(row => new UserId(row.RepId), row => FlagNames.Parse(row.Flag)),
            EarlierManagers = earlierFlags.Where(row => row.ManagerId is not null).ToDictionary(row => new UserId(row.RepId), row => new UserId(row.ManagerId!)),
            EarlierChances = earlierFlags.Where(row => row.Probability is not null).ToDictionary(row => new UserId(row.RepId), row => row.Probability!.Value),
            Asked = (await connection.ReadMentorsAsync(ct)).ToDictionary(mentor => mentor.Rep, mentor => mentor.Consent),
            OnHold = await connection.ReadOnHoldAsync(run.AsOf, ct),
            Scores = await ScoresOf(asOf),
            EarlierScores = await ScoresOf(earlier),
            Pairings = [.. pairings.Select(ToPairing)],
            // A debrief of several talks is told talk by talk; its link leads to the one Task.
            Activities = [.. activities.Where(activity => activity.Key is not { Mentee: null, Activity: "debrief" })
                .Select(activity => (Activity: activity, Task: (activity.CarriedBy ?? activity.Key).ToString()))
                .Select(activity => ToActivity(activity.Activity, taskIds.GetValueOrDefault(activity.Task)) with
                {
                    IsWaiting = waiting.Contains(activity.Task),
                    WrittenAt = written.TryGetValue(activity.Task, out long at) ? Sql.Instant(at) : null,
                })],
            Mentors = MentorLedger.Of(ledger),
            CouldMentorNext = MentorLedger.CouldMentorNext(ledger),
            Wins = [.. wins.Select(ToWin)],
            RecordedSince = recorded is null ? run.AsOf : Sql.ToDay(recorded),
            SyncedAt = Sql.Instant(synced),
            Currency = options.Currency.Length > 0 ? options.Currency : currency,
            Operations = options.Admins.Count == 0 ? new DigestOperations() : await connection.ReadOperationsAsync(run, ct),
        };

        async Task<ILookup<UserId, SkillScore>> ScoresOf(string? day) =>
            (day is null ? [] : await connection.ReadScoresAsync(Sql.ToDay(day), ct)).ToLookup(score => score.Rep);

        Task<IEnumerable<T>> Rows<T>(string sql, object? values) => connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct));

        Task<T?> Value<T>(string sql, object? values) => connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct));
    }

    /// <summary>Mentees of whom somebody wrote that it should wait until a day to come, in whichever Task.</summary>
    private static async Task<IReadOnlySet<UserId>> ReadOnHoldAsync(this DbConnection connection, DateOnly day, CancellationToken ct) =>
        (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT key FROM activities WHERE pause_until > @day ORDER BY key", new { day = Sql.Day(day) }, cancellationToken: ct)))
        .Select(key => MentoringKey.TryParse(key)?.Mentee).OfType<UserId>().ToHashSet();

    private const string WaitingSql =
        "SELECT key FROM tasks WHERE salesforce_id IS NULL AND last_outcome IN ('deferred', 'refused') ORDER BY key";

    private const string WrittenSql =
        """
        SELECT t.key, t.remote_modstamp FROM activities a JOIN tasks t ON t.key = a.key
        WHERE a.state = 'open' AND a.unreadable IS NOT NULL AND t.remote_modstamp IS NOT NULL ORDER BY t.key
        """;

    private const string FlagSql =
        """
        SELECT rep_id AS RepId, flag AS Flag, probability AS Probability, strength AS Strength, gap AS Gap, reason AS Reason,
          question AS Question, also AS Also, manager_id AS ManagerId
        FROM flags WHERE as_of = @asOf ORDER BY rep_id
        """;

    private const string PairingSql =
        """
        SELECT pairing_key AS Key, kind AS Kind, state AS State, mentor_id AS MentorId, mentee_id AS MenteeId, skill AS Skill,
          reason AS Reason, manager_decision AS ManagerDecision, proposed_on AS ProposedOn, expires_on AS ExpiresOn,
          active_from AS ActiveFrom
        FROM pairings WHERE state IN ('proposed', 'active', 'paused') ORDER BY pairing_key
        """;

    // What a win is worth saying about it: the owner's best and last win of the year before it.
    private const string WinSql =
        """
        SELECT id AS Id, name AS Name, owner_id AS OwnerId, amount AS Amount, close_date AS CloseDate, best_before AS BestBefore, previous AS Previous
        FROM (
          SELECT id, name, COALESCE(credited_owner_id, owner_id) AS owner_id, amount, close_date,
            MAX(amount) OVER (owners ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best_before, LAG(close_date) OVER owners AS previous
          FROM deals WHERE is_won = 1 AND is_deleted = 0 AND close_date BETWEEN @year AND @to
          WINDOW owners AS (PARTITION BY COALESCE(credited_owner_id, owner_id) ORDER BY close_date, id)) AS wins
        WHERE close_date >= @from ORDER BY id
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
        Also = [.. row.Also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FlagNames.Parse)],
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

    private static DigestWin ToWin(WinRow row)
    {
        DateOnly day = Sql.ToDay(row.CloseDate);
        return new DigestWin(row.Id, row.Name, new UserId(row.OwnerId), row.Amount, day)
        {
            IsLargestOfYear = row.BestBefore is { } best && row.Amount > best,
            DaysSincePrevious = row.Previous is { } previous ? day.DayNumber - Sql.ToDay(previous).DayNumber : null,
        };
    }

    private static DigestActivity ToActivity(ActivityRow row, string? salesforceId) => new()
    {
        Key = row.Key.ToString(),
        PairingKey = row.Key.PairingKey,
        Mentor = row.Key.Mentor,
        Mentee = row.Key.Mentee,
        Kind = ActivityNames.TryParse(row.Key.Activity),
        Occurrence = row.Key.Occurrence,
        Side = row.Key.Side,
        Owner = row.Owner,
        Subject = row.Subject,
        DueOn = row.DueOn,
        State = row.State.Key(),
        DoneAt = row.DoneAt,
        Grasp = row.Grasp,
        Learned = row.Learned,
        Obstacle = row.Obstacle,
        Shared = row.Shared,
        Challenge = row.Challenge,
        Unreadable = row.Unreadable,
        SalesforceId = salesforceId,
    };
}
