using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Access;

/// <summary>The org as one caller sees it: without the objects, fields and rows that are not for them.</summary>
/// <param name="missing">What this org does not have at all, by an armed fault.</param>
/// <param name="keysRepeat">Whether unique fields are not unique, by an armed fault.</param>
internal sealed class OrgView(OrgDatabase database, UserAccess access, NameSet missing, bool keysRepeat)
{
    private readonly NameSet _hidden = NameSet.Of(access.Hidden);
    private readonly NameSet _readOnly = NameSet.Of(access.ReadOnly);
    private readonly ActivitySharing _sharing = new(database, access.UserId);

    public OrgDatabase Database => database;

    public string UserId => access.UserId;

    public bool SeesAll => access.ViewAllData || access.ModifyAllData;

    public ObjectTable? Find(string name) => Shown(database.Find(name));

    /// <summary>The table whose ids begin as this one does.</summary>
    public ObjectTable? FindByPrefix(string id) => Shown(database.FindByPrefix(id));

    public Column? Find(ObjectTable table, string field) => table.Find(field) is { } column && Sees(table, column) ? column : null;

    public IEnumerable<Column> Columns(ObjectTable table) => table.Columns.Where(column => Sees(table, column));

    public bool MayWrite(ObjectTable table, Column column) => !_readOnly.HasField(table.Name, column.Field.Name);

    public bool IsUnique(Column column) => column.Field.Unique && !keysRepeat;

    /// <summary>Which rows of an object the caller may read; null for all of them.</summary>
    public Func<int, bool>? RowsOf(ObjectTable table) =>
        table.Name == StandardObjects.PermissionAccess ? row => Equals(table["PermissionsViewAllData"][row], SeesAll)
            && Equals(table["PermissionsModifyAllData"][row], access.ModifyAllData)
        : SeesAll || !ActivitySharing.Governs(table) ? null
        : row => _sharing.MayRead(table, row);

    public bool MayRead(ObjectTable table, int row) => RowsOf(table)?.Invoke(row) != false;

    public bool MayEdit(ObjectTable table, int row) =>
        access.ModifyAllData || !ActivitySharing.Governs(table) || _sharing.MayEdit(table, row);

    /// <summary>The live rows that hold a key: at most one, unless keys repeat.</summary>
    public IReadOnlyList<int> LocateKey(ObjectTable table, Column key, string value)
    {
        if (!keysRepeat)
        {
            return table.LocateUnique(key.Field.Name, value) is >= 0 and var row ? [row] : [];
        }

        return [.. Enumerable.Range(0, table.Count).Where(row => !table.IsDeleted(row) && key[row] is string text && text == value)];
    }

    private bool Sees(ObjectTable table, Column column) =>
        !missing.HasField(table.Name, column.Field.Name) && !_hidden.HasField(table.Name, column.Field.Name);

    private ObjectTable? Shown(ObjectTable? table) =>
        table is not null && !missing.HasObject(table.Name) && !_hidden.HasObject(table.Name) ? table : null;
}
