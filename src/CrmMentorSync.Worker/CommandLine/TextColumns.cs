using System.Text;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Lines that fit a terminal of 80 columns.</summary>
internal static class TextColumns
{
    public const int Width = 80;

    /// <summary>Breaks a line between words; what follows stands below the text and not below its heading.</summary>
    /// <param name="indent">How far in the following lines begin.</param>
    public static IEnumerable<string> Wrap(string line, int indent)
    {
        var present = new StringBuilder();
        bool isFirst = true;
        foreach (string word in line.Split(' '))
        {
            if (present.Length > indent && present.Length + 1 + word.Length > Width)
            {
                yield return present.ToString();
                present.Clear().Append(' ', indent).Append(word);
                continue;
            }

            // Spaces in a row, in front or between columns, stay as they are.
            present.Append(isFirst ? "" : " ").Append(word);
            isFirst = false;
        }

        yield return present.ToString();
    }
}
