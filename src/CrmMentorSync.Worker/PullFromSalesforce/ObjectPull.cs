using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>One object in one run, with its counts.</summary>
internal sealed class ObjectPull(FactTable table, SalesforceObject described, DbConnection connection, RunContext run)
{
    public FactTable Table { get; } = table;

    public string Name => Table.ObjectName;

    public DbConnection Connection { get; } = connection;

    public RunContext Run { get; } = run;

    /// <summary>What to ask for in this org.</summary>
    public RangedQuery Query { get; } = new(table.ObjectName, table.FieldsIn(described), table.Only?.Condition, table.IncludesDeleted);

    /// <summary>A cursor holds only for what was asked for then.</summary>
    public string Fields => string.Join(',', Query.Columns);

    /// <summary>The org can filter and sort by SystemModstamp; else everything is read each time.</summary>
    public bool InOrder { get; } =
        described.Fields.TryGetValue(FactTable.SystemModstamp, out SalesforceField? stamp) && stamp.Filterable;

    public int Read { get; set; }

    public int Written { get; private set; }

    public int Skipped { get; set; }

    public int Refused { get; set; }

    public void Count(bool changed) => _ = changed ? ++Written : ++Skipped;
}
