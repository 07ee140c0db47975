using CrmMentorSync.EmbeddedOrg.Soql;

namespace CrmMentorSync.EmbeddedOrg.Bulk;

/// <summary>The states of a query job, named as the API names them.</summary>
internal enum QueryJobState
{
    UploadComplete,
    InProgress,
    JobComplete,
    Aborted,
    Failed,
}

/// <summary>A Bulk API 2.0 query job: what was asked, and the rows that matched when it was created.</summary>
internal sealed class QueryJob
{
    private int _polls;

    public required string Id { get; init; }

    public required string Operation { get; init; }

    public required string Query { get; init; }

    public required string ObjectName { get; init; }

    public required string CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The root that it was created under (<c>/services/data/v67.0</c>); its results are given under no other.</summary>
    public required string DataPath { get; init; }

    public required BulkCsvForm Form { get; init; }

    /// <summary>Null for a query that took too long.</summary>
    public required QuerySnapshot? Snapshot { get; init; }

    public QueryJobState State { get; private set; } = QueryJobState.UploadComplete;

    public bool IsFinished => State is QueryJobState.JobComplete or QueryJobState.Aborted or QueryJobState.Failed;

    /// <summary>A look at its state brings it on: it is done once it has been looked at more often than this.</summary>
    public void Poll(int unfinishedPolls)
    {
        if (!IsFinished)
        {
            State = ++_polls <= unfinishedPolls ? QueryJobState.InProgress
                : Snapshot is null ? QueryJobState.Failed
                : QueryJobState.JobComplete;
        }
    }

    public void Abort() => State = QueryJobState.Aborted;
}

/// <summary>How the rows of a job are spelled.</summary>
internal sealed record BulkCsvForm(string DelimiterName, char Delimiter, string LineEndingName, string LineEnding)
{
    private static readonly (string Name, char Character)[] Delimiters =
        [("COMMA", ','), ("BACKQUOTE", '`'), ("CARET", '^'), ("PIPE", '|'), ("SEMICOLON", ';'), ("TAB", '\t')];

    /// <returns>Null where the API has no delimiter or line ending of that name.</returns>
    public static BulkCsvForm? Of(string? delimiter, string? lineEnding)
    {
        (string name, char character) = Delimiters.FirstOrDefault(known => known.Name == (delimiter ?? "COMMA"));
        string? ending = lineEnding switch { null or "LF" => "\n", "CRLF" => "\r\n", _ => null };
        return name is null || ending is null ? null : new BulkCsvForm(name, character, lineEnding ?? "LF", ending);
    }
}
