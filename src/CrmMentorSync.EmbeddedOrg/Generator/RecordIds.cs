namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// Salesforce record ids: 15 case-sensitive characters (object prefix, instance, counter in base 62) and a 3-character suffix
/// that encodes the case of the first 15. Digits sort before capitals before small letters, so ids sort as they were given.
/// </summary>
internal sealed class RecordIds(string prefix, string instance)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string SuffixAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private long _last;

    public string Next()
    {
        Span<char> id = stackalloc char[18];
        prefix.CopyTo(id);
        instance.CopyTo(id[prefix.Length..]);
        long rest = ++_last;
        for (int at = 14; at >= prefix.Length + instance.Length; at--)
        {
            id[at] = Base62[(int)(rest % 62)];
            rest /= 62;
        }

        WriteSuffix(id);
        return new string(id);
    }

    /// <summary>Whether the last three characters are the suffix of the first fifteen.</summary>
    public static bool HasValidSuffix(string id)
    {
        if (id.Length != 18 || !id.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        Span<char> expected = stackalloc char[18];
        id.CopyTo(expected);
        WriteSuffix(expected);
        return expected.SequenceEqual(id);
    }

    private static void WriteSuffix(Span<char> id)
    {
        for (int chunk = 0; chunk < 3; chunk++)
        {
            int capitals = 0;
            for (int bit = 0; bit < 5; bit++)
            {
                if (char.IsAsciiLetterUpper(id[(chunk * 5) + bit]))
                {
                    capitals |= 1 << bit;
                }
            }

            id[15 + chunk] = SuffixAlphabet[capitals];
        }
    }
}
