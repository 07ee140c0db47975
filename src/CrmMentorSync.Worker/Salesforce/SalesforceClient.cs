using System.Runtime.CompilerServices;
using System.Text.Json;
using CrmMentorSync.Domain.People;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The streaming client of the Salesforce REST API. Failures are <see cref="SalesforceFailure"/>s.</summary>
internal sealed class SalesforceClient(
    SalesforceHttp http, SalesforceQueries queries, Composite composite, Descriptions descriptions, CollectionWriter writer, IOptions<SalesforceOptions> options)
{
    /// <summary>False in a rehearsal: every write throws.</summary>
    public bool WritesAllowed { get; init; } = true;

    /// <summary>HTTP calls that count against the org's daily limit, so far.</summary>
    public int ApiCalls => http.ApiCalls;

    /// <summary>The org's usage of its daily limit as the last answer told it; null before the first.</summary>
    public ApiUsage? Usage => http.Budget.Usage;

    /// <summary>Why writes should wait for a later run, as a sentence for the operator; null: they need not.</summary>
    public string? WhyWritesWait => http.Budget.WhyWritesWait;

    /// <summary>Logs in if need be, and says who and where we are and what time it is there.</summary>
    public async Task<SalesforceOrg> ConnectAsync(CancellationToken ct)
    {
        SalesforceSession session = await http.SessionAsync(ct);
        using HttpResponseMessage response = await http.GetVersionsAsync(session.InstanceUrl, ct);
        DateTimeOffset now = response.Headers.Date ?? throw SalesforceFailure.Protocol("the org's answers carry no Date header");
        IReadOnlyList<VersionAnswer> versions = await http.ParseAsync(response, SalesforceJson.Default.IReadOnlyListVersionAnswer, "the API versions", ct);
        string pinned = options.Value.ApiVersion;
        return versions.Any(offered => offered.Version == pinned)
            ? new SalesforceOrg(session.OrganizationId, session.UserId, session.InstanceUrl, now)
            {
                // Only an org on this machine may have a time of its own.
                HasSimulatedClock = session.InstanceUrl.IsLoopback && response.Headers.Contains(ClockRule.SimulatedClock),
            }
            : throw new SalesforceFailure(
                SalesforceFailureCategory.Configuration,
                $"the org offers no API version {pinned}: set Salesforce__ApiVersion to one of "
                + string.Join(", ", versions.TakeLast(3).Select(offered => offered.Version)));
    }

    /// <summary>The user that we act as: who creates our Tasks. Costs no call once logged in.</summary>
    public async Task<UserId> UserAsync(CancellationToken ct) => new((await http.SessionAsync(ct)).UserId);

    /// <summary>Whether the org is a sandbox, by its own word.</summary>
    public async Task<bool> IsSandboxAsync(CancellationToken ct)
    {
        await foreach (SalesforceRecord organization in QueryAsync("SELECT Id, IsSandbox FROM Organization LIMIT 1", all: false, ct))
        {
            return organization["IsSandbox"] == "true";
        }

        throw new SalesforceFailure(SalesforceFailureCategory.Permission, "the org shows no Organization: let the integration user read it");
    }

    /// <inheritdoc cref="Descriptions.OfAsync"/>
    public Task<SalesforceObject?> DescribeAsync(string objectName, CancellationToken ct) => descriptions.OfAsync(objectName, ct);

    /// <inheritdoc cref="Descriptions.AllAsync"/>
    public Task DescribeAllAsync(IReadOnlyList<string> objectNames, CancellationToken ct) => descriptions.AllAsync(objectNames, ct);

    /// <summary>The first pages of several queries, five a call, in order; null where a query has to be asked alone (and says why it failed).</summary>
    public async Task<IReadOnlyList<byte[]?>> AskTogetherAsync(IReadOnlyList<(string Soql, bool All)> questions, CancellationToken ct)
    {
        List<byte[]?> bodies = [];
        foreach ((string Soql, bool All)[] some in questions.Chunk(Composite.MostQueries))
        {
            string[] paths = [.. some.Select(question => queries.Path(question.Soql, question.All))];
            IReadOnlyList<CompositeAnswer> answers = await composite.TryAskAsync(paths, "running queries", ct);
            bodies.AddRange(some.Select((_, i) => i < answers.Count && answers[i].IsSuccess ? answers[i].Body : null));
        }

        return bodies;
    }

    /// <summary>How many rows each of several queries has, five a call.</summary>
    public async Task<IReadOnlyList<long>> CountTogetherAsync(IReadOnlyList<(string Soql, bool All)> questions, CancellationToken ct)
    {
        IReadOnlyList<byte[]?> bodies = await AskTogetherAsync(questions, ct);
        var counts = new long[questions.Count];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = await CountAsync(questions[i].Soql, questions[i].All, bodies[i], ct);
        }

        return counts;
    }

    /// <summary>Streams the rows of a query; <paramref name="all"/> includes deleted and archived ones.</summary>
    public IAsyncEnumerable<SalesforceRecord> QueryAsync(string soql, bool all, CancellationToken ct) => QueryAsync(soql, all, firstPage: null, ct);

    /// <summary>The same where its first page may have been asked for already, together with others.</summary>
    public async IAsyncEnumerable<SalesforceRecord> QueryAsync(string soql, bool all, byte[]? firstPage, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (QueryRow row in queries.RowsAsync(soql, all, firstPage, ct))
        {
            yield return row.ToRecord();
        }
    }

    /// <summary>The same for many rows: one reused row, valid until the next; columns go by their place in the SELECT list.</summary>
    public IAsyncEnumerable<QueryRow> QueryRowsAsync(string soql, bool all, CancellationToken ct) => queries.RowsAsync(soql, all, firstPage: null, ct);

    /// <summary>How many rows a query has (<c>SELECT COUNT() FROM …</c>).</summary>
    public Task<long> CountAsync(string soql, bool all, CancellationToken ct) => CountAsync(soql, all, firstPage: null, ct);

    /// <summary>The same where the answer may be here already.</summary>
    public Task<long> CountAsync(string soql, bool all, byte[]? firstPage, CancellationToken ct) => queries.CountAsync(soql, all, firstPage, ct);

    /// <summary>The org's daily API calls from its limits; where the user may not see those, from the last answer's header.</summary>
    public async Task<ApiUsage?> GetLimitsAsync(CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync($"{http.Root}/limits", "reading the limits", ct);
            await using var body = new GuardedBody(response, http.Timeout, ct);
            using JsonDocument limits = await JsonDocument.ParseAsync(await body.OpenAsync(), cancellationToken: ct);
            if (LimitsReader.DailyCalls(limits.RootElement) is { } daily)
            {
                http.Budget.Note(daily);
            }

            return Usage;
        }
        catch (SalesforceFailure failure) when (failure.Category == SalesforceFailureCategory.Permission)
        {
            return Usage;
        }
        catch (JsonException unreadable)
        {
            throw SalesforceFailure.Protocol("the limits are no proper JSON", unreadable);
        }
    }

    /// <summary>Creates rows, 200 a call. Not idempotent: prefer <see cref="UpsertAsync"/>; outcomes in the order given.</summary>
    public Task<IReadOnlyList<WriteOutcome>> CreateAsync(
        string objectName, IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken ct)
    {
        GuardWrites();
        return writer.WriteAsync(
            CollectionCall.Create, HttpMethod.Post, _ => $"{http.Root}/composite/sobjects", records.Count, Body(objectName, records), ct);
    }

    /// <summary>Creates rows by upsert on a unique external id, 200 a call; outcomes in the order given.</summary>
    /// <exception cref="ArgumentException">A record has no key, an Id, or another record's key: all rows of that key would fail.</exception>
    public Task<IReadOnlyList<WriteOutcome>> UpsertAsync(
        string objectName, string externalIdField, IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken ct)
    {
        GuardWrites();
        RequireDistinct(records, externalIdField);
        if (records.Any(record => record.Keys.Any(IsId)))
        {
            throw new ArgumentException("an upsert by external id must not hold an Id", nameof(records));
        }

        return writer.WriteAsync(
            CollectionCall.Upsert, HttpMethod.Patch, _ => $"{http.Root}/composite/sobjects/{objectName}/{externalIdField}", records.Count, Body(objectName, records), ct);
    }

    /// <summary>Changes rows by Id (key <c>Id</c> in each record), only the fields given, 200 a call; outcomes in the order given.</summary>
    /// <exception cref="ArgumentException">A record has no Id, or another record's.</exception>
    public Task<IReadOnlyList<WriteOutcome>> UpdateAsync(
        string objectName, IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken ct)
    {
        GuardWrites();
        RequireDistinct(records, "Id");
        return writer.WriteAsync(
            CollectionCall.Update, HttpMethod.Patch, _ => $"{http.Root}/composite/sobjects", records.Count, Body(objectName, records), ct);
    }

    /// <summary>Deletes rows by Id, 200 a call; <see cref="WriteOutcome.Updated"/> stands for done.</summary>
    public Task<IReadOnlyList<WriteOutcome>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        GuardWrites();
        return writer.WriteAsync(
            CollectionCall.Delete,
            HttpMethod.Delete,
            places => $"{http.Root}/composite/sobjects?ids={string.Join(',', places.Select(at => Uri.EscapeDataString(ids[at])))}&allOrNone=false",
            ids.Count,
            body: null,
            ct);
    }

    private static Func<IReadOnlyList<int>, ReadOnlyMemory<byte>> Body(string objectName, IReadOnlyList<IReadOnlyDictionary<string, object?>> records) =>
        places => CollectionBody.Write(objectName, places.Select(at => records[at]));

    private static bool IsId(string field) => field.Equals("Id", StringComparison.OrdinalIgnoreCase);

    private static void RequireDistinct(IReadOnlyList<IReadOnlyDictionary<string, object?>> records, string keyField)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, object?> record in records)
        {
            if (record.GetValueOrDefault(keyField) is not string { Length: > 0 } key)
            {
                throw new ArgumentException($"a record has no {keyField}", nameof(records));
            }

            if (!seen.Add(key))
            {
                throw new ArgumentException($"{keyField} {key} stands twice in one write: Salesforce would refuse both", nameof(records));
            }
        }
    }

    private void GuardWrites()
    {
        if (!WritesAllowed)
        {
            throw new InvalidOperationException("a rehearsal writes nothing to Salesforce");
        }
    }
}
