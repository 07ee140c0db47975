using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class WorkingCalendarTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);

    private static Person Someone(string zone = "UTC", string locale = "en_US") => new()
    {
        Id = new UserId("005000000000000001"),
        Name = "Some One",
        Username = "someone",
        IsActive = true,
        TimeZone = zone,
        Locale = locale,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static WorkingCalendar Calendar(params Holiday[] holidays) =>
        new(Friday, new DateTimeOffset(2026, 3, 6, 23, 59, 0, TimeSpan.Zero), holidays);

    [Fact]
    public void After_friday_comes_monday() => Assert.Equal(new DateOnly(2026, 3, 9), Calendar().After(Friday, 1, Someone()));

    [Fact]
    public void A_holiday_of_all_is_skipped() =>
        Assert.Equal(new DateOnly(2026, 3, 10), Calendar(new Holiday(new DateOnly(2026, 3, 9), null)).After(Friday, 1, Someone()));

    [Fact]
    public void A_holiday_of_a_country_counts_there_and_nowhere_else()
    {
        WorkingCalendar calendar = Calendar(new Holiday(new DateOnly(2026, 3, 9), "de"));

        Assert.Equal(new DateOnly(2026, 3, 10), calendar.After(Friday, 1, Someone(locale: "de_DE")));
        Assert.Equal(new DateOnly(2026, 3, 9), calendar.After(Friday, 1, Someone(locale: "de_AT")));
        Assert.Equal(new DateOnly(2026, 3, 10), calendar.After(Friday, 1, Someone(locale: "en_US"), Someone(locale: "de_DE")));
    }

    [Fact]
    public void Leave_is_no_work_and_endless_leave_stops_nobody()
    {
        Person away = Someone() with { LeaveFrom = Friday, LeaveTo = new DateOnly(2026, 3, 10) };

        Assert.Equal(new DateOnly(2026, 3, 11), Calendar().After(Friday, 1, away));
        Assert.Equal(new DateOnly(2026, 3, 9), Calendar().After(Friday, 1, away with { LeaveTo = null }));
    }

    [Theory]
    [InlineData("Pacific/Auckland", "2026-03-07")]
    [InlineData("America/Los_Angeles", "2026-03-06")]
    [InlineData("Mars/Olympus", "2026-03-06")]
    public void Today_is_the_persons_own(string zone, string today) =>
        Assert.Equal(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), Calendar().Today(Someone(zone)));

    [Fact]
    public void The_first_hour_past_midnight_still_counts_as_the_judged_day()
    {
        var midnight = new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(Friday, new WorkingCalendar(Friday, midnight.AddMinutes(59), []).Today(Someone()));
        Assert.Equal(Friday.AddDays(1), new WorkingCalendar(Friday, midnight.AddMinutes(60), []).Today(Someone()));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-27", "2026-03-27T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-30", "2026-03-30T07:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-03-30", "2026-03-30T03:30:00Z")]
    [InlineData("America/New_York", "2026-11-02", "2026-11-02T14:00:00Z")]
    [InlineData("America/New_York", "2026-10-30", "2026-10-30T13:00:00Z")]
    public void A_reminder_is_at_nine_by_the_owners_clock_in_summer_and_winter(string zone, string day, string expected)
    {
        DateTimeOffset at = WorkingCalendar.ReminderAt(Someone(zone), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), at);
    }
}
