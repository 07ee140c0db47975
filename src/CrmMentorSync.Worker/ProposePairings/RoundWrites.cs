using System.Data.Common;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
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
            "INSERT INTO unmatched (as_of, rep_id, role, reason) VALUES (@day, @rep, @role, @reason)",
            unmatched.Select(person => new { day, rep = person.Rep.Value, role = person.Role.Key(), reason = person.Reason }),
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
        ];
        return string.Join(' ', settings.Select(FormattableString.Invariant));
    }
}
