using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>The small rows around reading back: cursor, rounds, gaps.</summary>
internal static class ReadBackRows
{
    private const string CursorName = "MentoringTask";

    extension(DbConnection connection)
    {
        /// <summary>The newest change seen; null before the first.</summary>
        public async Task<DateTimeOffset?> ReadTaskCursorAsync(CancellationToken ct) => Sql.Instant(await connection.QuerySingleOrDefaultAsync<long?>(
            new CommandDefinition("SELECT modstamp FROM sync_cursors WHERE object = @CursorName", new { CursorName }, cancellationToken: ct)));

        /// <summary>Every role with the one above it.</summary>
        public async Task<IReadOnlyDictionary<string, string?>> ReadRoleParentsAsync(CancellationToken ct) =>
            (await connection.QueryAsync<(string Id, string? Parent)>(new CommandDefinition("SELECT id, parent_id FROM roles", cancellationToken: ct)))
            .ToDictionary(role => role.Id, role => role.Parent, StringComparer.Ordinal);

        /// <summary>Moves the cursor on, and says that this run has read: write-back asks for it.</summary>
        public async Task MarkReadBackAsync(
            RunContext run, IReadOnlyList<RemoteTask> remote, DateTimeOffset? cursor, DbTransaction transaction, CancellationToken ct)
        {
            await connection.MarkReadBackAsync(run, transaction, ct);
            if (remote.MaxBy(task => (task.ModifiedAt, task.Id)) is { } newest && !(newest.ModifiedAt <= cursor))
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO sync_cursors (object, modstamp, last_id, synced_at) VALUES (@CursorName, @modstamp, @id, @now)
                    ON CONFLICT (object) DO UPDATE SET modstamp = excluded.modstamp, last_id = excluded.last_id, synced_at = excluded.synced_at
                    """,
                    new { CursorName, modstamp = Sql.Ticks(newest.ModifiedAt), id = newest.Id, now = Sql.Ticks(run.Now) },
                    transaction,
                    cancellationToken: ct));
            }
        }

        /// <summary>A round that has Tasks has been held; what it proposed and never sent is proposed once more.</summary>
        public Task WriteRestoredRoundsAsync(IReadOnlyList<RestoredRound> rounds, DbTransaction transaction, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO rounds (round, as_of, proposed_at, seed, holdout_share, settings)
                VALUES (@Round, @AsOf, @ProposedAt, @Restored, 0, @Restored) ON CONFLICT (round) DO NOTHING
                """,
                rounds.Select(round => new { Round = round.Round.Key, AsOf = Sql.Day(round.AsOf), ProposedAt = Sql.Ticks(round.ProposedAt), RoundMarks.Restored }),
                transaction,
                cancellationToken: ct));

        /// <summary>Each rep's likeliest topic by the newest scores; deals won a month where there are none.</summary>
        public async Task<Func<UserId, Skill>> ReadGapsAsync(CancellationToken ct)
        {
            IEnumerable<(string Rep, string Skill, double Low)> scores = await connection.QueryAsync<(string, string, double)>(new CommandDefinition(
                "SELECT rep_id, skill, p_lowest_fifth FROM scores WHERE as_of = (SELECT MAX(as_of) FROM scores) ORDER BY rep_id, skill",
                cancellationToken: ct));
            Dictionary<string, Skill> gaps = scores
                .Select(score => (score.Rep, Skill: SkillNames.Parse(score.Skill), score.Low))
                .Where(score => score.Skill is Skill.WinRate or Skill.DealSize or Skill.CycleDays or Skill.CreatedPerMonth or Skill.WonPerMonth)
                .GroupBy(score => score.Rep, StringComparer.Ordinal)
                .ToDictionary(rep => rep.Key, rep => rep.OrderByDescending(score => score.Low).ThenBy(score => score.Skill).First().Skill, StringComparer.Ordinal);
            return rep => gaps.GetValueOrDefault(rep.Value, Skill.WonPerMonth);
        }
    }
}
