using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Says values as one reader wants to hear them: words by language, numbers and dates by locale, links on the org's host.</summary>
public sealed class DigestVoice(Person reader, DateTimeOffset now, LightningLinks links, string? currency)
{
    private const int LongestQuote = 120;
    private const double SmallestAmount = 50;

    public DigestWords Words { get; } = DigestWords.Of(reader.Language);

    public LocaleFormat Format { get; } = LocaleFormats.Of(reader.Locale);

    public LightningLinks Links { get; } = links;

    /// <summary>The run's instant.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>The reader's zone.</summary>
    public NodaTime.DateTimeZone Zone { get; } = DigestDue.Zone(reader.TimeZone);

    /// <summary>Today where the reader is.</summary>
    public DateOnly Today { get; } = DayIn(DigestDue.Zone(reader.TimeZone), now);

    /// <summary>The day of an instant where the reader is.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DayIn(Zone, instant);

    public string Day(DateOnly day) => LocaleFormat.Date(day, Format.DayMonth, Words.Month);

    public string FullDay(DateOnly day) => LocaleFormat.Date(day, Format.FullDate, Words.Month);

    public string Weekday(DateOnly day) => $"{Words.Weekday(day.DayOfWeek)} {Day(day)}";

    public string Amount(double value) => Format.Amount(value, currency);

    /// <summary>The value with its interval, its peers and what it rests on.</summary>
    public string Figures(SkillScore score) => Words.Figures(
        Estimate(score), Value(score, score.PeerMedian), Value(score, score.Low), Value(score, score.High),
        Words.Evidence(score.Skill, score.N, Format.Number(score.N, 0)));

    /// <summary>The interval and what it rests on.</summary>
    public string Range(SkillScore score) =>
        Words.Range(Value(score, score.Low), Value(score, score.High), Words.Evidence(score.Skill, score.N, Format.Number(score.N, 0)));

    /// <summary>The value and its peers.</summary>
    public string ShortFigures(SkillScore score) =>
        Words.ShortFigures(Value(score, score.Estimate) + Words.Unit(score.Skill), Value(score, score.PeerMedian));

    /// <summary>The value alone; of results, which are modelled, it says that it is about that much.</summary>
    public string Estimate(SkillScore score) => score.Skill == Skill.Overall
        ? Words.About(Value(score, score.Estimate) + Words.Unit(score.Skill))
        : Value(score, score.Estimate) + Words.Unit(score.Skill);

    /// <summary>Overall results as they stand beside a bar.</summary>
    public string Result(SkillScore score) => Value(score, score.Estimate);

    /// <summary>The results' median of the peers.</summary>
    public string Median(SkillScore score) => Value(score, score.PeerMedian);

    /// <summary>For example <c>Win rate: 21%, peers 35%</c>.</summary>
    public string Named(SkillScore score, string figures)
    {
        string skill = Words.SkillName(score.Skill);
        return $"{char.ToUpperInvariant(skill[0])}{skill[1..]}: {figures}";
    }

    /// <summary>What people typed, on one line and not longer than a glance.</summary>
    public static string OneLine(string text)
    {
        string clean = PlainText.OneLine(text);
        return clean.Length <= LongestQuote ? clean : clean[..CutBefore(clean, LongestQuote - 1)].TrimEnd() + "…";
    }

    /// <summary>A person's name as Tasks write it too: on one line and not longer than a line of a phone can break.</summary>
    public static string Name(string name) => new PersonName(name).Value;

    public static DateOnly DayIn(NodaTime.DateTimeZone zone, DateTimeOffset instant)
    {
        NodaTime.LocalDate day = NodaTime.Instant.FromDateTimeOffset(instant).InZone(zone).Date;
        return new DateOnly(day.Year, day.Month, day.Day);
    }

    private static int CutBefore(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private string Value(SkillScore score, double value) => score.Skill switch
    {
        Skill.WinRate or Skill.Attainment => Format.Percent(value),
        // Without amounts in the org, overall is deals a month: small, and no money.
        Skill.Overall when Math.Abs(score.PeerMedian) < SmallestAmount => Format.Number(value, 1),
        Skill.Overall or Skill.DealSize => Amount(ThreeFigures(value)),
        Skill.CycleDays => Format.Number(value, 0),
        Skill.CreatedPerMonth or Skill.WonPerMonth or Skill.Activity => Format.Number(value, 1),
    };

    // An estimate of 12,347.61 claims what nobody knows: 12,300 is what it says.
    private static double ThreeFigures(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return 0;
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return Math.Round(value / unit, MidpointRounding.ToEven) * unit;
    }
}
