using System.Text;
using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Worker;

/// <summary>
/// The operator's own words from a folder: <c>en/lunch-mentor.txt</c>, <c>de/lunch-mentor.txt</c>. The first line is the subject,
/// after an empty line comes the text.
/// </summary>
internal static class TemplateFolder
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What may stand in a Task; for the rest, which file is wrong and what to do about it.</summary>
    public static async Task<(TextOverrides Texts, IReadOnlyList<(string Record, string Reason)> Refused)> ReadAsync(string? folder, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return (TextOverrides.None, []);
        }

        Dictionary<(TextId, TaskLanguage), TextTemplate> texts = [];
        List<(string, string)> refused = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string record = Path.GetRelativePath(folder, path).Replace('\\', '/');
            (TaskLanguage? language, TextId? id) = Named(record);
            if (language is null || id is null)
            {
                refused.Add((record, $"no Task has a text of this name; our words stay. Names are like en/{TextFiles.Name(TextId.LunchMentor)}, languages en and de"));
                continue;
            }

            string text;
            try
            {
                text = await File.ReadAllTextAsync(path, Strict, ct);
            }
            catch (DecoderFallbackException)
            {
                refused.Add((record, "it is not UTF-8: save it as UTF-8. Until then our own words stand in these Tasks"));
                continue;
            }

            TextTemplate template = TextFiles.Parse(text);
            if (TextOverrides.Fault(id.Value, language.Value, template) is { } fault)
            {
                refused.Add((record, $"{fault}. Until then our own words stand in these Tasks"));
            }
            else
            {
                texts[(id.Value, language.Value)] = template;
            }
        }

        return (new TextOverrides(texts), refused);
    }

    private static (TaskLanguage?, TextId?) Named(string record)
    {
        string[] parts = record.Split('/');
        TaskLanguage? language = Enum.GetValues<TaskLanguage>().Where(known => TextFiles.Folder(known) == parts[0]).Cast<TaskLanguage?>().FirstOrDefault();
        return parts.Length != 2 ? (null, null)
            : (language, Enum.GetValues<TextId>().Where(id => TextFiles.Name(id) == parts[1]).Cast<TextId?>().FirstOrDefault());
    }
}
