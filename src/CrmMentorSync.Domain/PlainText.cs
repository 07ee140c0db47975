using System.Globalization;
using System.Text;

namespace CrmMentorSync.Domain;

/// <summary>What people typed, fit to stand in a line of ours: in a Task, in a mail, beside other names.</summary>
internal static class PlainText
{
    /// <summary>
    /// On one line, without characters that only change how others are shown: a right-to-left override in a name would turn the rest
    /// of the line around, one of no width would make two names look like one.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
            if (!blank)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
