namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>A query as written, before anything is known about the objects it names.</summary>
internal sealed record SoqlQuery
{
    public required string Text { get; init; }

    /// <summary>Empty for COUNT().</summary>
    public required IReadOnlyList<SoqlPath> Fields { get; init; }

    public required string ObjectName { get; init; }

    public required SoqlCondition? Where { get; init; }

    public required IReadOnlyList<SoqlOrder> OrderBy { get; init; }

    public required int? Limit { get; init; }

    public bool IsCount => Fields.Count == 0;
}

/// <summary>A field, or a field of a parent: <c>Owner.Manager.Name</c>.</summary>
internal sealed record SoqlPath(string Text, int Position);

internal sealed record SoqlOrder(SoqlPath Path, bool Descending, bool NullsLast);

internal enum SoqlOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
}

/// <summary>A literal: null, a bool, a double, a <see cref="DateOnly"/>, a <see cref="DateTimeOffset"/> or text.</summary>
/// <param name="Raw">Of text, its characters still escaped; else as written.</param>
internal sealed record SoqlLiteral(object? Value, string Raw, int Position);

internal abstract record SoqlCondition
{
    private SoqlCondition() { }

    public sealed record All(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Any(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Not(SoqlCondition Part) : SoqlCondition;

    public sealed record Compare(SoqlPath Path, SoqlOperator Operator, SoqlLiteral Literal) : SoqlCondition;

    public sealed record OneOf(SoqlPath Path, IReadOnlyList<SoqlLiteral> Literals, bool Negated) : SoqlCondition;
}
