namespace CrmMentorSync.Worker.Salesforce;

/// <summary>A record, by its place in the order (SystemModstamp, Id).</summary>
internal readonly record struct RangePoint(DateTimeOffset Stamp, string Id);

/// <summary>Rows stamped from (and with) one instant until (and without) another, and how far they have been read.</summary>
/// <param name="from">Null: from the first.</param>
/// <param name="to">Null: with no end.</param>
/// <param name="done">The last row that is safely kept; null: none.</param>
internal sealed class StampRange(DateTimeOffset? from, DateTimeOffset? to, RangePoint? done)
{
    public DateTimeOffset? From { get; } = from;

    public DateTimeOffset? To { get; internal set; } = to;

    /// <summary>The last row that was handed on.</summary>
    public RangePoint? Reached { get; internal set; } = done;

    /// <summary>The last row that is safely kept: where another process would go on.</summary>
    public RangePoint? Done { get; internal set; } = done;

    /// <summary>Rows still to come, as far as the org has told; null until it has.</summary>
    internal long? Left { get; set; }

    internal DateTimeOffset? FirstStamp { get; set; }

    internal long Read { get; set; }

    /// <summary>The range that this one was split from, and how many of its rows it was thought to take.</summary>
    internal (StampRange Range, long Rows)? Origin { get; set; }

    /// <summary>The rows after the last one handed on, as a condition; null: all.</summary>
    public string? Condition()
    {
        string[] parts =
        [
            .. Reached is { } reached
                ? [$"SystemModstamp >= {Soql.Instant(reached.Stamp)} AND (SystemModstamp > {Soql.Instant(reached.Stamp)} OR Id > {Soql.Quote(reached.Id)})"]
                : From is { } from ? [$"SystemModstamp >= {Soql.Instant(from)}"] : Array.Empty<string>(),
            .. To is { } to ? [$"SystemModstamp < {Soql.Instant(to)}"] : Array.Empty<string>(),
        ];
        return parts.Length > 0 ? string.Join(" AND ", parts) : null;
    }
}
