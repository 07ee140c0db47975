using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Monday 07:30 in each reader's own zone, over both clock changes of the year.</summary>
public sealed class Digests_are_due_once_a_week
{
    private static readonly UserId Someone = new("005000000000001AAA");
    private static readonly TimeOnly HalfPastSeven = new(7, 30);

    [Theory]
    // Clocks go forward on 29 March 2026 in Europe, 8 March in New York, back on 5 April in Auckland.
    [InlineData("Europe/Berlin", 13, "2026-03-23T06:30Z")]
    [InlineData("Europe/Berlin", 14, "2026-03-30T05:30Z")]
    [InlineData("America/New_York", 10, "2026-03-02T12:30Z")]
    [InlineData("America/New_York", 11, "2026-03-09T11:30Z")]
    [InlineData("Pacific/Auckland", 14, "2026-03-29T18:30Z")]
    [InlineData("Pacific/Auckland", 15, "2026-04-05T19:30Z")]
    // And back on 25 October in Europe.
    [InlineData("Europe/Berlin", 43, "2026-10-19T05:30Z")]
    [InlineData("Europe/Berlin", 44, "2026-10-26T06:30Z")]
    [InlineData("Asia/Kolkata", 14, "2026-03-30T02:00Z")]
    [InlineData("No/Such_Zone", 14, "2026-03-30T07:30Z")]
    public void At_half_past_seven_local(string zone, int week, string instant) => Assert.Equal(
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture),
        DigestDue.InstantOf(new IsoWeek(2026, week), zone, DayOfWeek.Monday, HalfPastSeven));

    [Fact]
    public void Walking_a_year_by_half_hours_mails_every_week_exactly_once()
    {
        foreach (string zone in new[] { "Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo", "Australia/Lord_Howe" })
        {
            IsoWeek? last = null;
            List<IsoWeek> mailed = [];
            var now = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(14));
            for (; now.Year < 2027; now = now.AddMinutes(30))
            {
                if (DigestDue.Managers(now, [new DigestCalendar(Someone, zone, last)], DayOfWeek.Monday, HalfPastSeven).Count == 1)
                {
                    last = IsoWeek.At(now, DigestDue.Zone(zone));
                    mailed.Add(last.Value);
                }
            }

            Assert.Equal(mailed.Distinct().Count(), mailed.Count);
            Assert.Equal(52, mailed.Count);
        }
    }

    [Theory]
    // Asked every five minutes through both clock changes: the window ends with the week, or with Friday, before it is asked again.
    [InlineData("Europe/Berlin", DayOfWeek.Sunday, "23:59")]
    [InlineData("Pacific/Auckland", DayOfWeek.Sunday, "23:59")]
    [InlineData("America/New_York", DayOfWeek.Sunday, "21:30")]
    [InlineData("Australia/Lord_Howe", DayOfWeek.Friday, "23:58")]
    [InlineData("Europe/Berlin", DayOfWeek.Saturday, "23:59")]
    [InlineData("Atlantic/Azores", DayOfWeek.Sunday, "00:30")]
    public void However_late_in_the_week_it_is_due_every_week_has_its_mail(string zone, DayOfWeek day, string time)
    {
        var at = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        foreach (DateTimeOffset start in new[] { new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 9, 16, 12, 0, 0, TimeSpan.Zero) })
        {
            IsoWeek? last = null;
            List<IsoWeek> mailed = [];
            for (DateTimeOffset now = start; now < start.AddDays(42); now = now.AddMinutes(5))
            {
                if (DigestDue.Managers(now, [new DigestCalendar(Someone, zone, last)], day, at).Count == 1)
                {
                    last = DigestDue.WeekOf(now, zone, day, at);
                    mailed.Add(last.Value);
                    Assert.InRange((now - DigestDue.InstantOf(last.Value, zone, day, at)).TotalMinutes, 0, 5);
                }
            }

            Assert.Equal(Enumerable.Range(0, 6).Select(week => IsoWeek.Of(IsoWeek.At(start, DigestDue.Zone(zone)).Monday.AddDays(7 * week))), mailed);
        }
    }

    [Fact]
    public void Six_hours_after_a_sunday_night_its_mail_is_over() => Assert.Equal([true, false], new[] { "2026-03-16T05:58Z", "2026-03-16T05:59Z" }.Select(now => DigestDue.Managers(
        DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), [new DigestCalendar(Someone, "UTC", null)], DayOfWeek.Sunday, new TimeOnly(23, 59)).Count == 1));

    [Theory]
    [InlineData("2026-03-09T06:29Z", false)]
    [InlineData("2026-03-09T06:30Z", true)]
    [InlineData("2026-03-13T22:59Z", true)]
    [InlineData("2026-03-13T23:00Z", false)]
    public void From_the_hour_until_friday_ends(string now, bool due) => Assert.Equal(due, DigestDue.Managers(
        DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture),
        [new DigestCalendar(Someone, "Europe/Berlin", new IsoWeek(2026, 10))],
        DayOfWeek.Monday,
        HalfPastSeven).Count == 1);

    [Fact]
    public void A_mail_made_this_week_is_not_due_again() => Assert.Empty(DigestDue.Managers(
        new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero),
        [new DigestCalendar(Someone, "Europe/Berlin", new IsoWeek(2026, 11))],
        DayOfWeek.Monday,
        HalfPastSeven));

    [Fact]
    public void A_day_at_the_weekend_has_a_day_of_its_own() => Assert.Single(DigestDue.Managers(
        new DateTimeOffset(2026, 3, 15, 9, 0, 0, TimeSpan.Zero),
        [new DigestCalendar(Someone, "UTC", null)],
        DayOfWeek.Sunday,
        HalfPastSeven));
}
