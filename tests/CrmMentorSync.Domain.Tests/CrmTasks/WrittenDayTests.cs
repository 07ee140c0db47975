using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Domain.Tests.CrmTasks;

public sealed class WrittenDayTests
{
    private static readonly DayWriter Writer = new(new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 7), "en_US");

    [Theory]
    [InlineData("2026-10-26")]
    [InlineData("26.10.2026")]
    [InlineData("26.10.26.")]
    [InlineData("26.10.")]
    [InlineData("26 October 2026")]
    [InlineData("Monday, 26 October 2026")]
    [InlineData("Montag, 26. Oktober 2026")]
    [InlineData("den 26. Okt.")]
    [InlineData("Oct 26, 2026")]
    [InlineData("October 26th")]
    [InlineData("Mon, 26 Oct")]
    [InlineData("26/10/2026")]
    [InlineData("10/26/2026")]
    [InlineData("10/26")]
    public void A_day_is_read_as_people_write_it(string text) => Assert.Equal(new DateOnly(2026, 10, 26), WrittenDay.Read(text, Writer));

    [Theory]
    [InlineData("after Easter")]
    [InlineData("31.11.2026")]
    [InlineData("Tuesday, 26 October 2026")]
    [InlineData("26")]
    [InlineData("October")]
    [InlineData("26 October or so")]
    [InlineData("2026-10-07")]
    [InlineData("6 October 2026")]
    [InlineData("6 October")]
    [InlineData("9 October 2027")]
    [InlineData("")]
    public void What_is_no_day_or_none_within_a_year_is_none(string text) => Assert.Null(WrittenDay.Read(text, Writer));

    [Theory]
    [InlineData("en_US", 11, 10)]
    [InlineData("en_GB", 10, 11)]
    [InlineData("de_DE", 10, 11)]
    public void A_slashed_day_goes_by_the_owners_locale(string locale, int month, int day) =>
        Assert.Equal(new DateOnly(2026, month, day), WrittenDay.Read("11/10/2026", Writer with { Locale = locale }));

    [Theory]
    [InlineData("en_CA")]
    [InlineData("")]
    public void A_slashed_day_that_may_mean_two_is_none(string locale)
    {
        Assert.Null(WrittenDay.Read("11/10/2026", Writer with { Locale = locale }));
        Assert.Equal(new DateOnly(2026, 10, 10), WrittenDay.Read("10/10/2026", Writer with { Locale = locale }));
    }

    [Fact]
    public void A_day_without_a_year_is_the_next_such_day_and_stays_it()
    {
        Assert.Equal(new DateOnly(2027, 2, 3), WrittenDay.Read("3 February", Writer));
        DayWriter later = Writer with { Written = new DateOnly(2026, 12, 1) };
        Assert.Null(WrittenDay.Read("26 Oct", later));
        Assert.Equal(new DateOnly(2026, 10, 26), WrittenDay.Read("26 Oct", later with { Known = new DateOnly(2026, 10, 26) }));
        Assert.Null(WrittenDay.Read("26 Oct", null));
    }

    [Fact]
    public void Every_day_of_a_year_is_read_as_our_own_texts_print_it()
    {
        for (DateOnly day = Writer.Written.AddDays(1); day < Writer.Written.AddDays(366); day = day.AddDays(1))
        {
            Assert.All(Enum.GetValues<TaskLanguage>(), language => Assert.Equal(day, WrittenDay.Read(TaskLanguages.Write(day, language), Writer)));
        }
    }
}
