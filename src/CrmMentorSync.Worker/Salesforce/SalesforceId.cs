namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Record ids: 15 case-sensitive characters, or 18 with a checksum that survives case-folding. We keep 18.</summary>
internal static class SalesforceId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The 18-character form; null where the text is no id.</summary>
    public static string? To18(string text)
    {
        if (text.Length is not (15 or 18) || !text.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        return text.Length == 18 ? text : text + Checksum(text);
    }

    /// <summary>Each of the three characters says which of five are capitals.</summary>
    private static string Checksum(string id) => string.Create(3, id, (target, source) =>
    {
        for (int chunk = 0; chunk < 3; chunk++)
        {
            int capitals = 0;
            for (int bit = 0; bit < 5; bit++)
            {
                capitals |= char.IsAsciiLetterUpper(source[(chunk * 5) + bit]) ? 1 << bit : 0;
            }

            target[chunk] = Alphabet[capitals];
        }
    });
}
