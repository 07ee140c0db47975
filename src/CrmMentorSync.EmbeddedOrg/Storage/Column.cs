using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>
/// One field of all rows of an object, held in its own type: a million deals stay compact. Values pass as <c>string</c>,
/// <c>double</c>, <c>bool</c>, <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>; null is null.
/// </summary>
internal abstract class Column(FieldDefinition field)
{
    public FieldDefinition Field { get; } = field;

    public abstract object? this[int row] { get; set; }

    /// <summary>Whether <see cref="SortKey"/> orders this column's values as <see cref="Compare"/> does.</summary>
    public virtual bool HasSortKey => false;

    public abstract void AppendNull();

    /// <summary>Takes a cell of an export; false when it is no value of this field. An empty cell is null.</summary>
    public abstract bool TryAppend(string text);

    public abstract bool IsNull(int row);

    /// <summary>Orders two rows that are not null here.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>Orders a row that is not null here against a value of this field's type.</summary>
    public abstract int CompareTo(int row, object value);

    public void WriteJson(Utf8JsonWriter writer, int row)
    {
        if (IsNull(row))
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteValue(writer, row);
        }
    }

    /// <summary>Writes a value that is not null as Bulk API 2.0 spells it.</summary>
    public abstract void WriteCsv(BulkCsvWriter csv, int row);

    public virtual long SortKey(int row) => throw new NotSupportedException($"{Field.Name} has no sort key.");

    public static Column For(FieldDefinition field) => field.Type switch
    {
        FieldType.Boolean => new FlagColumn(field),
        FieldType.Date => new DayColumn(field),
        FieldType.DateTime => new InstantColumn(field),
        FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent => new NumberColumn(field),
        _ => new TextColumn(field),
    };

    /// <summary>Writes a value that is not null.</summary>
    protected abstract void WriteValue(Utf8JsonWriter writer, int row);
}
