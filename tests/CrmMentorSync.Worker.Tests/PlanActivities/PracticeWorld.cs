using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

/// <summary>Weeks of a programme, and what happens with customers meanwhile.</summary>
internal static class PracticeWorld
{
    /// <summary>One weekly talk before the later ones, so that a test needs few weeks.</summary>
    public static readonly (string Key, string Value)[] Short = [("Programme:Kinds:peer:WeeklySessions", "1"), ("Programme:Kinds:peer:WeeksBetweenSessions", "2")];

    extension(TaskWorld world)
    {
        public Task RunningAsync(string mentor = TaskWorld.Mentor, string mentee = TaskWorld.Mentee, PairKind kind = PairKind.Peer) =>
            world.ProposeAsync(TaskWorld.Proposal(world.Today, mentor, mentee) with
            {
                Kind = kind,
                State = PairState.Active,
                ManagerDecision = Answer.Yes,
                ActiveFrom = world.Today,
            });

        /// <summary>Weeks in which everybody closes what is due, after changing its text.</summary>
        public async Task WeeksAsync(int weeks, Func<string, string, string>? write = null, Func<string, bool>? leaves = null)
        {
            for (int week = 0; week < weeks; week++)
            {
                await world.RunAsync();
                world.Wait(7);
                foreach (JsonObject task in (await world.TasksAsync()).Where(task => !(bool)task["IsClosed"]! && !(bool)task["IsDeleted"]! && (string?)task["Status"] != "Deferred"))
                {
                    string name = Name(task);
                    bool isDue = DateOnly.Parse((string)task["ActivityDate"]!, CultureInfo.InvariantCulture) <= world.Today;
                    if (isDue && leaves?.Invoke(name) != true)
                    {
                        string text = write?.Invoke(name, (string)task["Description"]!) ?? (string)task["Description"]!;
                        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
                            HttpMethod.Patch, $"sobjects/Task/{task["Id"]}", new { Description = text, Status = "Completed" }, (string)task["OwnerId"]!);
                        Assert.True(status == HttpStatusCode.NoContent, body?.ToJsonString());
                    }
                }
            }

            await world.RunAsync();
        }

        /// <summary>Writes a rating behind one mentee's line of the week's debrief, and closes it.</summary>
        public async Task RateAsync(string mentee, string rating, string activity = "debrief", bool close = true)
        {
            string text = Rated((string)(await world.TaskAsync(activity))["Description"]!, mentee, rating);
            await (close ? world.EditAsync(activity, new { Description = text, Status = "Completed" }) : world.EditAsync(activity, new { Description = text }));
        }

        public Task AccountAsync(string id, string name, string owner) =>
            world.SqlAsync("INSERT INTO accounts (id, name, owner_id) VALUES (@id, @name, @owner)", new { id, name, owner });

        public Task WinAsync(string id, string account, string owner, double amount, DateOnly on) => world.SqlAsync(
            """
            INSERT INTO deals (id, name, account_id, owner_id, stage, is_closed, is_won, amount, close_date, created_at, system_modstamp, credited_owner_id)
            VALUES (@id, 'Deal', @account, @owner, 'Closed Won', 1, 1, @amount, @day, 0, 0, @owner)
            """,
            new { id, account, owner, amount, day = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

        public Task MeetingAsync(string id, string account, DateOnly on, bool isPrivate = false, string owner = TaskWorld.Mentor) => world.SqlAsync(
            "INSERT INTO events (id, owner_id, what_id, subject, starts_at, is_private) VALUES (@id, @owner, @account, 'Visit', @at, @isPrivate)",
            new { id, owner, account, at = new DateTimeOffset(on.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero).UtcTicks, isPrivate });

        public async Task<string[]> NamesAsync(string activity) => [.. (await world.TasksAsync(activity + ".")).Select(Name)];

        public async Task CloseAsOwnerAsync(string activity, string? text = null, string status = "Completed")
        {
            JsonObject task = await world.TaskAsync(activity);
            await world.EditAsync(activity, new { Description = text ?? (string)task["Description"]!, Status = status });
        }
    }

    /// <summary>The text with a rating behind the line about a mentee.</summary>
    public static string Rated(string text, string mentee, string rating) => string.Join('\n', text.Split('\n')
        .Select(line => line.Contains($"(1-5) {mentee} ", StringComparison.Ordinal) ? $"{line} {rating}" : line));

    /// <summary>For example <c>lunch.1.mentee</c>.</summary>
    private static string Name(JsonObject task) => string.Join('.', TaskWorld.Key(task).Split('.')[4..]);
}
