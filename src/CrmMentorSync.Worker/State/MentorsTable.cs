using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>A mentor who was asked, once for all pairs.</summary>
/// <param name="Consent">Null: invited, no answer yet.</param>
internal sealed record MentorRow(UserId Rep, Answer? Consent, DateOnly? DecidedOn, string? Reason, MentoringKey Invitation);

/// <summary>Reads and writes the mentors' consent. Who has no row was never asked.</summary>
internal static class MentorsTable
{
    /// <summary>All who were asked, ordered by id.</summary>
    public static async Task<IReadOnlyList<MentorRow>> ReadMentorsAsync(this DbConnection connection, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT rep_id AS RepId, consent AS Consent, decided_on AS DecidedOn, reason AS Reason, invitation_key AS InvitationKey
            FROM mentors ORDER BY rep_id
            """,
            cancellationToken: ct));
        return
        [
            .. rows.Select(row => new MentorRow(
                new UserId(row.RepId), AnswerNames.Parse(row.Consent), Sql.ToDayOrNull(row.DecidedOn), row.Reason,
                MentoringKey.TryParse(row.InvitationKey)
                    ?? throw new StateException($"the invitation '{row.InvitationKey}' has no key of ours; restore the state from a backup"))),
        ];
    }

    /// <summary>Adds the mentors or replaces those that exist.</summary>
    public static Task WriteMentorsAsync(
        this DbConnection connection, IEnumerable<MentorRow> mentors, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mentors (rep_id, consent, decided_on, reason, invitation_key)
            VALUES (@RepId, @Consent, @DecidedOn, @Reason, @InvitationKey)
            ON CONFLICT (rep_id) DO UPDATE SET consent = excluded.consent, decided_on = excluded.decided_on,
              reason = excluded.reason, invitation_key = excluded.invitation_key
            """,
            mentors.Select(mentor => new Row
            {
                RepId = mentor.Rep.Value,
                Consent = mentor.Consent?.Key() ?? "invited",
                DecidedOn = Sql.Day(mentor.DecidedOn),
                Reason = mentor.Reason,
                InvitationKey = mentor.Invitation.ToString(),
            }),
            transaction,
            cancellationToken: ct));

    private sealed class Row
    {
        public string RepId { get; init; } = "";
        public string Consent { get; init; } = "";
        public string? DecidedOn { get; init; }
        public string? Reason { get; init; }
        public string InvitationKey { get; init; } = "";
    }
}
