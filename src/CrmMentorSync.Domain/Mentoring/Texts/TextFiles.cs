using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// Our own words, from the files beside this one: <c>en/lunch-mentor.txt</c>, <c>de/lunch-mentor.txt</c>. The first line is the
/// subject, after an empty line comes the text. They are part of the assembly, so a program without them cannot be built.
/// </summary>
public static class TextFiles
{
    private static readonly FrozenDictionary<(TextId, TaskLanguage), TextTemplate> All = Load();

    public static TextTemplate Of(TextId id, TaskLanguage language) => All[(id, language)];

    /// <summary>The file of a text in its language's folder, for example <c>lunch-mentor.txt</c>.</summary>
    public static string Name(TextId id) =>
        string.Concat(id.ToString().Select((c, at) => char.IsUpper(c) && at > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())) + ".txt";

    public static string Folder(TaskLanguage language) => language switch
    {
        TaskLanguage.English => "en",
        TaskLanguage.German => "de",
    };

    /// <summary>A subject or a text that is missing is empty.</summary>
    public static TextTemplate Parse(string file)
    {
        string[] lines = file.Trim('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        return new TextTemplate(lines[0].Trim(), string.Join('\n', lines.Skip(1)).Trim('\n', ' '));
    }

    private static FrozenDictionary<(TextId, TaskLanguage), TextTemplate> Load()
    {
        var all = new Dictionary<(TextId, TaskLanguage), TextTemplate>();
        foreach (TextId id in Enum.GetValues<TextId>())
        {
            foreach (TaskLanguage language in Enum.GetValues<TaskLanguage>())
            {
                all[(id, language)] = Parse(Read(string.Create(CultureInfo.InvariantCulture, $"texts/{Folder(language)}/{Name(id)}")));
            }
        }

        return all.ToFrozenDictionary();
    }

    // What the assembly carries within itself is no I/O: it is there or the build was wrong.
#pragma warning disable RS0030
    private static string Read(string name)
    {
        using System.IO.Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the program lacks its text {name}");
        using var reader = new System.IO.StreamReader(stream);
        return reader.ReadToEnd();
    }
#pragma warning restore RS0030
}
