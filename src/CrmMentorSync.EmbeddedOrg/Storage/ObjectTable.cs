using System.Collections.Frozen;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>All rows of one object, column by column. Rows are never removed: deleting marks them, so row numbers stay good.</summary>
internal sealed class ObjectTable
{
    private readonly FrozenDictionary<string, Column> _byName;
    private readonly FrozenDictionary<string, FrozenSet<string>> _picklists;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _unique = new(StringComparer.Ordinal);
    private readonly FlagColumn _deleted;
    private readonly HashSet<int> _void = [];

    public ObjectTable(ObjectDefinition definition, IReadOnlyList<FieldDefinition> fields, Func<FieldDefinition, ObjectTable, Column?>? make)
    {
        Definition = definition;
        Columns = [.. fields.Select(field => make?.Invoke(field, this) ?? Column.For(field))];
        _byName = Columns.ToFrozenDictionary(column => column.Field.Name, StringComparer.OrdinalIgnoreCase);
        _picklists = fields.Where(field => field.Picklist.Count > 0)
            .ToFrozenDictionary(field => field.Name, field => field.Picklist.ToFrozenSet(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);
        foreach (FieldDefinition field in fields.Where(field => field.Unique))
        {
            _unique[field.Name] = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        Id = (TextColumn)this["Id"];
        _deleted = (FlagColumn)this["IsDeleted"];
    }

    public ObjectDefinition Definition { get; }

    public string Name => Definition.Name;

    public IReadOnlyList<Column> Columns { get; }

    public int Count { get; private set; }

    public TextColumn Id { get; }

    /// <summary>Says of a row whether `query` leaves it out for its age; null where the object has no archive.</summary>
    public FlagColumn? Archived => Find("IsArchived") as FlagColumn;

    public Column this[string field] => _byName[field];

    public Column? Find(string field) => _byName.GetValueOrDefault(field);

    public bool IsDeleted(int row) => _deleted.Value(row);

    /// <summary>Whether a row was created and taken back: it is nowhere, not even among the deleted.</summary>
    public bool IsVoid(int row) => _void.Count > 0 && _void.Contains(row);

    /// <summary>Takes a created row back as if it had never been.</summary>
    public void Void(int row)
    {
        Set(row, _deleted, true);
        _byId.Remove(Id.Text(row)!);
        _void.Add(row);
    }

    /// <summary>The row of an id of 15 or 18 characters, deleted or not; -1 when there is none.</summary>
    public int Locate(string? id) => id is not null && _byId.TryGetValue(RecordId.Normalise(id), out int row) ? row : -1;

    /// <summary>The live row that holds a value in a unique field; -1 when none does.</summary>
    public int LocateUnique(string field, string value) =>
        _unique.TryGetValue(field, out Dictionary<string, int>? index) && index.TryGetValue(value, out int row) ? row : -1;

    public bool Allows(string field, string value) => !_picklists.TryGetValue(field, out FrozenSet<string>? values) || values.Contains(value);

    /// <summary>Adds a row that holds an id and nothing else.</summary>
    public int Append(string id)
    {
        foreach (Column column in Columns)
        {
            column.AppendNull();
        }

        int row = Count++;
        Id[row] = id;
        _byId.Add(id, row);
        return row;
    }

    /// <summary>Adds a row of an export; null when it was taken, else the name of the column whose cell is no value of it.</summary>
    public string? TryAppend(IReadOnlyList<string> cells, IReadOnlyList<int> cellOfColumn)
    {
        for (int at = 0; at < Columns.Count; at++)
        {
            if (cellOfColumn[at] < 0)
            {
                Columns[at].AppendNull();
            }
            else if (!Columns[at].TryAppend(cells[cellOfColumn[at]]))
            {
                return Columns[at].Field.Name;
            }
        }

        int row = Count++;
        string? id = Id.Text(row);
        if (id is null || !_byId.TryAdd(id, row))
        {
            return "Id";
        }

        foreach ((string field, Dictionary<string, int> index) in _unique)
        {
            if (!IsDeleted(row) && this[field][row] is string value && !index.TryAdd(value, row))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Changes one value and keeps the unique indexes right.</summary>
    public void Set(int row, Column column, object? value)
    {
        if (_unique.TryGetValue(column.Field.Name, out Dictionary<string, int>? index))
        {
            Unlist(index, row, column[row] as string);
            if (value is string text && !IsDeleted(row))
            {
                index[text] = row;
            }
        }

        column[row] = value;
        if (ReferenceEquals(column, _deleted))
        {
            foreach ((string field, Dictionary<string, int> unique) in _unique)
            {
                string? held = this[field][row] as string;
                Unlist(unique, row, held);
                if (held is not null && value is not true)
                {
                    unique[held] = row;
                }
            }
        }
    }

    private static void Unlist(Dictionary<string, int> index, int row, string? value)
    {
        if (value is not null && index.TryGetValue(value, out int listed) && listed == row)
        {
            index.Remove(value);
        }
    }
}
