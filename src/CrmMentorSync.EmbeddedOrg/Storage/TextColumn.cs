using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>Text and ids. Ids and case-sensitive fields compare by their characters, all other text without regard to case.</summary>
internal sealed class TextColumn(FieldDefinition field) : Column(field)
{
    private readonly List<string?> _values = [];

    public StringComparison Comparison { get; } =
        field.Type.IsId || field.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public override object? this[int row]
    {
        get => _values[row];
        set => _values[row] = (string?)value;
    }

    public string? Text(int row) => _values[row];

    public override void AppendNull() => _values.Add(null);

    public override bool TryAppend(string text)
    {
        if (text.Length == 0)
        {
            _values.Add(null);
            return true;
        }

        if (Field.Type.IsId && !RecordId.IsWellFormed(text))
        {
            return false;
        }

        _values.Add(Field.Type.IsId ? RecordId.Normalise(text) : text);
        return true;
    }

    public override bool IsNull(int row) => _values[row] is null;

    public override int Compare(int left, int right) => string.Compare(_values[left], _values[right], Comparison);

    public override int CompareTo(int row, object value) => string.Compare(_values[row], (string)value, Comparison);

    public override void WriteCsv(BulkCsvWriter csv, int row) => csv.Text(_values[row]);

    protected override void WriteValue(Utf8JsonWriter writer, int row) => writer.WriteStringValue(_values[row]);
}
