using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Bulk;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>Numbers; NaN stands for null.</summary>
internal sealed class NumberColumn(FieldDefinition field) : Column(field)
{
    private readonly List<double> _values = [];

    public override object? this[int row]
    {
        get => IsNull(row) ? null : _values[row];
        set => _values[row] = value is double number ? number : double.NaN;
    }

    public override void AppendNull() => _values.Add(double.NaN);

    public override bool TryAppend(string text)
    {
        double value = double.NaN;
        if (text.Length > 0 && !FieldText.TryNumber(text, out value))
        {
            return false;
        }

        _values.Add(value);
        return true;
    }

    public override bool IsNull(int row) => double.IsNaN(_values[row]);

    public override int Compare(int left, int right) => _values[left].CompareTo(_values[right]);

    public override int CompareTo(int row, object value) => _values[row].CompareTo((double)value);

    public override void WriteCsv(BulkCsvWriter csv, int row)
    {
        Span<byte> text = stackalloc byte[32];
        csv.Plain(text[..FieldJson.FormatNumber(text, Field.Type, _values[row])]);
    }

    protected override void WriteValue(Utf8JsonWriter writer, int row) => FieldJson.WriteNumber(writer, Field.Type, _values[row]);
}

/// <summary>Calendar days, as day numbers; -1 stands for null.</summary>
internal sealed class DayColumn(FieldDefinition field) : Column(field)
{
    private readonly List<int> _values = [];

    public override object? this[int row]
    {
        get => IsNull(row) ? null : DateOnly.FromDayNumber(_values[row]);
        set => _values[row] = value is DateOnly day ? day.DayNumber : -1;
    }

    public override bool HasSortKey => true;

    public override void AppendNull() => _values.Add(-1);

    public override bool TryAppend(string text)
    {
        if (text.Length == 0)
        {
            _values.Add(-1);
            return true;
        }

        bool taken = FieldText.TryDay(text, out DateOnly day);
        if (taken)
        {
            _values.Add(day.DayNumber);
        }

        return taken;
    }

    public override bool IsNull(int row) => _values[row] < 0;

    public override int Compare(int left, int right) => _values[left].CompareTo(_values[right]);

    public override int CompareTo(int row, object value) => _values[row].CompareTo(((DateOnly)value).DayNumber);

    public override void WriteCsv(BulkCsvWriter csv, int row)
    {
        Span<byte> text = stackalloc byte[10];
        InstantText.WriteDay(text, DateOnly.FromDayNumber(_values[row]));
        csv.Plain(text);
    }

    protected override void WriteValue(Utf8JsonWriter writer, int row) => FieldJson.WriteDay(writer, DateOnly.FromDayNumber(_values[row]));

    public override long SortKey(int row) => _values[row];
}

/// <summary>Instants, as UTC ticks; -1 stands for null.</summary>
internal sealed class InstantColumn(FieldDefinition field) : Column(field)
{
    private readonly List<long> _values = [];

    public override object? this[int row]
    {
        get => IsNull(row) ? null : new DateTimeOffset(_values[row], TimeSpan.Zero);
        set => _values[row] = value is DateTimeOffset instant ? instant.UtcTicks : -1;
    }

    public override bool HasSortKey => true;

    public override void AppendNull() => _values.Add(-1);

    public override bool TryAppend(string text)
    {
        if (text.Length == 0)
        {
            _values.Add(-1);
            return true;
        }

        bool taken = FieldText.TryInstant(text, out DateTimeOffset instant);
        if (taken)
        {
            _values.Add(instant.UtcTicks);
        }

        return taken;
    }

    public override bool IsNull(int row) => _values[row] < 0;

    public override int Compare(int left, int right) => _values[left].CompareTo(_values[right]);

    public override int CompareTo(int row, object value) => _values[row].CompareTo(((DateTimeOffset)value).UtcTicks);

    public override void WriteCsv(BulkCsvWriter csv, int row)
    {
        Span<byte> text = stackalloc byte[28];
        InstantText.WriteUtc(text, new DateTime(_values[row], DateTimeKind.Utc));
        text[23] = (byte)'Z';
        csv.Plain(text[..24]);
    }

    protected override void WriteValue(Utf8JsonWriter writer, int row) => FieldJson.WriteInstant(writer, new DateTime(_values[row], DateTimeKind.Utc));

    public override long SortKey(int row) => _values[row];
}

/// <summary>True and false; a checkbox is never null, so an empty cell is false.</summary>
internal class FlagColumn(FieldDefinition field) : Column(field)
{
    private readonly List<bool> _values = [];

    public override object? this[int row]
    {
        get => Value(row);
        set => _values[row] = value is true;
    }

    public virtual bool Value(int row) => _values[row];

    public override void AppendNull() => _values.Add(false);

    public override bool TryAppend(string text)
    {
        bool value = false;
        if (text.Length > 0 && !FieldText.TryFlag(text, out value))
        {
            return false;
        }

        _values.Add(value);
        return true;
    }

    public override bool IsNull(int row) => false;

    public override int Compare(int left, int right) => Value(left).CompareTo(Value(right));

    public override int CompareTo(int row, object value) => Value(row).CompareTo((bool)value);

    public override void WriteCsv(BulkCsvWriter csv, int row) => csv.Plain(Value(row) ? "true"u8 : "false"u8);

    protected override void WriteValue(Utf8JsonWriter writer, int row) => writer.WriteBooleanValue(Value(row));
}

/// <summary>A flag that follows from other fields and the time, such as whether an activity is archived.</summary>
internal sealed class ComputedFlagColumn(FieldDefinition field, Func<int, bool> compute) : FlagColumn(field)
{
    public override bool Value(int row) => compute(row);
}
