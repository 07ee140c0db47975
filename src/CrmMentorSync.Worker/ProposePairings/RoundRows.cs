using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Reads what a round needs to know.</summary>
internal static class RoundRows
{
    /// <summary>A gap of long ago that is closed now tells more than one of last month.</summary>
    private const int DaysSinceGap = 90;

    /// <summary>The reps flagged on the day with their scores; a flag whose user is unknown is left out.</summary>
    /// <param name="minimumGap">P(lowest fifth) from which an earlier gap counts.</param>
    public static async Task<IReadOnlyList<RepProfile>> ReadRepsAsync(
        this DbConnection connection, IReadOnlyList<Person> people, DateOnly asOf, double minimumGap, CancellationToken ct)
    {
        var day = new { asOf = Sql.Day(asOf) };
        FlagRow[] flags = [.. await connection.QueryAsync<FlagRow>(new CommandDefinition(
            "SELECT rep_id AS RepId, flag AS Flag, also AS Also, manager_id AS ManagerId FROM flags WHERE as_of = @asOf ORDER BY rep_id", day, cancellationToken: ct))];
        ILookup<UserId, SkillScore> scores = (await connection.ReadScoresAsync(asOf, ct)).ToLookup(score => score.Rep);

        ILookup<string, Skill> gaps = (await connection.QueryAsync<(string Rep, string Skill)>(new CommandDefinition(
            "SELECT DISTINCT rep_id, skill FROM scores WHERE as_of <= @before AND p_lowest_fifth >= @minimumGap",
            new { before = Sql.Day(asOf.AddDays(-DaysSinceGap)), minimumGap },
            cancellationToken: ct))).ToLookup(row => row.Rep, row => SkillNames.Parse(row.Skill), StringComparer.Ordinal);

        Dictionary<UserId, Person> byId = people.ToDictionary(person => person.Id);
        // The manager that the flag names is the one in charge (it may come from the role hierarchy); above that, users tell.
        Dictionary<UserId, UserId> inCharge = flags
            .Where(flag => flag.ManagerId is not null).ToDictionary(flag => new UserId(flag.RepId), flag => new UserId(flag.ManagerId!));
        var lines = ManagementChain.Of(people, inCharge);
        HashSet<UserId> managers = [.. people.Where(person => person.IsActive).Select(person => lines.ManagerOf(person.Id)).OfType<UserId>()];

        return [.. flags
            .Where(flag => byId.ContainsKey(new UserId(flag.RepId)))
            .Select(flag => Profile(byId[new UserId(flag.RepId)], flag))];

        RepProfile Profile(Person person, FlagRow flag) => new(
            person, FlagNames.Parse(flag.Flag), [.. flag.Also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FlagNames.Parse)],
            scores[person.Id], lines.Above(person.Id), managers.Contains(person.Id))
        {
            EarlierGaps = gaps[person.Id.Value].ToHashSet(),
        };
    }

    /// <summary>Which mentors asked in their invitation to be left alone beyond the day, and until when.</summary>
    public static async Task<IReadOnlyDictionary<UserId, DateOnly>> ReadPausesAsync(this DbConnection connection, DateOnly asOf, CancellationToken ct) =>
        (await connection.ReadPausesOfAsync(ActivityKind.Invite, asOf, ct)).GroupBy(pause => pause.Key.Mentor)
            .ToDictionary(mentor => mentor.Key, mentor => mentor.Max(pause => pause.Until));

    /// <summary>Which proposals a manager put off in the approval beyond the day, and until when. A pause of a running pair is that pair's alone.</summary>
    public static async Task<IReadOnlyDictionary<(UserId Mentor, UserId Mentee), DateOnly>> ReadPutOffAsync(
        this DbConnection connection, DateOnly asOf, CancellationToken ct) =>
        (await connection.ReadPausesOfAsync(ActivityKind.Approve, asOf, ct)).GroupBy(pause => (pause.Key.Mentor, pause.Key.Mentee!.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Max(pause => pause.Until));

    private static async Task<IEnumerable<(MentoringKey Key, DateOnly Until)>> ReadPausesOfAsync(
        this DbConnection connection, ActivityKind kind, DateOnly asOf, CancellationToken ct) =>
        (await connection.QueryAsync<(string Key, string Until)>(new CommandDefinition(
            "SELECT key, pause_until FROM activities WHERE activity = @activity AND pause_until > @asOf ORDER BY key",
            new { activity = kind.Key(), asOf = Sql.Day(asOf) }, cancellationToken: ct)))
            .Select(row => (MentoringKey.TryParse(row.Key)!.Value, Sql.ToDay(row.Until)));

    /// <summary>Who said yes to proposals that came to nothing.</summary>
    public static async Task<IReadOnlyDictionary<string, UserId>> ReadApproversAsync(this DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<(string Pairing, string Owner)>(new CommandDefinition(
            """
            SELECT p.pairing_key, MAX(a.owner_id) FROM pairings p JOIN activities a ON a.pairing_key = p.pairing_key AND a.activity = 'approve'
            WHERE p.manager_decision = 'yes' AND p.active_from IS NULL GROUP BY p.pairing_key ORDER BY p.pairing_key
            """,
            cancellationToken: ct))).ToDictionary(row => row.Pairing, row => new UserId(row.Owner), StringComparer.Ordinal);

    /// <summary>In how many rounds before this one someone was taken in as a mentee and got nobody, since their last pairing.</summary>
    public static async Task<IReadOnlyDictionary<UserId, int>> ReadWaitedAsync(this DbConnection connection, IsoWeek round, CancellationToken ct) =>
        (await connection.QueryAsync<(string Rep, long Rounds)>(new CommandDefinition(
            """
            SELECT m.rep_id, count(DISTINCT m.round) FROM round_members m
            WHERE m.role = 'mentee' AND m.arm = 'treatment' AND m.kind <> 'horizontal' AND m.round < @round
              AND m.round > coalesce((SELECT max(p.round) FROM pairings p WHERE p.mentee_id = m.rep_id AND p.kind <> 'informal'), '')
            GROUP BY m.rep_id ORDER BY m.rep_id
            """,
            new { round = round.Key },
            cancellationToken: ct))).ToDictionary(row => new UserId(row.Rep), row => (int)row.Rounds);

    /// <summary>What mentors have answered; null stands for "asked, no answer yet".</summary>
    public static async Task<IReadOnlyDictionary<UserId, Answer?>> ReadConsentAsync(this DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<(string RepId, string Consent)>(new CommandDefinition("SELECT rep_id, consent FROM mentors", cancellationToken: ct)))
            .ToDictionary(row => new UserId(row.RepId), row => AnswerNames.Parse(row.Consent));

    /// <summary>
    /// Whether the week's round was held, and whether it is known from its Tasks alone and has to be completed. A state that
    /// lost the round but kept its pairings has held it; what people registered themselves in that week was no round's.
    /// </summary>
    public static async Task<(bool IsHeld, bool IsResumed)> ReadRoundAsync(
        this DbConnection connection, IsoWeek round, IReadOnlyList<Pairing> pairings, CancellationToken ct)
    {
        string? settings = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT settings FROM rounds WHERE round = @round", new { round = round.Key }, cancellationToken: ct));
        return settings switch
        {
            null => (pairings.Any(pairing => pairing.Round == round && pairing.Kind != PairKind.Informal), false),
            RoundMarks.Restored => (false, true),
            _ => (true, false),
        };
    }

    private sealed class FlagRow
    {
        public string RepId { get; init; } = "";
        public string Flag { get; init; } = "";
        public string Also { get; init; } = "";
        public string? ManagerId { get; init; }
    }
}
