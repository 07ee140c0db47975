using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>
/// The operator's own words from a folder: <c>en/lunch-mentor.txt</c>, <c>de/lunch-mentor.txt</c>. The first line is the subject,
/// after an empty line comes the text.
/// </summary>
internal static class TemplateFolder
{
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
                refused.Add((record, $"no Task has a text of this name; our words stay. Names are like en/{FileName(TextId.LunchMentor)}.txt, languages en and de"));
                continue;
            }

            string[] lines = (await File.ReadAllTextAsync(path, ct)).Trim('\uFEFF').ReplaceLineEndings("\n").Split('\n');
            var template = new TextTemplate(lines[0].Trim(), string.Join('\n', lines.Skip(1)).Trim('\n', ' '));
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

    /// <summary>For example <c>check-in-mentees-manager</c>.</summary>
    public static string FileName(TextId id) =>
        string.Concat(id.ToString().Select((c, at) => char.IsUpper(c) && at > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static (TaskLanguage?, TextId?) Named(string record)
    {
        string[] parts = record.Split('/');
        TaskLanguage? language = parts[0] switch { "en" => TaskLanguage.English, "de" => TaskLanguage.German, _ => null };
        return parts.Length != 2 ? (null, null)
            : (language, Enum.GetValues<TextId>().Where(id => FileName(id) + ".txt" == parts[1]).Cast<TextId?>().FirstOrDefault());
    }
}
