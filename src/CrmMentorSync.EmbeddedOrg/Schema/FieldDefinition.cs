namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>One field of an object, with what a describe says about it.</summary>
internal sealed record FieldDefinition(string Name, FieldType Type)
{
    /// <summary>Characters; 0 for types without a length.</summary>
    public int Length { get; init; }

    public bool Createable { get; init; }

    public bool Updateable { get; init; }

    public bool Filterable { get; init; } = true;

    public bool ExternalId { get; init; }

    public bool Unique { get; init; }

    /// <summary>Comparisons of this text heed its case.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>Only there when the export has the column; otherwise the org does not have the feature, or does not say.</summary>
    public bool Optional { get; init; }

    /// <summary>The name that a parent path uses (<c>Owner</c> for OwnerId).</summary>
    public string? RelationshipName { get; init; }

    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    /// <summary>The only values allowed; empty where any text is.</summary>
    public IReadOnlyList<string> Picklist { get; init; } = [];

    public bool Custom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    public FieldDefinition Writable => this with { Createable = true, Updateable = true };

    /// <summary>May be given when a row is created and never changed.</summary>
    public FieldDefinition CreateOnly => this with { Createable = true };

    public FieldDefinition WhenExported => this with { Optional = true };

    public static FieldDefinition Text(string name, int length) => new(name, FieldType.String) { Length = length };

    public static FieldDefinition Picks(string name, params string[] values) =>
        new(name, FieldType.Picklist) { Length = 255, Picklist = values };

    public static FieldDefinition Flag(string name) => new(name, FieldType.Boolean);

    public static FieldDefinition Money(string name) => new(name, FieldType.Currency);

    public static FieldDefinition Number(string name) => new(name, FieldType.Double);

    public static FieldDefinition Whole(string name) => new(name, FieldType.Int);

    public static FieldDefinition Day(string name) => new(name, FieldType.Date);

    public static FieldDefinition Instant(string name) => new(name, FieldType.DateTime);

    public static FieldDefinition Link(string name, string? relationship, params string[] targets) =>
        new(name, FieldType.Reference) { Length = 18, RelationshipName = relationship, ReferenceTo = targets };
}
