using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>What a query selects, as the tree in which the answer nests parents, in the order asked.</summary>
internal sealed class SoqlSelection(ObjectTable table)
{
    private readonly List<(string Name, Column? Leaf, ParentHop? Hop, SoqlSelection? Parent)> _members = [];

    public static SoqlSelection Bind(SoqlQuery query, ObjectTable table, OrgDatabase database)
    {
        var root = new SoqlSelection(table);
        foreach (SoqlPath path in query.Fields)
        {
            BoundPath bound = BoundPath.Bind(path, query.Text, table, database);
            SoqlSelection node = root;
            foreach (ParentHop hop in bound.Hops)
            {
                node = node.Descend(hop);
            }

            if (node._members.Exists(member => ReferenceEquals(member.Leaf, bound.Leaf)))
            {
                throw SoqlError.Malformed(query.Text, path.Position, $"duplicate field selected: {path.Text}");
            }

            node._members.Add((bound.Leaf.Field.Name, bound.Leaf, null, null));
        }

        return root;
    }

    /// <summary>All fields of one object, for the read of a single row.</summary>
    public static SoqlSelection Everything(ObjectTable table, Func<Column, bool> wanted)
    {
        var all = new SoqlSelection(table);
        all._members.AddRange(table.Columns.Where(wanted)
            .Select(column => (column.Field.Name, (Column?)column, (ParentHop?)null, (SoqlSelection?)null)));
        return all;
    }

    /// <param name="dataPath">The versioned root of row addresses: <c>/services/data/v67.0</c>.</param>
    public void WriteRow(Utf8JsonWriter writer, int row, string dataPath)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("attributes");
        writer.WriteString("type", table.Name);
        writer.WriteString("url", $"{dataPath}/sobjects/{table.Name}/{table.Id.Text(row)}");
        writer.WriteEndObject();
        foreach ((string name, Column? leaf, ParentHop? hop, SoqlSelection? parent) in _members)
        {
            writer.WritePropertyName(name);
            if (leaf is not null)
            {
                leaf.WriteJson(writer, row);
            }
            else if (hop!.Locate(row) is >= 0 and var parentRow)
            {
                parent!.WriteRow(writer, parentRow, dataPath);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
    }

    private SoqlSelection Descend(ParentHop hop)
    {
        foreach ((string name, _, _, SoqlSelection? parent) in _members)
        {
            if (parent is not null && name == hop.RelationshipName)
            {
                return parent;
            }
        }

        var child = new SoqlSelection(hop.Target);
        _members.Add((hop.RelationshipName, null, hop, child));
        return child;
    }
}
