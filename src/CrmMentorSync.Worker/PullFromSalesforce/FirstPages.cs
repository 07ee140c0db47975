using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The first page of an object's next read, and how many rows it has in all.</summary>
internal sealed record FirstPage(byte[] Body, long? TotalSize)
{
    public Stream Open() => new MemoryStream(Body);
}

/// <summary>
/// The first pages of all objects, asked for together: most days a page is all there is, and an org pays for calls, not for questions.
/// </summary>
internal sealed class FirstPages
{
    private readonly Dictionary<string, FirstPage> _pages = new(StringComparer.Ordinal);

    /// <summary>Null where it has to be asked for alone.</summary>
    public FirstPage? Take(string objectName) => _pages.Remove(objectName, out FirstPage? page) ? page : null;

    /// <summary>Describes the objects in one call, and asks for what changed in all that are there.</summary>
    public static async Task<FirstPages> AskAsync(
        SalesforceClient client, IReadOnlyList<FactTable> tables, DbConnection connection, RunContext run, PullOptions options, CancellationToken ct)
    {
        await client.DescribeAllAsync([.. tables.Select(table => table.ObjectName), "Task"], ct);
        List<(string Name, string Soql, bool All)> questions = [];
        foreach (FactTable table in tables)
        {
            SalesforceObject? described = await client.DescribeAsync(table.ObjectName, ct);
            if (table.IsIn(described) && new ObjectPull(table, described, connection, run) is { InOrder: true } pull
                && await connection.ReadLoadAsync(pull.Name, pull.Fields, ct) is null)
            {
                PullLoad load = await pull.NextLoadAsync(options, ct);
                if (load.Ranges.Single().From is null && MoneyTables.All.Contains(table))
                {
                    // Never needed so far; whether it is now, the deals and quotas will say.
                    continue;
                }

                questions.Add((pull.Name, pull.Query.Ordered(table.IsSmall ? null : load.Ranges.Single().Condition()), pull.Query.All));
            }
        }

        var pages = new FirstPages();
        IReadOnlyList<byte[]?> answers = await client.AskTogetherAsync([.. questions.Select(question => (question.Soql, question.All))], ct);
        for (int i = 0; i < questions.Count; i++)
        {
            if (answers[i] is { } body)
            {
                pages._pages[questions[i].Name] = new FirstPage(body, await TotalAsync(body, ct));
            }
        }

        return pages;
    }

    private static async Task<long?> TotalAsync(byte[] body, CancellationToken ct)
    {
        using var reader = new QueryPageReader(new QueryRow(QueryColumns.Of("SELECT Id FROM Anything")));
        await using var stream = new MemoryStream(body);
        await reader.ReadRowAsync(stream, ct);
        return reader.TotalSize;
    }
}
