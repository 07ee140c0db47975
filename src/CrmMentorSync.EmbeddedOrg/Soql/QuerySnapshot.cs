using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>The answer of a query as the rows that matched when it was asked, in order. Pages are written from it.</summary>
/// <param name="Selection">Null for COUNT(), which has a size and no rows.</param>
internal sealed record QuerySnapshot(int[] Rows, int TotalSize, SoqlSelection? Selection, DateTimeOffset AskedAt)
{
    /// <param name="all">Also what is deleted or archived.</param>
    public static QuerySnapshot Take(string soql, bool all, OrgDatabase database, DateTimeOffset now)
    {
        SoqlQuery query = SoqlParser.Parse(soql);
        ObjectTable table = database.Find(query.ObjectName) ?? throw OrgApiException.BadRequest(
            "INVALID_TYPE", $"sObject type '{query.ObjectName}' is not supported.");
        SoqlSelection? selection = query.IsCount ? null : SoqlSelection.Bind(query, table, database);
        var order = new RowOrder([.. query.OrderBy.Select(key => BindOrder(key, query, table, database))]);
        int[] rows = Match(query, table, all, database);
        order.Sort(rows);
        int size = Math.Min(rows.Length, query.Limit ?? int.MaxValue);
        return new QuerySnapshot(query.IsCount ? [] : rows[..size], size, selection, now);
    }

    private static int[] Match(SoqlQuery query, ObjectTable table, bool all, OrgDatabase database)
    {
        Func<int, bool>? filter = query.Where is { } where ? new SoqlFilter(query.Text, table, database).Compile(where) : null;
        FlagColumn? archived = all ? null : table.Archived;
        List<int> rows = [];
        for (int row = 0; row < table.Count; row++)
        {
            if ((all || !table.IsDeleted(row)) && filter?.Invoke(row) != false && archived?.Value(row) != true)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static (BoundPath Path, bool Descending, bool NullsLast) BindOrder(
        SoqlOrder key, SoqlQuery query, ObjectTable table, OrgDatabase database)
    {
        BoundPath path = BoundPath.Bind(key.Path, query.Text, table, database);
        return path.Leaf.Field.Filterable ? (path, key.Descending, key.NullsLast) : throw SoqlError.InvalidField(
            query.Text, key.Path.Position, $"field '{path.Leaf.Field.Name}' can not be sorted in a query call");
    }
}
