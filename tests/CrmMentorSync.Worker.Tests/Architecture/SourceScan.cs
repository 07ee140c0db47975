using System.Text.RegularExpressions;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Architecture;

/// <summary>Reads source as text, for rules that reflection cannot see. Each rule takes files, so that its twin can feed a bad one.</summary>
internal static class SourceScan
{
    public static readonly IReadOnlyList<string> Steps =
    [
        "PullFromSalesforce", "ReadBackTasks", "ScorePerformance", "RaiseFlags", "ProposePairings", "PlanActivities", "WriteBackTasks",
        "MeasureOutcomes", "SendWeeklyDigest",
    ];

    public static IReadOnlyList<SourceFile> Under(params string[] folder) =>
        [.. Directory.EnumerateFiles(Path.Combine([Repository.Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path)))];

    /// <summary>Files in one step's folder that name another step.</summary>
    public static IReadOnlyList<string> NamesOtherSteps(string step, IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(file => Steps
            .Where(other => other != step && Regex.IsMatch(file.Text, $@"\b{other}(Step|Options|Registration)?\b"))
            .Select(other => $"{file.Path} names {other}"))];

    /// <summary>Files that use a vendor's namespace outside the folder that may.</summary>
    public static IReadOnlyList<string> UsesVendor(string ns, string allowedFolder, IEnumerable<SourceFile> files) =>
        [.. files
            .Where(file => !file.Path.Replace('\\', '/').Contains($"/{allowedFolder}/", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(file.Text, $@"(using|global::)\s*{Regex.Escape(ns)}\b"))
            .Select(file => $"{file.Path} uses {ns}")];

    public static IReadOnlyList<string> AsyncVoid(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => Regex.IsMatch(file.Text, @"\basync\s+void\b")).Select(file => file.Path)];

    public static IReadOnlyList<string> LongerThan(int lines, IEnumerable<SourceFile> files) =>
        [.. files.Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n')))
            .Where(file => file.Lines > lines)
            .Select(file => $"{file.Path} has {file.Lines} lines")];

    /// <summary>Event ids by the files that use them.</summary>
    public static IReadOnlyList<(int Id, string Path)> EventIds(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(file => Regex.Matches(file.Text, @"EventId\s*=\s*(\d+)")
            .Select(match => (int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), file.Path)))];

    /// <summary>Options classes (those with a section of their own) that no validator is written for.</summary>
    public static IReadOnlyList<string> OptionsWithoutValidator(IReadOnlyCollection<SourceFile> files)
    {
        string all = string.Join('\n', files.Select(file => file.Text));
        return [.. files.Where(file => file.Text.Contains("const string Section", StringComparison.Ordinal))
            .Select(file => Regex.Match(file.Text, @"class\s+(\w+Options)\b").Groups[1].Value)
            .Distinct()
            .Where(name => !Regex.IsMatch(all, $@"IValidateOptions<{name}>"))];
    }
}

internal sealed record SourceFile(string Path, string Text);
