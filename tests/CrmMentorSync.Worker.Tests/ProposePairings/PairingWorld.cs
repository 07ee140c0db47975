using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;
using CrmMentorSync.Worker.WriteBackTasks;

namespace CrmMentorSync.Worker.Tests.ProposePairings;

/// <summary>Rounds that are held over HTTP: judgements stand in for what was measured, everything from there on is the real thing.</summary>
internal static class PairingWorld
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(TaskWorld world)
    {
        /// <summary>Read back, propose, plan, write back, with people judged as told: below 0 weak, above 0 strong on deal size.</summary>
        public async Task RoundAsync(params (string Rep, double DealSize)[] judged)
        {
            foreach ((string rep, double size) in judged)
            {
                await world.SqlAsync(
                    "INSERT OR REPLACE INTO flags (as_of, rep_id, flag, also, reason) VALUES (@day, @rep, 'steady', '', 'seeded')", new { day = Sql.Day(world.Today), rep });
                await world.SqlAsync(
                    """
                    INSERT OR REPLACE INTO scores (as_of, rep_id, skill, peer_group, n, observed, estimate, low, high, p_lowest_fifth, p_highest_fifth, peer_median)
                    VALUES (@day, @rep, 'deal_size', 'everyone', 20, NULL, @estimate, 1, 9, @low, @high, 1000)
                    """,
                    new { day = Sql.Day(world.Today), rep, estimate = size < 0 ? 500 : 2000, low = Math.Max(0, -size), high = Math.Max(0, size) });
            }

            RunContext run = world.Context();
            await world.Step<ReadBackTasksStep>().RunAsync(run, Ct);
            await world.Step<ProposePairingsStep>().RunAsync(run, Ct);
            await world.Step<PlanActivitiesStep>().RunAsync(run, Ct);
            await world.Step<WriteBackTasksStep>().RunAsync(run, Ct);
        }

        /// <summary>All pairings as <c>mentor–mentee state reason</c>, oldest first.</summary>
        public async Task<string[]> PairsAsync()
        {
            Dictionary<string, string> names = new() { [TaskWorld.Mentor] = "Anna", [TaskWorld.Mentee] = "Ben", [TaskWorld.Colleague] = "Cleo" };
            return
            [
                .. (await world.AllPairingsAsync()).OrderBy(pairing => pairing.Round).ThenBy(pairing => pairing.EndedOn is null).ThenBy(pairing => pairing.Key, StringComparer.Ordinal)
                    .Select(pairing => $"{names[pairing.Mentor.Value]}–{names[pairing.Mentee.Value]} {pairing.State.Key()} {pairing.EndReason}".TrimEnd()),
            ];
        }

        public async Task<IReadOnlyList<Pairing>> AllPairingsAsync()
        {
            await using DbConnection connection = await world.OpenAsync();
            return await connection.ReadPairingsAsync(Ct);
        }

        /// <summary>The owner puts a line above the text of a Task.</summary>
        public async Task WriteAsync(string activity, string line)
        {
            JsonObject task = await world.TaskAsync(activity);
            await world.EditAsync(activity, new { Description = $"{line}\n{task["Description"]}" });
        }

        /// <summary>Someone makes a Task of their own.</summary>
        public async Task<string> OwnTaskAsync(string subject, string owner)
        {
            (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
                HttpMethod.Post, "sobjects/Task", new { Subject = subject, OwnerId = owner, Status = "Not Started", Priority = "Normal" }, owner);
            Assert.True(status == HttpStatusCode.Created, body?.ToJsonString());
            return (string)body!["id"]!;
        }
    }
}
