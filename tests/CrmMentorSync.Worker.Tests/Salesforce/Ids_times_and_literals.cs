using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Ids_times_and_literals
{
    [Theory]
    [InlineData("001D000000IqhSL", "001D000000IqhSLIAZ")]
    [InlineData("001D000000IqhSLIAZ", "001D000000IqhSLIAZ")]
    [InlineData("001D000000IqhS", null)]
    [InlineData("001D000000Iqh'L", null)]
    public void Ids_have_eighteen_characters(string text, string? id) => Assert.Equal(id, SalesforceId.To18(text));

    [Theory]
    [InlineData("2024-09-24T03:26:07.000+0000", "2024-09-24T03:26:07.000Z")]
    [InlineData("2024-09-24T03:26:07Z", "2024-09-24T03:26:07.000Z")]
    [InlineData("2024-09-24T03:26:07.123Z", "2024-09-24T03:26:07.123Z")]
    [InlineData("2024-09-24T03:26:07.5+02:00", "2024-09-24T01:26:07.500Z")]
    [InlineData("2024-01-01T00:30:00-0130", "2024-01-01T02:00:00.000Z")]
    public void Instants_are_read_in_every_spelling(string text, string utc)
    {
        Assert.True(SalesforceTime.TryParseInstant(text, out DateTimeOffset instant));
        Assert.Equal(utc, SalesforceTime.Format(instant));
    }

    [Theory]
    [InlineData(""), InlineData("2024-09-24"), InlineData("2024-13-24T03:26:07Z"), InlineData("2024-02-30T03:26:07Z"), InlineData("2024-09-24T25:26:07Z")]
    [InlineData("2024-09-24T03:26:07"), InlineData("2024-09-24T03:26:07.Z"), InlineData("2024-09-24T03:26:07.12345678Z"), InlineData("2024-09-24T03:26:07+0"), InlineData("2024-09-24T03:26:07.000")]
    [InlineData("0001-01-01T00:00:00+1400"), InlineData("2024-09-24T03:26:07+99:00"), InlineData("a very long text that is certainly no instant at all")]
    public void What_is_no_instant_is_refused(string text) => Assert.False(SalesforceTime.TryParseInstant(text, out _));

    [Theory]
    [InlineData("O'Brien", @"'O\'Brien'")]
    [InlineData(@"a\b", @"'a\\b'")]
    [InlineData("x' OR Name != '", @"'x\' OR Name != \''")]
    [InlineData("line\nnext\t\"q\"", @"'line\nnext\t\""q\""'")]
    [InlineData("100%_", "'100%_'")]
    [InlineData("\u0001", "'\\u0001'")]
    public void A_quoted_text_cannot_leave_its_quotes(string text, string literal) => Assert.Equal(literal, Soql.Quote(text));

    [Fact]
    public void A_prefix_matches_itself_and_lists_are_never_empty()
    {
        Assert.Equal(@"'cms1.50\%\_%'", Soql.StartsWith("cms1.50%_"));
        Assert.Equal("('a','b')", Soql.List(["a", "b"]));
        Assert.Throws<ArgumentException>(() => Soql.List([]));
        Assert.Equal("2026-11-21", Soql.Day(new DateOnly(2026, 11, 21)));
        Assert.Equal("2026-11-21T10:00:00.000Z", Soql.Instant(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.FromHours(1))));
    }
}
