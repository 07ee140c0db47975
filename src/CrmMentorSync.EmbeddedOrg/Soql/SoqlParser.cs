using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Http;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Reads the part of SOQL that we serve. What SOQL has beyond it is refused by name (501), what it has not is malformed (400).</summary>
internal sealed class SoqlParser
{
    private static readonly string[] Unsupported =
        ["GROUP", "HAVING", "OFFSET", "FOR", "USING", "WITH", "ALL", "UPDATE", "TYPEOF", "AS"];

    private static readonly string[] Clauses = ["WHERE", "ORDER", "LIMIT"];

    private readonly string _query;
    private readonly List<SoqlToken> _tokens;
    private readonly SoqlConditionParser _conditions;
    private int _at;
    private string? _alias;

    private SoqlParser(string query)
    {
        _query = query;
        _tokens = SoqlTokenizer.Cut(query);
        _conditions = new SoqlConditionParser(this);
    }

    public string Query => _query;

    public SoqlToken Current => _tokens[_at];

    public static SoqlQuery Parse(string query)
    {
        if (query.Length > 100_000)
        {
            throw OrgApiException.BadRequest("QUERY_TOO_COMPLICATED", "Query is longer than 100,000 characters.");
        }

        return new SoqlParser(query).ParseQuery();
    }

    public SoqlToken Take()
    {
        SoqlToken token = Current;
        _at = Math.Min(_at + 1, _tokens.Count - 1);
        return token;
    }

    public bool TryTake(string word)
    {
        bool there = Current.Is(word);
        if (there)
        {
            Take();
        }

        return there;
    }

    public void Expect(string word)
    {
        if (!TryTake(word))
        {
            throw Unexpected();
        }
    }

    public OrgApiException Unexpected() => SoqlError.Unexpected(_query, Current.Position, Current.Text);

    /// <summary>A field path; functions and subqueries are named and refused.</summary>
    public SoqlPath TakePath()
    {
        if (Current.Is("("))
        {
            throw OrgApiException.NotImplemented("a subquery in SOQL");
        }

        if (Current.Kind != SoqlTokenKind.Word)
        {
            throw Unexpected();
        }

        SoqlToken token = Take();
        if (Current.Is("("))
        {
            throw OrgApiException.NotImplemented($"the SOQL function {token.Text}()");
        }

        return Named(new SoqlPath(token.Text, token.Position));
    }

    /// <summary>Without the name that the query gave its object: <c>u.Name</c> of <c>FROM User u</c>.</summary>
    private SoqlPath Named(SoqlPath path) => _alias is { } alias && path.Text.StartsWith(alias + ".", StringComparison.OrdinalIgnoreCase)
        ? new SoqlPath(path.Text[(alias.Length + 1)..], path.Position)
        : path;

    private SoqlQuery ParseQuery()
    {
        Expect("SELECT");
        List<SoqlPath> fields = ParseFields();
        Expect("FROM");
        if (Current.Kind != SoqlTokenKind.Word)
        {
            throw Unexpected();
        }

        string objectName = Take().Text;
        if (Current.Kind == SoqlTokenKind.Word && !Clauses.Concat(Unsupported).Any(Current.Is))
        {
            _alias = Take().Text;
            fields = [.. fields.Select(Named)];
        }

        SoqlCondition? where = TryTake("WHERE") ? _conditions.Parse() : null;
        List<SoqlOrder> orderBy = ParseOrder();
        int? limit = ParseLimit();
        ExpectEnd();
        return new SoqlQuery
        {
            Text = _query, Fields = fields, ObjectName = objectName, Where = where, OrderBy = orderBy, Limit = limit,
        };
    }

    private List<SoqlPath> ParseFields()
    {
        if (Current.Is("COUNT") && _tokens[_at + 1].Is("(") && _tokens[Math.Min(_at + 2, _tokens.Count - 1)].Is(")"))
        {
            _at += 3;
            return [];
        }

        List<SoqlPath> fields = [];
        do
        {
            if (Current.Is("TYPEOF"))
            {
                throw OrgApiException.NotImplemented("TYPEOF in SOQL");
            }

            fields.Add(TakePath());
        }
        while (TryTake(","));
        return fields;
    }

    private List<SoqlOrder> ParseOrder()
    {
        List<SoqlOrder> order = [];
        if (!TryTake("ORDER"))
        {
            return order;
        }

        Expect("BY");
        do
        {
            SoqlPath path = TakePath();
            bool descending = TryTake("DESC");
            if (!descending)
            {
                TryTake("ASC");
            }

            // Nulls come first by default in both directions.
            bool nullsLast = false;
            if (TryTake("NULLS"))
            {
                nullsLast = TryTake("LAST");
                if (!nullsLast)
                {
                    Expect("FIRST");
                }
            }

            order.Add(new SoqlOrder(path, descending, nullsLast));
        }
        while (TryTake(","));
        return order;
    }

    private int? ParseLimit()
    {
        if (!TryTake("LIMIT"))
        {
            return null;
        }

        if (Current.Kind != SoqlTokenKind.Number
            || !int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit))
        {
            throw Unexpected();
        }

        Take();
        return limit;
    }

    private void ExpectEnd()
    {
        if (Current.Kind == SoqlTokenKind.Word && Unsupported.FirstOrDefault(Current.Is) is { } clause)
        {
            throw OrgApiException.NotImplemented($"{clause} in SOQL");
        }

        if (Current.Kind != SoqlTokenKind.End)
        {
            throw Unexpected();
        }
    }
}
