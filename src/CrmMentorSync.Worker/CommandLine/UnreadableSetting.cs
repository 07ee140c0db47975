using System.Text.RegularExpressions;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Says in words of ours what the configuration binder says in its own: a value that is not of the setting's kind.</summary>
internal static partial class UnreadableSetting
{
    /// <summary>One line with the setting, the value found and what is allowed; null where the failure is another one.</summary>
    public static string? Describe(InvalidOperationException failure)
    {
        Match match = Binding().Match(failure.Message);
        if (!match.Success)
        {
            return null;
        }

        Type? kind = Type.GetType(match.Groups["type"].Value)
            ?? typeof(UnreadableSetting).Assembly.GetType(match.Groups["type"].Value)
            ?? typeof(Domain.IsoWeek).Assembly.GetType(match.Groups["type"].Value);
        string allowed = kind is { IsEnum: true } ? $"one of {string.Join(", ", Enum.GetNames(kind))}" : $"a {match.Groups["type"].Value.Split('.')[^1]}";
        string key = match.Groups["key"].Value;
        return $"configuration: {key} (in the environment {key.Replace(":", "__", StringComparison.Ordinal)}) must be {allowed}, found '{match.Groups["value"].Value}'";
    }

    [GeneratedRegex("^Failed to convert configuration value '(?<value>[^']*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Binding();
}
