using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Writes what a round decided.</summary>
internal static class RoundWrites
{
    /// <summary>The round with its eligible set, kept even when nobody was paired and before anything measures it.</summary>
    public static async Task WriteRoundAsync(
        this DbConnection connection, RunContext run, string round, PairingPolicy policy, IReadOnlyList<RoundMember> members,
        DbTransaction transaction, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO rounds (round, as_of, proposed_at, seed, holdout_share, settings)
            VALUES (@round, @asOf, @proposedAt, @seed, @share, @settings)
            ON CONFLICT (round) DO UPDATE SET seed = excluded.seed, holdout_share = excluded.holdout_share, settings = excluded.settings
              WHERE rounds.settings = @Restored
            """,
            new
            {
                round,
                asOf = Sql.Day(run.AsOf),
                proposedAt = Sql.Ticks(run.Now),
                seed = policy.Seed,
                share = policy.HoldoutShare,
                settings = Settings(policy),
                RoundMarks.Restored,
            },
            transaction,
            cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO round_members (round, rep_id, role, kind, skill, score, arm) VALUES (@round, @rep, @role, @kind, @skill, @score, @arm)
            """,
            members.Select(member => new
            {
                round,
                rep = member.Rep.Value,
                role = member.Role.Key(),
                kind = member.Kind.Key(),
                skill = member.Skill.Key(),
                score = member.Score,
                arm = member.Arm.Key(),
            }),
            transaction,
            cancellationToken: ct));
    }

    /// <summary>Replaces the day's reasons.</summary>
    public static async Task WriteUnmatchedAsync(
        this DbConnection connection, DateOnly asOf, IReadOnlyList<Unmatched> unmatched, DbTransaction transaction, CancellationToken ct)
    {
        string day = Sql.Day(asOf);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM unmatched WHERE as_of = @day", new { day }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO unmatched (as_of, rep_id, role, reason, next_step) VALUES (@day, @rep, @role, @reason, @next)",
            unmatched.Select(person => new { day, rep = person.Rep.Value, role = person.Role.Key(), reason = person.Reason, next = person.Next }),
            transaction,
            cancellationToken: ct));
    }

    /// <summary>What the manager who named somebody is told, into the row of the approval: the plan puts it into the Task, the digest asks.</summary>
    public static async Task AskAgainAsync(
        this DbConnection connection, Unanswered wish, IReadOnlyDictionary<UserId, Person> people, DbTransaction transaction, CancellationToken ct)
    {
        string key = $"{MentoringKey.Prefix}{wish.PairingKey}.{ActivityKind.Approve.Key()}.1.{Sides.Manager}";
        string? owner = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition("SELECT owner_id FROM activities WHERE key = @key", new { key }, transaction, cancellationToken: ct));
        TaskLanguage language = owner is not null && people.TryGetValue(new UserId(owner), out Person? manager) ? TaskLanguages.Of(manager) : TaskLanguage.English;
        PersonName[] others = [.. wish.Others.Where(people.ContainsKey).Select(person => new PersonName(people[person].Name))];
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE activities SET unreadable = @note WHERE key = @key", new { key, note = WishNote.Write(wish.Name, wish.Why, others, wish.IsDeclined, language) }, transaction, cancellationToken: ct));
    }

    /// <summary>Replaces the day's prices of the rules.</summary>
    public static async Task WritePricesAsync(
        this DbConnection connection, DateOnly asOf, IReadOnlyList<RulePrice> prices, DbTransaction transaction, CancellationToken ct)
    {
        string day = Sql.Day(asOf);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM rule_prices WHERE as_of = @day", new { day }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO rule_prices (as_of, rule, says, people, quality) VALUES (@day, @Rule, @Says, @People, @Quality)",
            prices.Select(price => new { day, price.Rule, price.Says, price.People, price.Quality }),
            transaction,
            cancellationToken: ct));
    }

    /// <summary>Adds mentors from outside to the people, so that every reader knows their names; those no longer named become inactive.</summary>
    public static async Task WriteOutsideAsync(
        this DbConnection connection, RunContext run, IReadOnlyList<OutsideMentor> outside, DbTransaction transaction, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE people SET is_active = 0 WHERE user_type = @UserType AND is_active = 1", new { OutsideMentor.UserType }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO people (id, username, name, first_name, email, is_active, user_type, time_zone, locale, language, created_at, excluded, max_mentees, system_modstamp)
            VALUES (@Id, @Username, @Name, '', @Email, 1, @UserType, @TimeZone, 'en_US', 'en_US', @createdAt, 0, @MaxMentees, 0)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, is_active = 1, time_zone = excluded.time_zone, max_mentees = excluded.max_mentees
            """,
            outside.Select(mentor => new
            {
                Id = mentor.Person.Id.Value, mentor.Person.Username, mentor.Person.Name, mentor.Person.Email, OutsideMentor.UserType, mentor.Person.TimeZone,
                createdAt = Sql.Ticks(mentor.Person.CreatedAt), mentor.Person.MaxMentees,
            }),
            transaction,
            cancellationToken: ct));
    }

    /// <summary>The policy as one line, so that a round can be read and repeated later.</summary>
    private static string Settings(PairingPolicy policy)
    {
        QualityWeights weights = policy.Weights;
        FormattableString[] settings =
        [
            $"kinds={string.Join(',', policy.Kinds.Select(kind => kind.Key()))}",
            $"minimum_gap={policy.MinimumGap}",
            $"minimum_strength={policy.MinimumStrength}",
            $"overall_is_low={policy.OverallIsLow}",
            $"experienced_months={policy.ExperiencedMonths}",
            $"minimum_shared_hours={policy.MinimumSharedHours}",
            $"default_capacity={policy.DefaultCapacity}",
            $"strength={weights.Strength}",
            $"gain={weights.Gain}",
            $"peers={weights.Peers}",
            $"hours={weights.Hours}",
            $"history={weights.History}",
            $"fairness={weights.Fairness}",
            $"closed_gap={weights.ClosedGap}",
            $"track_record={weights.TrackRecord}",
            $"cohort={weights.Cohort}",
            $"mentors_at_a_time={policy.MentorsAtATime}",
            $"roles_at_a_time={policy.RolesAtATime}",
            $"senior_months={policy.SeniorMonths}",
            $"tenure_band_months={policy.TenureBandMonths}",
            $"declined_days={policy.DeclinedDays}",
            $"lapsed_days={policy.LapsedDays}",
        ];
        return string.Join(' ', settings.Select(FormattableString.Invariant));
    }
}
