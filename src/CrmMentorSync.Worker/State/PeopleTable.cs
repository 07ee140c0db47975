using System.Data.Common;
using CrmMentorSync.Domain.People;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Reads the people: the one table that every step needs whole.</summary>
internal static class PeopleTable
{
    /// <summary>
    /// All users known, ordered by id, with managers that can be walked: circles are cut, and a manager nobody knows is none. Every step
    /// reads people here, so that all see the same lines of reporting.
    /// </summary>
    public static async Task<IReadOnlyList<Person>> ReadPeopleAsync(this DbConnection connection, CancellationToken ct)
    {
        IReadOnlyList<Person> people = await connection.ReadPeopleAsStatedAsync(ct);
        ManagementChain chain = ManagementChain.Of(people);
        return [.. people.Select(person => chain.ManagerOf(person.Id) == person.ManagerId ? person : person with { ManagerId = chain.ManagerOf(person.Id) })];
    }

    /// <summary>All users known, ordered by id, with managers exactly as the org states them.</summary>
    public static async Task<IReadOnlyList<Person>> ReadPeopleAsStatedAsync(this DbConnection connection, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT id AS Id, username AS Username, name AS Name, first_name AS FirstName, email AS Email, is_active AS IsActive,
              user_type AS UserType, manager_id AS ManagerId, role_id AS RoleId, title AS Title, department AS Department,
              time_zone AS TimeZone, locale AS Locale, language AS Language, created_at AS CreatedAt, last_login_at AS LastLoginAt,
              hire_date AS HireDate, leave_from AS LeaveFrom, leave_to AS LeaveTo, fte AS Fte, segment AS Segment,
              excluded AS Excluded, max_mentees AS MaxMentees
            FROM people ORDER BY id
            """,
            cancellationToken: ct));
        return [.. rows.Select(ToPerson)];
    }

    private static Person ToPerson(Row row) => new()
    {
        Id = new UserId(row.Id),
        Username = row.Username,
        Name = row.Name,
        FirstName = row.FirstName,
        Email = row.Email,
        IsActive = row.IsActive != 0,
        UserType = row.UserType,
        ManagerId = row.ManagerId is { } manager ? new UserId(manager) : null,
        RoleId = row.RoleId,
        Title = row.Title,
        Department = row.Department,
        TimeZone = row.TimeZone,
        Locale = row.Locale,
        Language = row.Language,
        CreatedAt = Sql.Instant(row.CreatedAt),
        LastLoginAt = Sql.Instant(row.LastLoginAt),
        HireDate = Sql.ToDayOrNull(row.HireDate),
        LeaveFrom = Sql.ToDayOrNull(row.LeaveFrom),
        LeaveTo = Sql.ToDayOrNull(row.LeaveTo),
        Fte = row.Fte,
        Segment = row.Segment,
        Excluded = row.Excluded != 0,
        MaxMentees = (int?)row.MaxMentees,
    };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Username { get; init; } = "";
        public string Name { get; init; } = "";
        public string FirstName { get; init; } = "";
        public string? Email { get; init; }
        public long IsActive { get; init; }
        public string UserType { get; init; } = "";
        public string? ManagerId { get; init; }
        public string? RoleId { get; init; }
        public string? Title { get; init; }
        public string? Department { get; init; }
        public string TimeZone { get; init; } = "";
        public string Locale { get; init; } = "";
        public string Language { get; init; } = "";
        public long CreatedAt { get; init; }
        public long? LastLoginAt { get; init; }
        public string? HireDate { get; init; }
        public string? LeaveFrom { get; init; }
        public string? LeaveTo { get; init; }
        public double Fte { get; init; }
        public string? Segment { get; init; }
        public long Excluded { get; init; }
        public long? MaxMentees { get; init; }
    }
}
