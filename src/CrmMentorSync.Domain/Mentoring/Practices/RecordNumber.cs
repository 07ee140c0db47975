namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>A record's id as the number that stands in a key: FNV-1a, folded to eight digits, so that it needs no memory.</summary>
/// <remarks>Source of the function: http://www.isthe.com/chongo/tech/comp/fnv/. Two records of one pair with the same number: once in a hundred million.</remarks>
public static class RecordNumber
{
    public static int Of(string id)
    {
        uint hash = 2166136261;
        foreach (char character in id)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return (int)(hash % 100_000_000);
    }
}
