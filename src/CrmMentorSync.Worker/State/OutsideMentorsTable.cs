using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>A mentor without a login (P23), as the people file names them.</summary>
internal sealed record OutsideMentorRow
{
    public required string Name { get; init; }

    /// <summary>Known by it, in whatever case.</summary>
    public required string Email { get; init; }

    /// <summary>Keys of skills.</summary>
    public required IReadOnlyList<string> Skills { get; init; }
    public required string TimeZone { get; init; }
    public required int MaxMentees { get; init; }
}

internal static class OutsideMentorsTable
{
    extension(DbConnection connection)
    {
        public async Task<IReadOnlyList<OutsideMentorRow>> ReadOutsideMentorsAsync(CancellationToken ct) =>
        [
            .. (await connection.QueryAsync<(string Name, string Email, string Skills, string TimeZone, long MaxMentees)>(new CommandDefinition(
                "SELECT name, email, skills, time_zone, max_mentees FROM outside_mentors ORDER BY email", cancellationToken: ct)))
                .Select(row => new OutsideMentorRow
                {
                    Name = row.Name, Email = row.Email, Skills = row.Skills.Split(' '), TimeZone = row.TimeZone, MaxMentees = (int)row.MaxMentees,
                }),
        ];

        public async Task ReplaceOutsideMentorsAsync(IReadOnlyList<OutsideMentorRow> mentors, DbTransaction transaction, CancellationToken ct)
        {
            await connection.ExecuteAsync(new CommandDefinition("DELETE FROM outside_mentors", transaction: transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO outside_mentors (email, name, skills, time_zone, max_mentees) VALUES (@Email, @Name, @Skills, @TimeZone, @MaxMentees)",
                mentors.Select(mentor => new { mentor.Email, mentor.Name, Skills = string.Join(' ', mentor.Skills), mentor.TimeZone, mentor.MaxMentees }),
                transaction,
                cancellationToken: ct));
        }
    }
}
