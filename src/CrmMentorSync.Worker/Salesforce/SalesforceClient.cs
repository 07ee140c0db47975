using System.Runtime.CompilerServices;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The streaming client of the Salesforce REST API. (Contract; the edge's owner fills it in.)</summary>
internal sealed class SalesforceClient
{
    /// <summary>False in a rehearsal: every write throws.</summary>
    public bool WritesAllowed { get; init; } = true;

    /// <summary>HTTP calls that count against the org's daily limit, so far.</summary>
    public int ApiCalls { get; private set; }

    /// <summary>Logs in if need be, and says who and where we are and what time it is there.</summary>
    public Task<SalesforceOrg> ConnectAsync(CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Field names by their API name (case-insensitive); null where the object does not exist or is hidden. Cached.</summary>
    public Task<SalesforceObject?> DescribeAsync(string objectName, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Streams the rows of a query; <paramref name="all"/> includes deleted and archived ones.</summary>
    public async IAsyncEnumerable<SalesforceRecord> QueryAsync(string soql, bool all, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        ApiCalls++;
        yield break;
    }

    /// <summary>Creates rows by upsert on a unique external id, 200 a call; outcomes in the order given.</summary>
    public Task<IReadOnlyList<WriteOutcome>> UpsertAsync(
        string objectName, string externalIdField, IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Changes rows by Id (key <c>Id</c> in each record), only the fields given, 200 a call; outcomes in the order given.</summary>
    public Task<IReadOnlyList<WriteOutcome>> UpdateAsync(
        string objectName, IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken ct) =>
        throw new NotSupportedException();
}

/// <param name="OrganizationId">18 characters; state refuses another org.</param>
/// <param name="Now">The server's own clock.</param>
internal sealed record SalesforceOrg(string OrganizationId, string UserId, Uri InstanceUrl, DateTimeOffset Now);

internal sealed record SalesforceObject(string Name, IReadOnlyDictionary<string, SalesforceField> Fields);

internal sealed record SalesforceField(
    string Name, string Type, int Length, bool Createable, bool Updateable, bool Filterable, bool ExternalId, bool Unique);

/// <summary>One row of a query. Columns go by their SELECT path (<c>Owner.Name</c>), case-insensitive.</summary>
internal sealed class SalesforceRecord(IReadOnlyDictionary<string, string?> values)
{
    /// <summary>The text of a column; null where it is null. Datetimes and numbers come as the server wrote them.</summary>
    public string? this[string path] => values.GetValueOrDefault(path);
}

/// <summary>What became of one record of a write.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome() { }

    public sealed record Created(string Id) : WriteOutcome;

    public sealed record Updated(string Id) : WriteOutcome;

    /// <summary>Final: the same record would be refused again.</summary>
    public sealed record Refused(string Code, string Message, IReadOnlyList<string> Fields) : WriteOutcome;

    /// <summary>The row is gone (deleted by someone).</summary>
    public sealed record Deleted : WriteOutcome;

    /// <summary>Not done, may be tried in a later run (locks, limits).</summary>
    public sealed record Deferred(string Reason) : WriteOutcome;

    /// <summary>The answer was lost: it may or may not be done. Look the key up before sending again.</summary>
    public sealed record Unknown(string Reason) : WriteOutcome;
}
