using System.Collections;
using System.Reflection;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Schedules;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.WriteBackTasks;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>
/// Finds settings that nobody reads: a mistyped name would be ignored without a word. Only our own sections are looked into, and
/// names so close to one of them that they must be meant for it: the environment is full of other programs' names.
/// </summary>
internal static class UnknownSettings
{
    /// <summary>Letters that may be wrong, missing, too many or swapped in a name that is still taken for another one.</summary>
    private const int Typo = 2;

    private static readonly (string Section, Type[] Read)[] Known =
    [
        (SalesforceOptions.Section, [typeof(SalesforceOptions)]),
        (StateOptions.Section, [typeof(StateOptions)]),
        (PullOptions.Section, [typeof(PullOptions)]),
        (PeopleOptions.Section, [typeof(PeopleOptions), typeof(PopulationOptions)]),
        (ReadBackTasksOptions.Section, [typeof(ReadBackTasksOptions)]),
        (ScorePerformanceOptions.Section, [typeof(ScorePerformanceOptions), typeof(WithDealFilter)]),
        (RaiseFlagsOptions.Section, [typeof(RaiseFlagsOptions)]),
        (ProposePairingsOptions.Section, [typeof(ProposePairingsOptions)]),
        (ProgrammeOptions.Section, [typeof(ProgrammeOptions)]),
        (WriteBackTasksOptions.Section, [typeof(WriteBackTasksOptions)]),
        (SendWeeklyDigestOptions.Section, [typeof(SendWeeklyDigestOptions)]),
        (MailOptions.Section, [typeof(MailOptions)]),
        (SchedulesOptions.Section, [typeof(SchedulesOptions)]),
        (HealthOptions.Section, [typeof(HealthOptions)]),
    ];

    /// <summary>One sentence a setting, by name.</summary>
    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. configuration.GetChildren().SelectMany(section => Known.FirstOrDefault(known => Same(known.Section, section.Key)) is { Section: not null } known
                ? Below(section, known.Read)
                : section.GetChildren().Any() && Nearest(section.Key, Known.Select(one => one.Section)) is { } meant ? [Say(section.Path, meant)] : [])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Says them on standard error: the run goes on, for a name of a later version must not stop it.</summary>
    public static void Warn(IHost host)
    {
        foreach (string unknown in In(host.Services.GetRequiredService<IConfiguration>()))
        {
            Console.Error.WriteLine($"crm-mentor-sync: configuration: {unknown}");
        }
    }

    private static IEnumerable<string> Below(IConfigurationSection section, Type[] read)
    {
        PropertyInfo[] properties = [.. read.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Where(property => property.CanWrite)];
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (properties.FirstOrDefault(property => Same(property.Name, child.Key)) is not { } property)
            {
                string? meant = Nearest(child.Key, properties.Select(known => known.Name));
                yield return Say(child.Path, meant is null ? null : $"{section.Path}:{meant}");
                continue;
            }

            foreach (string below in Within(child, property.PropertyType))
            {
                yield return below;
            }
        }
    }

    // Of lists and dictionaries the items are looked into, where they are records of settings; their own names are free.
    private static IEnumerable<string> Within(IConfigurationSection section, Type type)
    {
        Type? item = type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;
        return item is { } one && IsRecord(one) ? section.GetChildren().SelectMany(child => Below(child, [one]))
            : IsRecord(type) ? Below(section, [type])
            : [];
    }

    private static bool IsRecord(Type type) => type is { IsClass: true, IsGenericType: false } && type.Assembly == typeof(UnknownSettings).Assembly;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Say(string path, string? meant) =>
        $"{path} (in the environment {path.Replace(":", "__", StringComparison.Ordinal)}) is no setting and is ignored{(meant is null ? "" : $"; is {meant} meant?")}";

    private static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(one => (Name: one, Away: Distance(name.ToUpperInvariant(), one.ToUpperInvariant())))
        .Where(one => one.Away <= Typo && one.Away < one.Name.Length / 2)
        .OrderBy(one => one.Away).ThenBy(one => one.Name, StringComparer.Ordinal)
        .Select(one => one.Name).FirstOrDefault();

    /// <summary>Letters to change, add, drop, or swap with their neighbour, to come from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[,] away = new int[from.Length + 1, to.Length + 1];
        for (int row = 0; row <= from.Length; row++)
        {
            for (int column = 0; column <= to.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    away[row, column] = row + column;
                    continue;
                }

                int change = from[row - 1] == to[column - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(away[row - 1, column] + 1, away[row, column - 1] + 1), away[row - 1, column - 1] + change);
                bool isSwap = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
                away[row, column] = isSwap ? Math.Min(least, away[row - 2, column - 2] + 1) : least;
            }
        }

        return away[from.Length, to.Length];
    }

    /// <summary>The section of scores has a part that is read by itself.</summary>
    private sealed class WithDealFilter
    {
        public DealFilterOptions DealFilter { get; set; } = new();
    }
}
