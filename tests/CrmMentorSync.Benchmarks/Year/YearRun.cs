using System.Globalization;
using CrmMentorSync.Worker.Tests.Year;

namespace CrmMentorSync.Benchmarks.Year;

/// <summary>The simulated year of the tests with its table, going on where a rule is broken and telling which.</summary>
internal static class YearRun
{
    public static async Task RunAsync(string[] args)
    {
        int weeks = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 52;
        int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        string folder = Directory.CreateTempSubdirectory("crm-mentor-sync-year-").FullName;
        try
        {
            await using SimulatedYear year = await SimulatedYear.BeginAsync(folder, seed, CancellationToken.None);
            HashSet<string> told = new(StringComparer.Ordinal);
            for (int week = 0; week < weeks; week++)
            {
                // The day stands first; what stays broken is told once.
                foreach (string broken in (await year.LiveAWeekAsync()).Where(broken => told.Add(broken[11..])))
                {
                    Console.WriteLine($"broken: {broken}");
                }
            }

            foreach (string line in YearReport.Lines(year))
            {
                Console.WriteLine(line);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
