using System.Diagnostics.CodeAnalysis;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>What a value is, and so how it is stored: text, REAL, 0/1, yyyy-MM-dd, ticks.</summary>
internal enum FactKind
{
    Text,
    Number,
    Bool,
    Day,
    Instant,
}

/// <summary>A column of a local table and the field it comes from.</summary>
internal sealed record FactColumn(string Name, string Field, FactKind Kind)
{
    /// <summary>Without this field the object is of no use: a clear failure instead of a wrong judgement.</summary>
    public bool FieldNeeded { get; init; }

    /// <summary>The field comes with a feature that not every org has: nobody is told of its absence.</summary>
    public bool Featured { get; init; }

    /// <summary>A record without a value here is refused.</summary>
    public bool ValueNeeded { get; init; }

    /// <summary>A value of another kind is left out and told as <see cref="FactRow.Forgiven"/>; the record is not refused for it.</summary>
    public bool Forgiving { get; init; }

    /// <summary>Stands in for an empty value, and for the whole field where the org does not have it.</summary>
    public object? WhenEmpty { get; init; }
}

/// <summary>A column that the database works out itself, as SQL over the row's parameters.</summary>
internal sealed record DerivedColumn(string Name, string OnInsert, string OnUpdate);

/// <summary>The instants that divide the rows of a table when they are held against the org's. The table has a column is_deleted.</summary>
/// <param name="Since">Rows before are here by chance, and not looked at; null: all are.</param>
internal sealed record FactTimeline(string Column, string Field, DateTimeOffset? Since = null);

/// <summary>One object of Salesforce and the local table that it fills, row by row under the same id.</summary>
internal sealed class FactTable(string objectName, string table, IReadOnlyList<FactColumn> columns)
{
    private readonly Dictionary<string, int> _places = columns.Select((column, i) => (column.Name, i)).ToDictionary(StringComparer.Ordinal);

    public string ObjectName { get; } = objectName;

    public string Table { get; } = table;

    /// <summary>The first is the id.</summary>
    public IReadOnlyList<FactColumn> Columns { get; } = columns;

    public IReadOnlyList<DerivedColumn> Derived { get; init; } = [];

    /// <summary>False: an org without this object works all the same.</summary>
    public bool ObjectNeeded { get; init; }

    /// <summary>Deleted and archived rows come too.</summary>
    public bool IncludesDeleted { get; init; }

    /// <summary>Few rows, read whole each time: what the org no longer has goes here too, without a trace to look for.</summary>
    public bool IsSmall { get; init; }

    /// <summary>A field that must be there and its condition in SOQL; the org decides which rows come.</summary>
    public (string Field, string Condition)? Only { get; init; }

    /// <summary>How rows are held against the org's now and then; null: never.</summary>
    public FactTimeline? Timeline { get; init; }

    /// <summary>Fields that <see cref="Judge"/> needs besides the columns, as texts.</summary>
    public IReadOnlyList<string> AlsoRead { get; init; } = [];

    /// <summary>Looks at a row after its values were read, and may change them.</summary>
    public Func<FactRow, Verdict> Judge { get; init; } = _ => Verdict.Take;

    public int PlaceOf(string column) => _places[column];

    /// <summary>The org has it, as far as it is needed.</summary>
    public bool IsIn([NotNullWhen(true)] SalesforceObject? described) =>
        described is not null && (Only is not { } only || described.Fields.ContainsKey(only.Field));

    /// <summary>Fields that would be read and can be done without.</summary>
    public IReadOnlyList<string> MissingIn(SalesforceObject described) =>
        [.. Columns.Where(column => column is { FieldNeeded: false, Featured: false, Field.Length: > 0 } && !described.Fields.ContainsKey(column.Field)).Select(column => column.Field)];

    /// <summary>The fields to select in this org.</summary>
    /// <exception cref="SalesforceFailure">A field that is needed is missing or hidden.</exception>
    public IReadOnlyList<string> FieldsIn(SalesforceObject described)
    {
        string[] missing = [.. Columns.Where(column => column.FieldNeeded && !described.Fields.ContainsKey(column.Field)).Select(column => column.Field)];
        return missing.Length == 0
            ? [.. Columns.Select(column => column.Field).Concat(AlsoRead).Append(SystemModstamp).Distinct(StringComparer.Ordinal).Where(described.Fields.ContainsKey)]
            : throw new SalesforceFailure(
                SalesforceFailureCategory.Permission,
                $"{ObjectName} has no field {string.Join(", ", missing)}: let the integration user read it (field-level security), or complete the export's columns");
    }

    public const string SystemModstamp = "SystemModstamp";
}

/// <summary>What to do with a record.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    public static readonly Verdict Take = new Taken();
    public static readonly Verdict Skip = new Skipped();

    public sealed record Taken : Verdict;

    /// <summary>Taken with something put right, which somebody should hear of.</summary>
    public sealed record Noted(string Field, string Reason) : Verdict;

    /// <summary>Not for us, and nothing is wrong with it.</summary>
    public sealed record Skipped : Verdict;

    /// <summary>Gone: the local row goes as well.</summary>
    public sealed record Removed : Verdict;

    /// <summary>Wrong: which rule, and the remedy.</summary>
    public sealed record Refused(string Reason) : Verdict;
}
