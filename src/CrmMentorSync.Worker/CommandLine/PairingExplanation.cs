using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Why a rep is paired as they are, or why not: what the newest round wrote down.</summary>
internal static class PairingExplanation
{
    public static async Task<IReadOnlyList<string>> LinesAsync(StateDatabase state, string repId, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        IEnumerable<(string State, string Kind, string Reason, string ProposedOn)> pairings =
            await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition(
                """
                SELECT state, kind, reason, proposed_on FROM pairings WHERE mentor_id = @repId OR mentee_id = @repId
                ORDER BY proposed_on, pairing_key
                """,
                new { repId },
                cancellationToken: ct));
        IEnumerable<(string Role, string Reason, string Next)> unmatched = await connection.QueryAsync<(string, string, string)>(new CommandDefinition(
            """
            SELECT role, reason, next_step FROM unmatched WHERE rep_id = @repId AND as_of = (SELECT max(as_of) FROM unmatched) ORDER BY role
            """,
            new { repId },
            cancellationToken: ct));
        string[] lines =
        [
            .. pairings.Select(row => $"  {row.State} since {row.ProposedOn} ({row.Kind}): {(row.Reason.Length > 0 ? row.Reason : "restored from the org's own Tasks")}"),
            .. unmatched.Select(row => $"  not as {row.Role}: {row.Reason}{(row.Next.Length > 0 ? $". Next: {row.Next}" : "")}"),
        ];
        return lines.Length > 0 ? ["", "Pairings:", .. lines] : ["", "Pairings: no round has been held yet."];
    }
}
