using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class A_clock_that_is_far_off
{
    private static readonly DateTimeOffset Here = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(25)]
    [InlineData(-25)]
    [InlineData(24 * 27000)]
    public void Stops_a_run_before_it_does_anything(int hours)
    {
        SalesforceFailure refusal = Assert.Throws<SalesforceFailure>(() => ClockRule.Require(Org(hours, simulated: false), Here, null, isDayGiven: false));
        Assert.Equal(SalesforceFailureCategory.Configuration, refusal.Category);
        Assert.Contains("this machine's clock says 2026-09-30 12:00 UTC", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(-23)]
    public void A_small_difference_stops_nothing_however_long_the_worker_was_away(int hours) =>
        ClockRule.Require(Org(hours, simulated: false), Here, new DateOnly(2025, 1, 1), isDayGiven: false);

    [Fact]
    public void A_simulated_clock_may_tell_any_time_but_not_leap_by_itself()
    {
        ClockRule.Require(Org(24 * 400, simulated: true), Here, null, isDayGiven: false);
        ClockRule.Require(Org(24 * 45, simulated: true), Here, new DateOnly(2026, 9, 30), isDayGiven: false);
        ClockRule.Require(Org(-24 * 400, simulated: true), Here, new DateOnly(2026, 9, 30), isDayGiven: false);
        ClockRule.Require(Org(24 * 46, simulated: true), Here, new DateOnly(2026, 9, 30), isDayGiven: true);
        Assert.Throws<SalesforceFailure>(() => ClockRule.Require(Org(24 * 46, simulated: true), Here, new DateOnly(2026, 9, 30), isDayGiven: false));
    }

    private static SalesforceOrg Org(int hoursAhead, bool simulated) =>
        new("00D000000000001EAA", "005000000000001AAA", new Uri("http://localhost"), Here.AddHours(hoursAhead)) { HasSimulatedClock = simulated };
}
