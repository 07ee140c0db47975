using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>An org whose truth is known: what each rep really is worth, and two years of deals that chance made of it.</summary>
internal sealed class SimulatedSales
{
    public static readonly DateOnly AsOf = new(2025, 12, 31);
    private const int HistoryDays = 730;

    private readonly Chance _chance;
    private readonly Settings _settings;

    public SimulatedSales(ulong seed, Settings settings)
    {
        _chance = new Chance((seed * 7919) + 17);
        _settings = settings;
        var people = new List<Person>();
        for (int i = 0; i < settings.Reps; i++)
        {
            people.Add(Rep(i));
        }

        Facts = new SalesFacts { People = people, Deals = Ledger };
    }

    public SalesFacts Facts { get; }
    public DealLedger Ledger { get; } = new();
    public Dictionary<UserId, Truth> Truths { get; } = [];

    /// <summary>Who truly is in the lowest (or highest) fifth of the segment's reps.</summary>
    public HashSet<UserId> TrueFifth(bool lowest) =>
        [.. Truths.GroupBy(pair => pair.Value.Segment).SelectMany(segment => (lowest
            ? segment.OrderBy(pair => pair.Value.Overall)
            : segment.OrderByDescending(pair => pair.Value.Overall)).Take(segment.Count() / 5).Select(pair => pair.Key))];

    private Person Rep(int i)
    {
        bool enterprise = i % 2 == 0;
        double spread = _settings.Equal ? 0 : 1;
        double odd = _settings.Equal ? 0 : _chance.Uniform() switch { < 0.03 => -1.6, > 0.985 => 2.2, _ => 0 };
        double logRate = Math.Log(_settings.ClosedPerYear / 12.0) + (enterprise ? -0.4 : 0.3) + odd + (spread * 0.30 * _chance.Normal());
        double logit = -1.0 + (spread * 0.30 * _chance.Normal());
        double logSize = Math.Log(enterprise ? 100_000 : 10_000) + (spread * 0.25 * _chance.Normal());
        bool hired = _chance.Uniform() < 0.15;
        DateOnly hire = AsOf.AddDays(-(hired ? 30 + _chance.Below(330) : 900 + _chance.Below(900)));
        bool leave = _chance.Uniform() < 0.05;
        DateOnly leaveFrom = AsOf.AddDays(-100 - _chance.Below(150));
        var person = new Person
        {
            Id = new UserId("005" + i.ToString("D15", CultureInfo.InvariantCulture)),
            Name = "Rep " + i.ToString(CultureInfo.InvariantCulture),
            Username = "rep" + i.ToString(CultureInfo.InvariantCulture) + "@sim.example",
            IsActive = true,
            Title = enterprise ? "Enterprise Seller" : "Account Seller",
            Department = "Sales",
            CreatedAt = new DateTimeOffset(hire, TimeOnly.MinValue, TimeSpan.Zero),
            LastLoginAt = new DateTimeOffset(AsOf, TimeOnly.MinValue, TimeSpan.Zero),
            HireDate = hire,
            LeaveFrom = leave ? leaveFrom : null,
            LeaveTo = leave ? leaveFrom.AddDays(60) : null,
        };
        double win = 1 / (1 + Math.Exp(-logit));
        Truths.Add(person.Id, new Truth(enterprise, Math.Exp(logRate), win, logSize, logRate + Math.Log(win) + logSize));
        AddDeals(person, Truths[person.Id]);
        return person;
    }

    private void AddDeals(Person person, Truth truth)
    {
        for (int day = AsOf.DayNumber - HistoryDays; day <= AsOf.DayNumber; day++)
        {
            int tenure = day - person.Since.DayNumber;
            bool away = person.LeaveFrom?.DayNumber <= day && day <= person.LeaveTo?.DayNumber;
            if (tenure < 0 || away)
            {
                continue;
            }

            double ramp = _settings.Ramps ? Math.Min(1, (tenure + 1) / 180.0) : 1;
            for (int n = _chance.Poisson(ramp * truth.Rate / (365.25 / 12)); n > 0; n--)
            {
                double noise = _chance.Uniform() < 0.9 ? _chance.Normal() : 1.8 * _chance.Normal();
                int cycle = (int)Math.Ceiling(60 * Math.Exp(0.5 * _chance.Normal()));
                Ledger.Add(new Deal(
                    $"006{Ledger.Count:D15}", person.Id, true, _chance.Uniform() < truth.WinRate,
                    Math.Exp(truth.LogSize + (0.8 * noise)), DateOnly.FromDayNumber(day - cycle), DateOnly.FromDayNumber(day)));
            }
        }
    }

    /// <param name="Equal">No rep differs from another.</param>
    /// <param name="Ramps">Whether new reps really sell less at first.</param>
    public sealed record Settings(int Reps = 300, double ClosedPerYear = 32, bool Equal = false, bool Ramps = true);

    public sealed record Truth(bool Segment, double Rate, double WinRate, double LogSize, double Overall);
}
