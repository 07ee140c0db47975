namespace CrmMentorSync.Worker.Salesforce;

/// <param name="OrganizationId">18 characters; state refuses another org.</param>
/// <param name="Now">The server's own clock.</param>
internal sealed record SalesforceOrg(string OrganizationId, string UserId, Uri InstanceUrl, DateTimeOffset Now)
{
    /// <summary>An org in a box, whose time is what it was told.</summary>
    public bool HasSimulatedClock { get; init; }
}

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
    /// <param name="CallFailed">The call as a whole was not taken, which says nothing about the row.</param>
    public sealed record Deferred(string Reason, bool CallFailed = false) : WriteOutcome;

    /// <summary>The answer was lost: it may or may not be done. Look the key up before sending again.</summary>
    public sealed record Unknown(string Reason) : WriteOutcome;
}
