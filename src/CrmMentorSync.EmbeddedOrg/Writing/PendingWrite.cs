using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

internal enum WriteKind
{
    Create,
    Update,
    Delete,
}

/// <summary>A write that was judged but not yet done, so that a call can be done whole or not at all.</summary>
internal sealed class PendingWrite(WriteKind kind, ObjectTable table, int row)
{
    public WriteKind Kind { get; } = kind;

    public ObjectTable Table { get; } = table;

    /// <summary>The row it changes; -1 for a new one.</summary>
    public int Row { get; } = row;

    /// <summary>The values to store, by column.</summary>
    public Dictionary<Column, object?> Values { get; } = [];

    /// <summary>Columns that take the instant of the write.</summary>
    public List<Column> Stamped { get; } = [];

    /// <summary>The record's id; of a new one known once it is stored.</summary>
    public string? Id { get; set; }

    public RowError? Error { get; set; }

    public static PendingWrite Refused(WriteKind kind, ObjectTable table, RowError error) => new(kind, table, -1) { Error = error };

    public bool Gives(string field) => Table.Find(field) is { } column && Values.ContainsKey(column);

    public void Put(string field, object? value)
    {
        if (Table.Find(field) is { } column)
        {
            Values[column] = value;
        }
    }

    /// <summary>What a field will hold after the write.</summary>
    public object? After(string field)
    {
        if (Table.Find(field) is not { } column)
        {
            return null;
        }

        return Values.TryGetValue(column, out object? value) ? value : Row >= 0 ? column[Row] : null;
    }
}
