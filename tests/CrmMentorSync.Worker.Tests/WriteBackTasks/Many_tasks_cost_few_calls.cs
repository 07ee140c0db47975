using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;
using CrmMentorSync.Worker.WriteBackTasks;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

/// <summary>Counted as Salesforce counts: by the header that comes with every answer.</summary>
public sealed class Many_tasks_cost_few_calls
{
    private const int Many = 50_000;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_thousand_tasks_are_created_in_at_most_260_calls_and_again_in_none()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        RunContext run = world.Context();
        await world.Step<ReadBackTasksStep>().RunAsync(run, Ct);
        await PlanAsync(world, Many);
        long before = world.Client.Usage!.Used;

        StepResult result = await world.Step<WriteBackTasksStep>().RunAsync(run, Ct);
        long calls = world.Client.Usage.Used - before;
        StepResult again = await world.Step<WriteBackTasksStep>().RunAsync(run, Ct);

        Assert.Equal((Many, 0), (result.Written, result.Failed));
        Assert.InRange(calls, Many / 200, 260);
        Assert.Equal((0, calls), (again.Written, world.Client.Usage.Used - before));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls} calls for {Many} Tasks"));
    }

    private static async Task PlanAsync(TaskWorld world, int count)
    {
        var wanted = new TaskFields
        {
            Subject = "Lunch with Ben Ode",
            Description = "Your talk on bigger deals.",
            ActivityDate = TaskWorld.FirstDay.AddDays(9),
            Status = "Not Started",
            Priority = "Normal",
            OwnerId = new UserId(TaskWorld.Mentor),
            IsReminderSet = false,
        };
        var mentor = new UserId(TaskWorld.Mentor);
        var mentee = new UserId(TaskWorld.Mentee);
        var round = IsoWeek.Of(TaskWorld.FirstDay);
        await using DbConnection connection = await world.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync(Ct);
        await connection.WriteTasksAsync(
            Enumerable.Range(1, count).Select(n => new TaskRow
            {
                Key = new MentoringKey(mentor, mentee, round, ActivityKind.Lunch.Key(), n, Sides.Mentor).ToString(),
                Wanted = wanted,
                Outbox = OutboxStates.Pending,
            }),
            transaction,
            Ct);
        await transaction.CommitAsync(Ct);
    }
}
