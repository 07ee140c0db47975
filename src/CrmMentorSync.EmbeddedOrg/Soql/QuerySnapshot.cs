using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>The answer of a query as the rows that matched when it was asked, in order. Pages are written from it.</summary>
/// <param name="Selection">Null for COUNT(), which has a size and no rows.</param>
internal sealed record QuerySnapshot(int[] Rows, int TotalSize, SoqlSelection? Selection, DateTimeOffset AskedAt)
{
    /// <param name="all">Also what is deleted or archived.</param>
    /// <param name="timeoutRows">A query that selects more rows than this takes too long; 0 for none.</param>
    public static QuerySnapshot Take(string soql, bool all, OrgView view, DateTimeOffset now, int timeoutRows)
    {
        SoqlQuery query = SoqlParser.Parse(soql);
        ObjectTable table = view.Find(query.ObjectName) ?? throw OrgApiException.BadRequest(
            "INVALID_TYPE", $"sObject type '{query.ObjectName}' is not supported.");
        SoqlSelection? selection = query.IsCount ? null : SoqlSelection.Bind(query, table, view);
        var order = new RowOrder([.. query.OrderBy.Select(key => BindOrder(key, query, table, view))]);
        int[] rows = Match(query, table, all, view);
        if (timeoutRows > 0 && rows.Length > timeoutRows && !query.IsCount)
        {
            throw OrgApiException.BadRequest("QUERY_TIMEOUT", "Your query request was running for too long.");
        }

        order.Sort(rows);
        int size = Math.Min(rows.Length, query.Limit ?? int.MaxValue);
        return new QuerySnapshot(query.IsCount ? [] : rows[..size], size, selection, now);
    }

    private static int[] Match(SoqlQuery query, ObjectTable table, bool all, OrgView view)
    {
        Func<int, bool>? filter = query.Where is { } where ? new SoqlFilter(query.Text, table, view).Compile(where) : null;
        FlagColumn? archived = all ? null : table.Archived;
        Func<int, bool>? visible = view.RowsOf(table);
        List<int> rows = [];
        for (int row = 0; row < table.Count; row++)
        {
            if (!table.IsVoid(row) && (all || !table.IsDeleted(row)) && filter?.Invoke(row) != false && archived?.Value(row) != true
                && visible?.Invoke(row) != false)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static (BoundPath Path, bool Descending, bool NullsLast) BindOrder(
        SoqlOrder key, SoqlQuery query, ObjectTable table, OrgView view)
    {
        BoundPath path = BoundPath.Bind(key.Path, query.Text, table, view);
        return path.Leaf.Field.Filterable ? (path, key.Descending, key.NullsLast) : throw SoqlError.InvalidField(
            query.Text, key.Path.Position, $"field '{path.Leaf.Field.Name}' can not be sorted in a query call");
    }
}
