using System.Text.RegularExpressions;
using CrmMentorSync.Domain.Digest;

namespace CrmMentorSync.Domain.Tests.Digest;

public sealed class Locales_write_numbers_dates_and_money
{
    private static readonly DateOnly Day = new(2026, 3, 9);

    [Theory]
    [InlineData("en_US", "1,234,567.5", "$84,200", "31%", "Mar 9", "Mar 9, 2026")]
    [InlineData("en_GB", "1,234,567.5", "$84,200", "31%", "9 Mar", "9 Mar 2026")]
    [InlineData("en_IN", "12,34,567.5", "$84,200", "31%", "9 Mar", "9 Mar 2026")]
    [InlineData("de_DE", "1.234.567,5", "84.200 $", "31 %", "9. März", "9. März 2026")]
    [InlineData("de_CH", "1’234’567.5", "$ 84’200", "31%", "9. März", "9. März 2026")]
    [InlineData("es_ES", "1.234.567,5", "84.200 $", "31 %", "9/3", "9/3/2026")]
    [InlineData("tr_TR", "1.234.567,5", "$84.200", "%31", "09.03", "09.03.2026")]
    [InlineData("ja_JP", "1,234,567.5", "$84,200", "31%", "3/9", "2026/03/09")]
    [InlineData("xx_YY", "1 234 567.5", "$ 84 200", "31%", "2026-03-09", "2026-03-09")]
    public void As_their_readers_write_them(string locale, string number, string money, string percent, string day, string full)
    {
        LocaleFormat format = LocaleFormats.Of(locale);
        DigestWords words = DigestWords.Of(locale);
        Assert.Equal(number, Plain(format.Number(1234567.5, 1)));
        Assert.Equal(money, Plain(format.Amount(84200, "USD")));
        Assert.Equal(percent, Plain(format.Percent(0.314)));
        Assert.Equal(day, LocaleFormat.Date(Day, format.DayMonth, words.Month));
        Assert.Equal(full, LocaleFormat.Date(Day, format.FullDate, words.Month));
    }

    [Fact]
    public void There_are_at_least_25_and_each_is_complete()
    {
        Assert.True(LocaleFormats.All.Count >= 25);
        Assert.Equal(LocaleFormats.All.Count, LocaleFormats.All.Select(format => format.Locale).Distinct(StringComparer.Ordinal).Count());
        Assert.All(LocaleFormats.All, format =>
        {
            Assert.Contains("{0}", format.Money, StringComparison.Ordinal);
            Assert.Contains("{1}", format.Money, StringComparison.Ordinal);
            Assert.Contains("{0}", format.Percentage, StringComparison.Ordinal);
            Assert.Contains("yyyy", format.FullDate, StringComparison.Ordinal);
            Assert.NotEqual(format.Point.ToString(), format.Group);
        });
    }

    [Fact]
    public void Numbers_can_be_read_back_in_every_locale()
    {
        foreach (LocaleFormat format in LocaleFormats.All)
        {
            for (int power = 0; power < 9; power++)
            {
                string text = format.Number(Math.Pow(10, power) + 0.25, 2);
                string plain = text.Replace(format.Group, "", StringComparison.Ordinal).Replace(format.Point, '.');
                Assert.Equal(Math.Pow(10, power) + 0.25, double.Parse(plain, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [Theory]
    [InlineData("de-AT", "de_AT")]
    [InlineData("en_US_EURO", "en_US")]
    [InlineData("fr_LU", "fr_FR")]
    [InlineData("DE", "de_DE")]
    [InlineData("", "iso")]
    public void Unlisted_locales_take_the_nearest(string asked, string taken) => Assert.Equal(taken, LocaleFormats.Of(asked).Locale);

    [Fact]
    public void Small_and_negative_numbers_carry_no_false_sign_or_group()
    {
        LocaleFormat us = LocaleFormats.Of("en_US");
        Assert.Equal("0", us.Number(-0.2, 0));
        Assert.Equal("−1,000", us.Number(-1000, 0));
        Assert.Equal("999", us.Number(999, 0));
        Assert.Equal("1234", LocaleFormats.Of("es_ES").Number(1234, 0));
        Assert.Equal("CHF 100", Plain(us.Amount(100, "CHF")));
        Assert.Equal("100", us.Amount(100, null));
    }

    private static string Plain(string text) => Regex.Replace(text, "[\u00A0\u202F]", " ");
}
