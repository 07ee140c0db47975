using CrmMentorSync.Worker.Schedules;
using Quartz;

namespace CrmMentorSync.Worker.Tests.Schedules;

/// <summary>In Berlin the clocks go forward on 2026-03-29 and back on 2026-10-25, both at 01:00 UTC.</summary>
public class Schedules_and_clock_changes
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T02:30Z", "2026-03-29T01:30Z", "2026-03-30T01:30Z")]
    [InlineData("2026-10-24", "2026-10-24T01:30Z", "2026-10-25T02:30Z", "2026-10-26T02:30Z")]
    public void The_nightly_sync_fires_once_a_day_at_the_same_local_hour(string from, params string[] expected) =>
        Assert.Equal(expected, Firings(new SchedulesOptions().Sync, from, expected.Length));

    [Fact]
    public void The_round_fires_on_Saturday_at_four_in_its_zone() =>
        Assert.Equal(
            ["2026-03-28T03:00Z", "2026-04-04T02:00Z"],
            Firings(new SchedulesOptions().Proposals, "2026-03-25", 2));

    [Fact]
    public void No_default_schedule_falls_into_the_hours_in_which_clocks_change()
    {
        var options = new SchedulesOptions();
        foreach (string cron in (string[])[options.Sync, options.Proposals, options.Tasks])
        {
            Assert.All(
                Firings(cron, "2026-01-01", 2000),
                firing => Assert.False(LocalTime(firing) < new TimeSpan(3, 30, 0), $"{cron} fires at {firing}"));
        }
    }

    [Theory]
    [InlineData("0 0 4 ? * SAT", "UTC", true)]
    [InlineData("every Saturday", "UTC", false)]
    [InlineData("0 0 4 ? * SAT", "Mars/Olympus", false)]
    public void A_schedule_or_zone_that_is_none_stops_the_host_at_start(string cron, string zone, bool valid) =>
        Assert.Equal(valid, new SchedulesOptionsMeaning().Validate(null, new SchedulesOptions { Proposals = cron, TimeZone = zone }).Succeeded);

    private static string[] Firings(string cron, string from, int count)
    {
        var expression = new CronExpression(cron, Berlin);
        List<string> firings = [];
        DateTimeOffset at = DateTimeOffset.Parse(from + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        while (firings.Count < count && expression.GetNextValidTimeAfter(at) is { } next)
        {
            firings.Add(next.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture));
            at = next;
        }

        return [.. firings];
    }

    private static TimeSpan LocalTime(string firing) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(firing, System.Globalization.CultureInfo.InvariantCulture), Berlin).TimeOfDay;
}
