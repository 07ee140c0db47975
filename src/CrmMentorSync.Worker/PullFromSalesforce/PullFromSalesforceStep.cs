using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Brings the local facts up to date with Salesforce: roles, people, accounts, deals and what says how they count, quotas, events.</summary>
/// <remarks>
/// Idempotent: rows stand under their Salesforce id, and the cursor of an object is committed with the rows that it covers.
/// A second run reads the overlap and changes nothing. Credit for closed deals is frozen in the same statement that stores them.
/// </remarks>
internal sealed partial class PullFromSalesforceStep(
    SalesforceClient client,
    StateDatabase state,
    FactPull facts,
    ManagerPull managers,
    PeopleFileImport peopleFile,
    MoneyPull money,
    Reconciliation reconciliation,
    IOptions<PullOptions> options,
    IOptions<PeopleOptions> people,
    ILogger<PullFromSalesforceStep> logger) : IPipelineStep
{
    public string Name => "pull";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        SalesforceOrg org = await client.ConnectAsync(ct);
        await using DbConnection connection = await state.OpenAsync(ct);
        await connection.RequireOrganizationAsync(org.OrganizationId, ct);

        HashSet<string> knownUsers = [];
        FactTable users = UserTable.Of(people.Value);
        FactTable deals = FactTables.Deals(knownUsers);
        FactTable events = FactTables.Events(run.Now.AddDays(-options.Value.EventDaysBack));
        FirstPages asked = await FirstPages.AskAsync(
            client, [FactTables.Roles, users, FactTables.Accounts, deals, FactTables.Quotas, events, .. MoneyTables.All], connection, run, options.Value, ct);
        StepResult[] results =
        [
            await facts.PullAsync(FactTables.Roles, connection, run, asked, ct),
            await facts.PullAsync(users, connection, run, asked, ct),
            new StepResult(0, 0, 0, await managers.SettleAsync(connection, run, ct)),
            await peopleFile.ImportAsync(connection, run, ct),
            await KeepJobsAsync(connection, run, ct),
            await facts.PullAsync(FactTables.Accounts, connection, run, asked, ct),
            await DealsAsync(),
            await facts.PullAsync(FactTables.Quotas, connection, run, asked, ct),
            await money.PullAsync(connection, run, asked, ct),
            await facts.PullAsync(events, connection, run, asked, ct),
            await reconciliation.RunAsync([deals, events], connection, run, ct),
        ];
        StepResult total = results.Aggregate((sum, next) => sum + next);
        LogFinished(total.Read, total.Written, total.Skipped, total.Failed);
        return total;

        async Task<StepResult> DealsAsync()
        {
            knownUsers.UnionWith(await KnownUsersAsync(connection, ct));
            return await facts.PullAsync(deals, connection, run, asked, ct);
        }
    }

    private static async Task<StepResult> KeepJobsAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        await JobHistoryKeeper.KeepAsync(connection, run, ct);
        return default;
    }

    private static Task<IEnumerable<string>> KnownUsersAsync(DbConnection connection, CancellationToken ct) =>
        connection.QueryAsync<string>(new CommandDefinition("SELECT id FROM people", cancellationToken: ct));

    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "Pull finished: {Read} read, {Written} written, {Skipped} unchanged, {Failed} refused")]
    private partial void LogFinished(int read, int written, int skipped, int failed);
}
