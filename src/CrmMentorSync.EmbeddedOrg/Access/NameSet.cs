using System.Collections.Frozen;

namespace CrmMentorSync.EmbeddedOrg.Access;

/// <summary>Names of objects and of fields (<c>Object.Field</c>), without regard to case.</summary>
internal sealed class NameSet
{
    private static readonly NameSet Empty = new(FrozenSet<string>.Empty);

    private readonly FrozenSet<string> _names;

    private NameSet(FrozenSet<string> names) => _names = names;

    public static NameSet Of(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? Empty : new NameSet(names.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads names with commas between them.</summary>
    public static NameSet Parse(string list) => Of(list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public bool HasObject(string name) => _names.Count > 0 && _names.Contains(name);

    public bool HasField(string objectName, string field) =>
        _names.Count > 0 && (_names.Contains(objectName) || _names.Contains($"{objectName}.{field}"));
}
