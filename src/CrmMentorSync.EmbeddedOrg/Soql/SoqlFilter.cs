using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>
/// Turns conditions into predicates on rows. SOQL knows two truth values only: null is unequal to every value, in no list, and neither
/// below nor above anything; a checkbox of a missing parent counts as false.
/// </summary>
internal sealed class SoqlFilter(string query, ObjectTable table, OrgView view)
{
    public Func<int, bool> Compile(SoqlCondition condition) => condition switch
    {
        SoqlCondition.All all => CompileAll([.. all.Parts.Select(Compile)]),
        SoqlCondition.Any any => CompileAny([.. any.Parts.Select(Compile)]),
        SoqlCondition.Not not => Negate(Compile(not.Part)),
        SoqlCondition.Compare compare => CompileComparison(compare),
        SoqlCondition.OneOf oneOf => CompileOneOf(oneOf),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Func<int, bool> CompileAll(Func<int, bool>[] parts) => row =>
    {
        foreach (Func<int, bool> part in parts)
        {
            if (!part(row))
            {
                return false;
            }
        }

        return true;
    };

    private static Func<int, bool> CompileAny(Func<int, bool>[] parts) => row =>
    {
        foreach (Func<int, bool> part in parts)
        {
            if (part(row))
            {
                return true;
            }
        }

        return false;
    };

    private static Func<int, bool> Negate(Func<int, bool> part) => row => !part(row);

    private Func<int, bool> CompileComparison(SoqlCondition.Compare compare)
    {
        BoundPath path = BindFilterable(compare.Path);
        Column leaf = path.Leaf;
        if (compare.Literal.Value is null)
        {
            return compare.Operator switch
            {
                SoqlOperator.Equal => row => IsNull(path, row),
                SoqlOperator.NotEqual => row => !IsNull(path, row),
                _ => throw SoqlError.Malformed(query, compare.Literal.Position, "null can only be compared with = and !="),
            };
        }

        if (compare.Operator == SoqlOperator.Like)
        {
            return CompileLike(compare, path);
        }

        object value = SoqlLiterals.Convert(query, compare.Literal, leaf.Field);
        if (leaf.Field.Type == FieldType.Boolean && compare.Operator is not (SoqlOperator.Equal or SoqlOperator.NotEqual))
        {
            throw SoqlError.InvalidField(query, compare.Path.Position, $"invalid operator on boolean field '{leaf.Field.Name}'");
        }

        return compare.Operator switch
        {
            SoqlOperator.Equal => Test(path, value, order => order == 0, whenNull: value is false),
            SoqlOperator.NotEqual => Test(path, value, order => order != 0, whenNull: value is not false),
            SoqlOperator.Less => Test(path, value, order => order < 0, whenNull: false),
            SoqlOperator.LessOrEqual => Test(path, value, order => order <= 0, whenNull: false),
            SoqlOperator.Greater => Test(path, value, order => order > 0, whenNull: false),
            SoqlOperator.GreaterOrEqual => Test(path, value, order => order >= 0, whenNull: false),
            SoqlOperator.Like => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Func<int, bool> CompileLike(SoqlCondition.Compare compare, BoundPath path)
    {
        if (path.Leaf is not TextColumn column || column.Field.Type.IsId || compare.Literal.Value is not SoqlRawText)
        {
            throw SoqlError.InvalidField(
                query, compare.Path.Position, $"invalid operator on {path.Leaf.Field.Type.ApiName} field '{path.Leaf.Field.Name}'");
        }

        LikePattern pattern = LikePattern.Parse(query, compare.Literal, column.Comparison == StringComparison.OrdinalIgnoreCase);
        return row => path.Locate(row) is >= 0 and var at && column.Text(at) is { } text && pattern.Matches(text);
    }

    private Func<int, bool> CompileOneOf(SoqlCondition.OneOf oneOf)
    {
        BoundPath path = BindFilterable(oneOf.Path);
        bool withNull = oneOf.Literals.Any(literal => literal.Value is null);
        List<object> values =
            [.. oneOf.Literals.Where(literal => literal.Value is not null).Select(literal => SoqlLiterals.Convert(query, literal, path.Leaf.Field))];
        Func<int, bool> holds;
        if (path.Leaf is TextColumn column)
        {
            var texts = new HashSet<string>(values.Cast<string>(), StringComparer.FromComparison(column.Comparison));
            holds = at => texts.Contains(column.Text(at)!);
        }
        else
        {
            holds = at => values.Exists(value => path.Leaf.CompareTo(at, value) == 0);
        }

        return row =>
        {
            int at = path.Locate(row);
            bool found = at < 0 || path.Leaf.IsNull(at) ? withNull : holds(at);
            return found != oneOf.Negated;
        };
    }

    private BoundPath BindFilterable(SoqlPath path)
    {
        BoundPath bound = BoundPath.Bind(path, query, table, view);
        if (!bound.Leaf.Field.Filterable)
        {
            throw SoqlError.InvalidField(query, path.Position, $"field '{bound.Leaf.Field.Name}' can not be filtered in a query call");
        }

        return bound;
    }

    private static bool IsNull(BoundPath path, int row) => path.Locate(row) is var at && (at < 0 || path.Leaf.IsNull(at));

    private static Func<int, bool> Test(BoundPath path, object value, Func<int, bool> holds, bool whenNull)
    {
        Column leaf = path.Leaf;
        return row =>
        {
            int at = path.Locate(row);
            return at < 0 || leaf.IsNull(at) ? whenNull : holds(leaf.CompareTo(at, value));
        };
    }
}
