using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// Sellers simulated in other ways than the product's generator does, so that the model is not only right about itself: counts,
/// win rates and sizes come from gamma, beta, Pareto and correlated laws, day by day.
/// </summary>
internal sealed class OtherSellers
{
    public static readonly IReadOnlyList<OtherKind> Kinds =
    [
        new("gamma and beta"),
        new("season and bursts") { Season = 0.4, QuarterShape = 4 },
        new("many small or few large") { SmallIfMany = 0.8, PaceShape = 2 },
        new("one talent behind all") { Talent = 0.3, PaceShape = 15, WinTrials = 60, SizeSd = 0.15 },
        new("Pareto sizes") { Pareto = 1.8, SizeSd = 0.35 },
        new("only win rate differs") { PaceShape = null, SizeSd = 0, WinTrials = 8 },
        new("only size differs") { PaceShape = null, WinTrials = null, SizeSd = 0.4 },
        new("30 groups of 10") { Groups = 30, PaceShape = 3 },
        new("40 reps in 4 titles") { Reps = 40, Groups = 4, PaceShape = 3 },
        new("created when closed, no ramp") { CreatedWhenClosed = true, Ramps = false },
        new("as many forgotten as decided") { Forgotten = 1 },
        new("one year, strong differences") { Days = 365, PaceShape = 2.5, WinTrials = 15 },
    ];

    private static readonly DateOnly AsOf = new(2025, 12, 31);
    private const int LongestCycle = 200;
    private readonly OtherKind _kind;
    private readonly DealLedger _ledger = new();
    private readonly List<Person> _people = [];
    private readonly List<Seller> _sellers = [];

    public OtherSellers(OtherKind kind, int seed)
    {
        _kind = kind;
        for (int i = 0; i < kind.Reps; i++)
        {
            Hire(i, SeededRandom.For(seed, kind.Name, i));
        }
    }

    public Trial Trial() => new()
    {
        Facts = new SalesFacts { People = _people, Deals = _ledger },
        AsOf = AsOf,
        From = AsOf.AddDays(1 - _kind.Days),
        Sellers = _sellers,
        Another = Draw,
        SizeDensity = _kind.Pareto is { } index
            ? off => off < 0 ? -1e6 * -off : -index * off
            : off => -0.5 * off * off / (_kind.Within * _kind.Within),
        Independent = _kind is { SmallIfMany: 0, Talent: 0 },
        RampDays = _kind.Ramps ? 180 : 0,
        Season = Season,
    };

    private void Hire(int i, SeededRandom random)
    {
        string group = (i % _kind.Groups).ToString(CultureInfo.InvariantCulture);
        Ability ability = Draw(group, random);
        int daysAgo = random.Chance(_kind.Hired) ? random.Between(20, 700) : random.Between(1000, 3000);
        string number = i.ToString("D15", CultureInfo.InvariantCulture);
        var person = new Person
        {
            Id = new UserId("005" + number),
            Name = number,
            Username = number + "@other.example",
            IsActive = true,
            Title = "Seller " + group,
            Department = "Sales",
            CreatedAt = new DateTimeOffset(AsOf.AddDays(-daysAgo), TimeOnly.MinValue, TimeSpan.Zero),
            LastLoginAt = new DateTimeOffset(AsOf, TimeOnly.MinValue, TimeSpan.Zero),
        };
        _people.Add(person);
        _sellers.Add(new Seller(person.Id, group, ability));
        Sell(person, ability, random);
    }

    private Ability Draw(string group, SeededRandom random)
    {
        double talent = random.NextNormal();
        double pace = (_kind.PaceShape is { } shape ? Gamma(shape, random) / shape : 1) * Math.Exp(_kind.Talent * talent);
        double win = 0.3;
        if (_kind.WinTrials is { } trials)
        {
            double yes = Gamma(0.3 * trials, random);
            win = Math.Clamp(yes / (yes + Gamma(0.7 * trials, random)), 0.001, 0.999);
        }

        double level = 9 + (int.Parse(group, CultureInfo.InvariantCulture) % 2 * Math.Log(10));
        return new Ability
        {
            LogPace = Math.Log(Math.Max(pace, 0.02) * _kind.Deals / 12),
            Logit = Math.Log(win / (1 - win)) + (_kind.Talent * talent),
            LogSize = level + (_kind.SizeSd * random.NextNormal()) - (_kind.SmallIfMany * Math.Log(pace)) + (_kind.Talent * talent),
            Forgotten = _kind.Forgotten,
        };
    }

    private void Sell(Person person, Ability ability, SeededRandom random)
    {
        int hired = person.Since.DayNumber;
        double burst = 1;
        for (int day = AsOf.DayNumber - _kind.Days + 1; day <= AsOf.DayNumber + LongestCycle; day++)
        {
            burst = _kind.QuarterShape is { } shape && (AsOf.DayNumber - day) % 91 == 90 ? Gamma(shape, random) / shape : burst;
            double ramp = _kind.Ramps ? Math.Clamp((day - hired) / 180.0, 0, 1) : day >= hired ? 1 : 0;
            double mean = Math.Exp(ability.LogPace) / Ability.DaysPerMonth * ramp * Season(day) * burst;
            for (double left = mean - random.NextExponential(); left > 0; left -= random.NextExponential())
            {
                Add(person, ability, day, decided: day <= AsOf.DayNumber, random);
            }

            for (double left = (mean * _kind.Forgotten) - random.NextExponential(); left > 0; left -= random.NextExponential())
            {
                Add(person, ability, day, decided: false, random);
            }
        }
    }

    private void Add(Person person, Ability ability, int day, bool decided, SeededRandom random)
    {
        int cycle = _kind.CreatedWhenClosed ? 0 : (int)Math.Min(50 * Math.Exp(0.6 * random.NextNormal()), day - person.Since.DayNumber);
        if (day - cycle > AsOf.DayNumber)
        {
            return;
        }

        double off = _kind.Pareto is { } index ? random.NextExponential() / index : _kind.Within * random.NextNormal();
        _ledger.Add(new Deal(
            _ledger.Count.ToString("D18", CultureInfo.InvariantCulture), person.Id, decided, random.Chance(ability.WinRate) && decided,
            Math.Exp(ability.LogSize + off), DateOnly.FromDayNumber(day - cycle), DateOnly.FromDayNumber(day)));
    }

    private double Season(int day) => Math.Exp(_kind.Season * Math.Sin(2 * Math.PI * DateOnly.FromDayNumber(day).DayOfYear / 365.25));

    // Marsaglia and Tsang 2000; below 1 by the usual power of a uniform.
    private static double Gamma(double shape, SeededRandom random)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
