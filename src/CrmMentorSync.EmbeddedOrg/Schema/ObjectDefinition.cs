namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>An object of the platform: its name, the first three characters of its ids, and its fields.</summary>
internal sealed record ObjectDefinition(string Name, string KeyPrefix, IReadOnlyList<FieldDefinition> Fields)
{
    /// <summary>Exists only in an org whose export has it (a feature such as quotas, splits or currencies).</summary>
    public bool Feature { get; init; }

    public bool Createable { get; init; }

    public bool Updateable { get; init; }

    public bool Deletable { get; init; }

    /// <summary>The fields that every object has.</summary>
    public static IReadOnlyList<FieldDefinition> SystemFields { get; } =
    [
        FieldDefinition.Flag("IsDeleted"),
        FieldDefinition.Instant("CreatedDate"),
        FieldDefinition.Link("CreatedById", "CreatedBy", "User"),
        FieldDefinition.Instant("LastModifiedDate"),
        FieldDefinition.Link("LastModifiedById", "LastModifiedBy", "User"),
        FieldDefinition.Instant("SystemModstamp"),
    ];

    public static ObjectDefinition Of(string name, string keyPrefix, params FieldDefinition[] fields) =>
        new(name, keyPrefix, [new FieldDefinition("Id", FieldType.Id) { Length = 18 }, .. fields, .. SystemFields]);

    public ObjectDefinition AsWritable() => this with { Createable = true, Updateable = true, Deletable = true };

    public FieldDefinition? Find(string field) =>
        Fields.FirstOrDefault(known => known.Name.Equals(field, StringComparison.OrdinalIgnoreCase));
}
