namespace CrmMentorSync.Domain.People;

/// <summary>
/// A Salesforce user, by its 18-character id. Ordering is ordinal, so that equal facts always give equal output.
/// </summary>
public readonly record struct UserId(string Value) : IComparable<UserId>
{
    public int CompareTo(UserId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(UserId left, UserId right) => left.CompareTo(right) < 0;

    public static bool operator >(UserId left, UserId right) => left.CompareTo(right) > 0;

    public static bool operator <=(UserId left, UserId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(UserId left, UserId right) => left.CompareTo(right) >= 0;
}
