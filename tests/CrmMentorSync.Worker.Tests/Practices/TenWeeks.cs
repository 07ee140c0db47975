using System.Globalization;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Practices;

[CollectionDefinition(nameof(TenWeeks))]
public sealed class TenWeeksCollection : ICollectionFixture<TenWeeks>;

/// <summary>
/// Ten weeks of the company, lived once and looked at by many tests. Everybody says yes, keeps appointments and fills in the lines,
/// but for what is told here.
/// </summary>
public sealed class TenWeeks : IAsyncLifetime
{
    private readonly List<LivedWeek> _weeks = [];

    /// <summary>By number, from one.</summary>
    internal LivedWeek Week(int number) => _weeks[number - 1];

    internal IReadOnlyList<LivedWeek> All => _weeks;

    public async ValueTask InitializeAsync()
    {
        using var stop = new CancellationTokenSource();
        await using LivedOrg lived = await LivedOrg.StartAsync(stop.Token, ("Programme:Kinds:peer:WeeklySessions", "12"));
        for (int week = 1; week <= 10; week++)
        {
            DateOnly monday = Company.AsOf.AddDays(1 + (7 * (week - 1)));
            if (week % 3 == 0)
            {
                await lived.SellAsync(monday);
            }

            _weeks.Add(await lived.MondayAsync(monday));
            if (week == 4)
            {
                await lived.NoteAsync(Company.Ben, "Mentoring with Ada Stern", monday.AddDays(2));
                await lived.NoteAsync(Company.Nora, "Mentoring with Otto Wied", monday.AddDays(2));
            }

            await lived.ActAsync(monday.AddDays(3), task => Write(week, task));
            await lived.TasksAsync(monday.AddDays(4));
            await lived.ActAsync(monday.AddDays(4), task => Write(week, task));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Write(int week, OrgTask task)
    {
        MentoringKey key = LivedOrg.KeyOf(task);
        bool isLunch = key.Activity == "lunch";
        // Cara and her mentor let their second talk wait for a week.
        if (isLunch && key is { Occurrence: 2, Mentee.Value: Company.Cara } && week < 5)
        {
            return null;
        }

        // Of Ben's third talk only Ben says that it took place.
        if (isLunch && key is { Occurrence: 3, Mentee.Value: Company.Ben, Side: Sides.Mentor })
        {
            return null;
        }

        string obstacle = isLunch && key is { Occurrence: 2, Mentee.Value: Company.Ben, Side: Sides.Mentee } ? "Obstacle: no demo system" : "Obstacle:";
        // What Tom learns never gets beyond the beginning.
        string grasp = week < 5 || task.OwnerId == Company.Pia ? "3" : "5";
        return string.Join('\n', task.Description.Split('\n').Select(line => line.TrimEnd() is var bare && bare.EndsWith(':') ? bare switch
        {
            "Learned:" => string.Create(CultureInfo.InvariantCulture, $"{bare} ask about the budget first"),
            "How was it (1-5):" or "Worth the time (1-5):" or "Hoped for (1-5):" or "Received (1-5):" => $"{bare} 5",
            "Obstacle:" => obstacle,
            _ when bare.StartsWith("Grasp (1-5)", StringComparison.Ordinal) => $"{bare} {grasp}",
            _ => line,
        } : line));
    }
}
