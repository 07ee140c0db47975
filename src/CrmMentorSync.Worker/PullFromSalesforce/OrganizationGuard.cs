using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>A state belongs to one org: facts of two would be judged as one company, and Tasks of one sought in the other.</summary>
internal static class OrganizationGuard
{
    private const string Key = "organization_id";

    /// <exception cref="StateException">The state holds another org's data.</exception>
    public static async Task RequireOrganizationAsync(this DbConnection connection, string organizationId, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO meta (key, value) VALUES (@Key, @organizationId) ON CONFLICT (key) DO NOTHING", new { Key, organizationId }, cancellationToken: ct));
        string known = await connection.QuerySingleAsync<string>(
            new CommandDefinition("SELECT value FROM meta WHERE key = @Key", new { Key }, cancellationToken: ct));
        if (!string.Equals(known, organizationId, StringComparison.Ordinal))
        {
            throw new StateException(
                $"the state belongs to organization {known}, but Salesforce answers as {organizationId}: correct Salesforce__LoginUrl, or give another --state");
        }
    }
}
