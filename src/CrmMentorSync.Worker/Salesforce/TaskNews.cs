using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What a read-back wants to know.</summary>
internal sealed record TaskNewsQuestion
{
    /// <summary>Tasks of ours that changed since then; null: all.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Whether our Tasks are told by their keys.</summary>
    public required bool IsKeyed { get; init; }

    /// <summary>Users who make Tasks of ours, or did.</summary>
    public required IReadOnlyList<UserId> Makers { get; init; }

    /// <summary>Tasks that people made themselves since then.</summary>
    public required DateTimeOffset OwnSince { get; init; }
}

/// <summary>What the org told.</summary>
internal sealed record TaskNews
{
    public required IReadOnlyList<RemoteTask> Ours { get; init; }

    /// <summary>What people made themselves to say whom they meet (P25).</summary>
    public required IReadOnlyList<OwnTask> Own { get; init; }

    /// <summary>What the integration user may see and edit.</summary>
    public required DataPermissions Permissions { get; init; }

    /// <summary>How many keyed Tasks of the makers are in sight and not deleted; null where that is not known.</summary>
    public required long? Live { get; init; }
}

/// <summary>All that a read-back asks is asked in one call: an org pays for calls, not for questions.</summary>
internal static class TaskNewsReading
{
    public static async Task<TaskNews> ReadTaskNewsAsync(this SalesforceClient client, TaskNewsQuestion asked, CancellationToken ct)
    {
        string ours = await client.OurTasksSoqlAsync(asked.Since, asked.IsKeyed, ct);
        string own = MentoringTasks.OwnTasksSoql(asked.OwnSince);
        string live = MentoringTasks.LiveTasksSoql(asked.Makers);
        IReadOnlyList<byte[]?> pages = await client.AskTogetherAsync(
            [(ours, true), (own, false), (TaskSights.PermissionsSoql, false), .. asked.IsKeyed ? [(live, true)] : Array.Empty<(string, bool)>()], ct);
        return new TaskNews
        {
            Ours = await client.ReadTasksAsync(ours, asked.IsKeyed, pages[0], ct),
            Own = await client.ReadOwnTasksAsync(own, pages[1], ct),
            Permissions = await client.PermissionsAsync(pages[2], ct),

            // Good to know, and nothing that a run should fail for.
            Live = pages is [_, _, _, { } page] ? await client.CountAsync(live, all: true, page, ct) : null,
        };
    }
}
