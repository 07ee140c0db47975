namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>Salesforce record ids: 15 characters that heed case, or 18 with a suffix that spells their case.</summary>
internal static class RecordId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool IsWellFormed(ReadOnlySpan<char> id)
    {
        if (id.Length is not (15 or 18))
        {
            return false;
        }

        foreach (char character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// 15 characters get their suffix; 18 stay as they are, their suffix unchecked, because anonymised exports have any.
    /// Each suffix character holds five bits, one for each capital of its block of five, first character lowest.
    /// </summary>
    public static string Normalise(string id)
    {
        if (id.Length != 15)
        {
            return id;
        }

        Span<char> full = stackalloc char[18];
        id.CopyTo(full);
        for (int block = 0; block < 3; block++)
        {
            int bits = 0;
            for (int place = 0; place < 5; place++)
            {
                if (char.IsAsciiLetterUpper(id[(block * 5) + place]))
                {
                    bits |= 1 << place;
                }
            }

            full[15 + block] = Alphabet[bits];
        }

        return new string(full);
    }

    /// <summary>An id of 18 characters from a prefix of three, a mark of up to three, and a number.</summary>
    public static string From(string prefix, string mark, ulong number)
    {
        Span<char> tail = stackalloc char[15 - prefix.Length - mark.Length];
        for (int place = tail.Length - 1; place >= 0; place--)
        {
            tail[place] = Base62[(int)(number % 62)];
            number /= 62;
        }

        return Normalise(string.Concat(prefix, mark, tail));
    }
}
