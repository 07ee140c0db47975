using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class Ids_and_stamps
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 23, 59, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("001A0000006Vm9r", "001A0000006Vm9rIAC")]
    [InlineData("000000000000000", "000000000000000AAA")]
    [InlineData("AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAA555")]
    [InlineData("001A0000006Vm9rXYZ", "001A0000006Vm9rXYZ")]
    public void The_suffix_spells_the_case(string given, string full) => Assert.Equal(full, RecordId.Normalise(given));

    [Theory]
    [InlineData("001A0000006Vm9r", true)]
    [InlineData("001A0000006Vm9rIAC", true)]
    [InlineData("001A0000006Vm9", false)]
    [InlineData("001A0000006Vm9r-AC", false)]
    [InlineData("001A0000006Vm9ré12", false)]
    [InlineData("", false)]
    public void Ids_are_15_or_18_letters_and_digits(string id, bool good) => Assert.Equal(good, RecordId.IsWellFormed(id));

    [Fact]
    public void Made_ids_are_18_long_in_order_and_never_the_same()
    {
        string[] ids = [.. Enumerable.Range(1, 500).Select(number => RecordId.From("00T", "Em0", (ulong)number))];

        Assert.All(ids, id => Assert.Equal(18, id.Length));
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    [Fact]
    public void Each_stamp_is_later_than_the_last_though_time_stands_still()
    {
        var clock = new OrgClock(new StoppedTime(), Start);

        DateTimeOffset[] stamps = [.. Enumerable.Range(0, 50).Select(_ => clock.NextStamp())];

        Assert.Equal(Enumerable.Range(1, 50).Select(number => Start.AddMilliseconds(number)), stamps);
        Assert.Equal(stamps[^1], clock.Now);
    }

    [Fact]
    public void A_clock_put_forward_ticks_on_from_there()
    {
        var time = new StoppedTime();
        var clock = new OrgClock(time, Start);

        clock.AdvanceTo(Start.AddDays(7));
        clock.AdvanceTo(Start);
        time.Ticks = TimeSpan.FromSeconds(5).Ticks;

        Assert.Equal(Start.AddDays(7).AddSeconds(5), clock.Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task Many_writers_of_one_key_make_one_record()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => org.SendAsync(
            HttpMethod.Patch, "composite/sobjects/Task/Mentoring_Key__c", OrgHarness.Records("Task", new { Mentoring_Key__c = "k", Subject = $"{number}" }))));

        JsonArray tasks = await org.RecordsAsync("SELECT Id FROM Task");
        Assert.Single(tasks);
    }

    private sealed class StoppedTime : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
