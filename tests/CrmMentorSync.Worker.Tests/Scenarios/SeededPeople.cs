using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>What someone did with a Task.</summary>
internal enum ActKind
{
    Completed,
    Declined,
    Moved,
    HandedOn,
    Commented,
    Deleted,
}

/// <param name="Value">The status, day, owner or words that they set.</param>
internal sealed record Act(string Key, ActKind Kind, string Value)
{
    /// <summary>The whole text of a Task that they close; null: the prefilled lines, each with its usual answer.</summary>
    public string? Text { get; init; }
}

/// <summary>What the owner of a Task does about it on a day; null: nothing.</summary>
/// <param name="chance">Equally spread, the same for the same Task and day.</param>
/// <param name="someone">Another seller, by chance.</param>
internal delegate Act? Habits(uint chance, OrgTask task, DateOnly today, string someone);

/// <summary>
/// People who answer, move, hand on, comment and delete their Tasks, each as themselves over the org's API. What they do follows
/// from seed, key and day, so that two orgs with the same Tasks live the same life.
/// </summary>
internal sealed class SeededPeople(OrgClient org, int seed, Habits? habits = null)
{
    private readonly Habits _habits = habits ?? Choose;

    /// <summary>One day of everybody's open Tasks. Nobody closes six within a minute: the clock moves on between two acts.</summary>
    public async Task<IReadOnlyList<Act>> LiveAsync(DateOnly today)
    {
        string[] sellers = [.. (await org.QueryAllAsync("SELECT Id FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Id")).Select(row => (string)row["Id"]!)];
        List<Act> acts = [];
        foreach (OrgTask task in (await org.TasksAsync()).Where(task => task is { IsClosed: false, IsDeleted: false } && sellers.Contains(task.OwnerId)))
        {
            uint chance = Chance(task.Key, today);
            if (_habits(chance, task, today, sellers[chance / 100 % sellers.Length]) is { } act)
            {
                await DoAsync(act, task);
                acts.Add(act);
                await org.AdvanceAsync(TimeSpan.FromSeconds(61));
            }
        }

        return acts;
    }

    private static Act? Choose(uint random, OrgTask task, DateOnly today, string someone)
    {
        int chance = (int)(random % 100);
        bool asks = task.Key.Split('.')[4] is "invite" or "approve";
        string later = ExportText.WorkingDayAfter(today.AddDays(2 + (chance % 7))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return chance switch
        {
            < 45 => new Act(task.Key, ActKind.Completed, "Completed"),
            < 52 when asks => new Act(task.Key, ActKind.Declined, "no time this quarter"),
            < 47 => new Act(task.Key, ActKind.Declined, "not for me"),
            < 58 => new Act(task.Key, ActKind.Moved, later),
            < 63 when someone != task.OwnerId => new Act(task.Key, ActKind.HandedOn, someone),
            < 70 => new Act(task.Key, ActKind.Commented, $"Spoke about it on {today:yyyy-MM-dd}."),
            < 74 => new Act(task.Key, ActKind.Deleted, ""),
            _ => null,
        };
    }

    private Task DoAsync(Act act, OrgTask task) => act.Kind switch
    {
        ActKind.Completed => Edit(task, new JsonObject { ["Status"] = act.Value, ["Description"] = act.Text ?? Filled(task.Description) }),
        ActKind.Declined => Edit(task, new JsonObject { ["Status"] = "Deferred", ["Description"] = $"No: {act.Value}\n{task.Description}" }),
        ActKind.Moved => Edit(task, new JsonObject { ["ActivityDate"] = act.Value }),
        ActKind.HandedOn => Edit(task, new JsonObject { ["OwnerId"] = act.Value }),
        ActKind.Commented => Edit(task, new JsonObject { ["Description"] = $"{act.Value}\n\n{task.Description}" }),
        ActKind.Deleted => org.DeleteTaskAsync(task.Id, task.OwnerId),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Task Edit(OrgTask task, JsonObject change) => org.EditAsync("Task", task.Id, change, task.OwnerId);

    /// <summary>The prefilled lines, in either language, filled in.</summary>
    private static string Filled(string text) => text
        .Replace("Grasp (1-5):", "Grasp (1-5): 4", StringComparison.Ordinal)
        .Replace("Verstanden (1-5):", "Verstanden (1-5): 3", StringComparison.Ordinal)
        .Replace("Learned:", "Learned: ask about the budget first", StringComparison.Ordinal)
        .Replace("Gelernt:", "Gelernt: zuerst nach dem Budget fragen", StringComparison.Ordinal);

    private uint Chance(string key, DateOnly today) => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{key}/{today:yyyy-MM-dd}"))));
}
