using System.Text.Encodings.Web;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>What a query selects, as the tree in which the answer nests parents, in the order asked.</summary>
internal sealed class SoqlSelection(ObjectTable table)
{
    private static readonly JsonEncodedText Attributes = Encode("attributes");
    private static readonly JsonEncodedText Type = Encode("type");
    private static readonly JsonEncodedText Url = Encode("url");

    private readonly List<(JsonEncodedText Name, Column? Leaf, ParentHop? Hop, SoqlSelection? Parent)> _members = [];

    private readonly List<BoundPath> _paths = [];

    public string ObjectName => table.Name;

    /// <summary>What was asked for at the root, in the order asked.</summary>
    public IReadOnlyList<BoundPath> Paths => _paths;

    public static SoqlSelection Bind(SoqlQuery query, ObjectTable table, OrgView view)
    {
        var root = new SoqlSelection(table);
        foreach (SoqlPath path in query.Fields)
        {
            BoundPath bound = BoundPath.Bind(path, query.Text, table, view);
            SoqlSelection node = root;
            foreach (ParentHop hop in bound.Hops)
            {
                node = node.Descend(hop);
            }

            if (node._members.Exists(member => ReferenceEquals(member.Leaf, bound.Leaf)))
            {
                throw SoqlError.Malformed(query.Text, path.Position, $"duplicate field selected: {path.Text}");
            }

            node._members.Add((Encode(bound.Leaf.Field.Name), bound.Leaf, null, null));
            root._paths.Add(bound);
        }

        return root;
    }

    /// <summary>All fields of one object, for the read of a single row.</summary>
    public static SoqlSelection Everything(ObjectTable table, Func<Column, bool> wanted)
    {
        var all = new SoqlSelection(table);
        all._members.AddRange(table.Columns.Where(wanted)
            .Select(column => (Encode(column.Field.Name), (Column?)column, (ParentHop?)null, (SoqlSelection?)null)));
        return all;
    }

    /// <param name="dataPath">The versioned root of row addresses: <c>/services/data/v67.0</c>.</param>
    public void WriteRow(Utf8JsonWriter writer, int row, string dataPath)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(Attributes);
        writer.WriteString(Type, table.Name);
        writer.WriteString(Url, $"{dataPath}/sobjects/{table.Name}/{table.Id.Text(row)}");
        writer.WriteEndObject();
        foreach ((JsonEncodedText name, Column? leaf, ParentHop? hop, SoqlSelection? parent) in _members)
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

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    private SoqlSelection Descend(ParentHop hop)
    {
        foreach ((JsonEncodedText name, _, _, SoqlSelection? parent) in _members)
        {
            if (parent is not null && name.Value == hop.RelationshipName)
            {
                return parent;
            }
        }

        var child = new SoqlSelection(hop.Target);
        _members.Add((Encode(hop.RelationshipName), null, hop, child));
        return child;
    }
}
