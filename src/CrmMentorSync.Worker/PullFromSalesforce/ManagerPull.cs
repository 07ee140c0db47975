using System.Data.Common;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>After the people are here: managers from the role hierarchy where so configured, and a look for what cannot be.</summary>
internal sealed class ManagerPull(IOptions<PeopleOptions> options)
{

    private bool FromRoles => options.Value.ManagerFrom == PeopleOptions.RoleHierarchy;

    public async Task<int> SettleAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        if (FromRoles)
        {
            await ReadRolesAsync(connection, transaction, ct);
        }

        IReadOnlyList<Person> people = await connection.ReadPeopleAsStatedAsync(ct);
        string source = "User." + (FromRoles ? "UserRoleId" : options.Value.ManagerFrom);
        int refused = await RefuseCyclesAsync(connection, transaction, run, source, people, ct)
            + await RefuseUnknownAsync(connection, transaction, run, source, people, ct);
        await transaction.CommitAsync(ct);
        return refused;
    }

    private static async Task ReadRolesAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        IEnumerable<(string, string?)> roles = await connection.QueryAsync<(string, string?)>(
            new CommandDefinition("SELECT id, parent_id FROM roles ORDER BY id", transaction: transaction, cancellationToken: ct));
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        var hierarchy = new RoleHierarchy(
            roles, people.Where(person => person is { IsActive: true, UserType: "Standard" }).Select(person => (person.Id, person.RoleId)));
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE people SET manager_id = @manager WHERE id = @id AND manager_id IS DISTINCT FROM @manager",
            people.Select(person => new { id = person.Id.Value, manager = hierarchy.ManagerOf(person.Id, person.RoleId)?.Value }),
            transaction,
            cancellationToken: ct));
    }

    private static async Task<int> RefuseCyclesAsync(
        DbConnection connection, DbTransaction transaction, RunContext run, string source, IReadOnlyList<Person> people, CancellationToken ct)
    {
        IReadOnlyList<IReadOnlyList<UserId>> cycles = ManagementChain.Of(people).Cycles;
        foreach (IReadOnlyList<UserId> cycle in cycles)
        {
            string reason = cycle.Count == 1
                ? "is their own manager; counts as having none until it is corrected in Salesforce"
                : $"these manage each other in a circle: {string.Join(" under ", cycle.Append(cycle[0]))}; "
                    + "the first counts as having no manager until it is corrected in Salesforce";
            await connection.RefuseAsync(run, source, cycle[0].Value, reason, transaction, ct);
        }

        return cycles.Count;
    }

    private static async Task<int> RefuseUnknownAsync(
        DbConnection connection, DbTransaction transaction, RunContext run, string source, IReadOnlyList<Person> people, CancellationToken ct)
    {
        HashSet<UserId> known = [.. people.Select(person => person.Id)];
        int refused = 0;
        foreach (Person person in people.Where(person => person.ManagerId is { } manager && !known.Contains(manager)))
        {
            refused++;
            await connection.RefuseAsync(
                run, source, person.Id.Value,
                $"the manager {person.ManagerId} is no user that we can see; counts as having none until the integration user sees all users or User.csv is complete",
                transaction, ct);
        }

        return refused;
    }
}
