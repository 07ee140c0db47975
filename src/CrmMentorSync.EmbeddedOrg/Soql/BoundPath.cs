using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>One step from a row to its parent.</summary>
internal sealed record ParentHop(string RelationshipName, TextColumn Reference, ObjectTable Target)
{
    /// <summary>The parent's row; -1 when there is none.</summary>
    public int Locate(int row) => Target.Locate(Reference.Text(row));
}

/// <summary>A field path found in the org: how to walk from a row to the row that holds the value.</summary>
internal sealed class BoundPath(IReadOnlyList<ParentHop> hops, Column leaf)
{
    private const int MaxHops = 5;

    public IReadOnlyList<ParentHop> Hops { get; } = hops;

    public Column Leaf { get; } = leaf;

    /// <summary>As a header names it: <c>Owner.Name</c>.</summary>
    public string Text => string.Join('.', [.. Hops.Select(hop => hop.RelationshipName), Leaf.Field.Name]);

    /// <summary>The row that holds the value; -1 where a parent on the way is missing.</summary>
    public int Locate(int row)
    {
        foreach (ParentHop hop in Hops)
        {
            row = hop.Locate(row);
            if (row < 0)
            {
                break;
            }
        }

        return row;
    }

    public static BoundPath Bind(SoqlPath path, string query, ObjectTable table, OrgView view)
    {
        string[] names = path.Text.Split('.');
        if (names.Length > MaxHops + 1)
        {
            throw SoqlError.Malformed(query, path.Position, $"more than {MaxHops} levels of parents in '{path.Text}'");
        }

        List<ParentHop> hops = [];
        foreach (string name in names[..^1])
        {
            ParentHop hop = BindHop(name, path, query, table, view);
            hops.Add(hop);
            table = hop.Target;
        }

        Column leaf = view.Find(table, names[^1]) ?? throw SoqlError.NoSuchColumn(query, path.Position, names[^1], table.Name);
        return new BoundPath(hops, leaf);
    }

    private static ParentHop BindHop(string name, SoqlPath path, string query, ObjectTable table, OrgView view)
    {
        Column? reference = view.Columns(table).FirstOrDefault(
            column => string.Equals(column.Field.RelationshipName, name, StringComparison.OrdinalIgnoreCase));
        if (reference is null)
        {
            throw SoqlError.InvalidField(
                query, path.Position, $"Didn't understand relationship '{name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.");
        }

        if (reference.Field.ReferenceTo is not [var target])
        {
            throw OrgApiException.NotImplemented($"the polymorphic relationship {name} of {table.Name} in SOQL");
        }

        return new ParentHop(
            reference.Field.RelationshipName!,
            (TextColumn)reference,
            view.Find(target) ?? throw SoqlError.NoSuchColumn(query, path.Position, name, table.Name));
    }
}
