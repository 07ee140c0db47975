using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Reads WHERE: comparisons joined by AND or OR (mixed only with parentheses) and turned round by NOT.</summary>
internal sealed class SoqlConditionParser(SoqlParser tokens)
{
    // Deeper nesting than any query of ours; without a bound, a hostile one would exhaust the stack.
    private const int MaxDepth = 100;

    private int _depth;

    public SoqlCondition Parse()
    {
        if (++_depth > MaxDepth)
        {
            throw OrgApiException.BadRequest("QUERY_TOO_COMPLICATED", $"Conditions are nested deeper than {MaxDepth}.");
        }

        SoqlCondition first = ParseTerm();
        SoqlCondition condition = tokens.Current.Is("AND") ? new SoqlCondition.All(ParseRest(first, "AND"))
            : tokens.Current.Is("OR") ? new SoqlCondition.Any(ParseRest(first, "OR"))
            : first;
        _depth--;
        return condition;
    }

    private List<SoqlCondition> ParseRest(SoqlCondition first, string word)
    {
        List<SoqlCondition> parts = [first];
        while (tokens.TryTake(word))
        {
            parts.Add(ParseTerm());
        }

        if (tokens.Current.Is("AND") || tokens.Current.Is("OR"))
        {
            throw tokens.Unexpected();
        }

        return parts;
    }

    private SoqlCondition ParseTerm()
    {
        if (tokens.TryTake("NOT"))
        {
            return new SoqlCondition.Not(ParseTerm());
        }

        if (!tokens.TryTake("("))
        {
            return ParseComparison();
        }

        SoqlCondition inner = Parse();
        tokens.Expect(")");
        return inner;
    }

    private SoqlCondition ParseComparison()
    {
        SoqlPath path = tokens.TakePath();
        bool negated = tokens.TryTake("NOT");
        if (negated || tokens.Current.Is("IN"))
        {
            tokens.Expect("IN");
            return new SoqlCondition.OneOf(path, ParseList(), negated);
        }

        if (tokens.Current.Is("INCLUDES") || tokens.Current.Is("EXCLUDES"))
        {
            throw OrgApiException.NotImplemented($"{tokens.Current.Text.ToUpperInvariant()} in SOQL");
        }

        SoqlOperator comparison = tokens.Current.Text.ToUpperInvariant() switch
        {
            "=" => SoqlOperator.Equal,
            "!=" or "<>" => SoqlOperator.NotEqual,
            "<" => SoqlOperator.Less,
            "<=" => SoqlOperator.LessOrEqual,
            ">" => SoqlOperator.Greater,
            ">=" => SoqlOperator.GreaterOrEqual,
            "LIKE" => SoqlOperator.Like,
            _ => throw tokens.Unexpected(),
        };
        tokens.Take();
        return new SoqlCondition.Compare(path, comparison, ParseLiteral());
    }

    private List<SoqlLiteral> ParseList()
    {
        tokens.Expect("(");
        if (tokens.Current.Is("SELECT"))
        {
            throw OrgApiException.NotImplemented("a subquery in SOQL");
        }

        List<SoqlLiteral> literals = [];
        do
        {
            literals.Add(ParseLiteral());
        }
        while (tokens.TryTake(","));
        tokens.Expect(")");
        return literals;
    }

    private SoqlLiteral ParseLiteral()
    {
        SoqlToken token = tokens.Take();
        object? value = token.Kind switch
        {
            SoqlTokenKind.Text => SoqlRawText.Instance,
            SoqlTokenKind.Date when FieldText.TryDay(token.Text, out DateOnly day) => day,
            SoqlTokenKind.DateTime when FieldText.TryInstant(token.Text, out DateTimeOffset instant) => instant,
            SoqlTokenKind.Number when FieldText.TryNumber(token.Text, out double number) => number,
            SoqlTokenKind.Word => ParseWord(token),
            _ => throw SoqlError.Unexpected(tokens.Query, token.Position, token.Text),
        };
        return new SoqlLiteral(value, token.Text, token.Position);
    }

    private object? ParseWord(SoqlToken token) => token.Text.ToUpperInvariant() switch
    {
        "NULL" => null,
        "TRUE" => true,
        "FALSE" => false,
        "TODAY" or "YESTERDAY" or "TOMORROW" => throw Relative(token),
        var word when word.StartsWith("LAST_", StringComparison.Ordinal) || word.StartsWith("THIS_", StringComparison.Ordinal)
            || word.StartsWith("NEXT_", StringComparison.Ordinal) || word.StartsWith("N_", StringComparison.Ordinal) => throw Relative(token),
        _ => throw SoqlError.Unexpected(tokens.Query, token.Position, token.Text),
    };

    private static OrgApiException Relative(SoqlToken token) => OrgApiException.NotImplemented($"the relative date {token.Text} in SOQL");
}

/// <summary>Stands for a text whose escapes are read once it is known whether LIKE asks for it.</summary>
internal sealed class SoqlRawText
{
    private SoqlRawText() { }

    public static SoqlRawText Instance { get; } = new();
}
