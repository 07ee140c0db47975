using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Reads and writes pairings: proposed by one step, answered in another, shown by a third.</summary>
internal static class PairingsTable
{
    /// <summary>All pairings ever proposed, ordered by key.</summary>
    public static async Task<IReadOnlyList<Pairing>> ReadPairingsAsync(this DbConnection connection, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT pairing_key AS PairingKey, kind AS Kind, mentor_id AS MentorId, mentee_id AS MenteeId, round AS Round, skill AS Skill,
              quality AS Quality, reason AS Reason, state AS State, manager_decision AS ManagerDecision, manager_reason AS ManagerReason,
              mentee_declined_reason AS MenteeDeclinedReason, proposed_on AS ProposedOn, expires_on AS ExpiresOn,
              active_from AS ActiveFrom, ended_on AS EndedOn, end_reason AS EndReason,
              return_skill AS ReturnSkill, paused_until AS PausedUntil, instead AS Instead
            FROM pairings ORDER BY pairing_key
            """,
            cancellationToken: ct));
        return [.. rows.Select(ToPairing)];
    }

    /// <summary>Adds the pairings or replaces those that exist, by key.</summary>
    public static Task WritePairingsAsync(
        this DbConnection connection, IReadOnlyCollection<Pairing> pairings, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO pairings (pairing_key, kind, mentor_id, mentee_id, round, skill, quality, reason, state, manager_decision,
              manager_reason, mentee_declined_reason, proposed_on, expires_on, active_from, ended_on, end_reason,
              return_skill, paused_until, instead)
            VALUES (@PairingKey, @Kind, @MentorId, @MenteeId, @Round, @Skill, @Quality, @Reason, @State, @ManagerDecision,
              @ManagerReason, @MenteeDeclinedReason, @ProposedOn, @ExpiresOn, @ActiveFrom, @EndedOn, @EndReason,
              @ReturnSkill, @PausedUntil, @Instead)
            ON CONFLICT (pairing_key) DO UPDATE SET kind = excluded.kind, skill = excluded.skill, quality = excluded.quality,
              reason = excluded.reason, state = excluded.state, manager_decision = excluded.manager_decision,
              manager_reason = excluded.manager_reason, mentee_declined_reason = excluded.mentee_declined_reason,
              proposed_on = excluded.proposed_on, expires_on = excluded.expires_on, active_from = excluded.active_from,
              ended_on = excluded.ended_on, end_reason = excluded.end_reason, return_skill = excluded.return_skill,
              paused_until = excluded.paused_until, instead = excluded.instead
            """,
            pairings.OrderBy(pairing => pairing.Key, StringComparer.Ordinal).Select(ToRow),
            transaction,
            cancellationToken: ct));

    private static Row ToRow(Pairing pairing) => new()
    {
        PairingKey = pairing.Key,
        Kind = pairing.Kind.Key(),
        MentorId = pairing.Mentor.Value,
        MenteeId = pairing.Mentee.Value,
        Round = pairing.Round.Key,
        Skill = pairing.Skill.Key(),
        Quality = pairing.Quality,
        Reason = pairing.Reason,
        State = pairing.State.Key(),
        ManagerDecision = pairing.ManagerDecision?.Key(),
        ManagerReason = pairing.ManagerReason,
        MenteeDeclinedReason = pairing.MenteeDeclinedReason,
        ProposedOn = Sql.Day(pairing.ProposedOn),
        ExpiresOn = Sql.Day(pairing.ExpiresOn),
        ActiveFrom = Sql.Day(pairing.ActiveFrom),
        EndedOn = Sql.Day(pairing.EndedOn),
        EndReason = pairing.EndReason,
        ReturnSkill = pairing.ReturnSkill?.Key(),
        PausedUntil = Sql.Day(pairing.PausedUntil),
        Instead = pairing.Instead,
    };

    private static Pairing ToPairing(Row row) => new()
    {
        Kind = PairNames.ParseKind(row.Kind),
        Mentor = new UserId(row.MentorId),
        Mentee = new UserId(row.MenteeId),
        Round = IsoWeek.TryParse(row.Round) ?? throw new StateException($"pairing {row.PairingKey} has the round '{row.Round}', which is no ISO week"),
        Skill = SkillNames.Parse(row.Skill),
        Quality = row.Quality,
        Reason = row.Reason,
        State = PairNames.ParseState(row.State),
        ManagerDecision = AnswerNames.Parse(row.ManagerDecision),
        ManagerReason = row.ManagerReason,
        MenteeDeclinedReason = row.MenteeDeclinedReason,
        ProposedOn = Sql.ToDay(row.ProposedOn),
        ExpiresOn = Sql.ToDay(row.ExpiresOn),
        ActiveFrom = Sql.ToDayOrNull(row.ActiveFrom),
        EndedOn = Sql.ToDayOrNull(row.EndedOn),
        EndReason = row.EndReason,
        ReturnSkill = row.ReturnSkill is { } back ? SkillNames.Parse(back) : null,
        PausedUntil = Sql.ToDayOrNull(row.PausedUntil),
        Instead = row.Instead,
    };

    private sealed class Row
    {
        public string PairingKey { get; init; } = "";
        public string Kind { get; init; } = "";
        public string MentorId { get; init; } = "";
        public string MenteeId { get; init; } = "";
        public string Round { get; init; } = "";
        public string Skill { get; init; } = "";
        public double Quality { get; init; }
        public string Reason { get; init; } = "";
        public string State { get; init; } = "";
        public string? ManagerDecision { get; init; }
        public string? ManagerReason { get; init; }
        public string? MenteeDeclinedReason { get; init; }
        public string ProposedOn { get; init; } = "";
        public string ExpiresOn { get; init; } = "";
        public string? ActiveFrom { get; init; }
        public string? EndedOn { get; init; }
        public string? EndReason { get; init; }
        public string? ReturnSkill { get; init; }
        public string? PausedUntil { get; init; }
        public string? Instead { get; init; }
    }
}
