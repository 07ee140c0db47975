namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>The level of a segment: the usual seller's deals. Enterprise deals are fewer, larger and slower.</summary>
internal sealed record SampleSegment(
    string Name, string Title, double DealsPerYear, double WinRate, double MedianSize, double SizeSd, double CycleMedianDays,
    double CycleSd, double RoundTo, string[] Products)
{
    public static readonly SampleSegment Enterprise = new(
        "Enterprise", "Enterprise Account Executive", 40, 0.28, 85_000, 0.60, 95, 0.45, 500,
        ["Terminal Suite", "Fleet Control", "Yard Planner", "Customs Hub"]);

    public static readonly SampleSegment MidMarket = new(
        "Mid-Market", "Account Executive", 90, 0.30, 9_500, 0.70, 34, 0.50, 10,
        ["Dock Scheduler", "Route Starter", "Stock Count", "Driver App"]);
}

/// <summary>A team with its manager and where it works. Hours are UTC hours that lie in the working day all year round.</summary>
internal sealed record SampleTeam(
    string Name, SampleSegment Segment, string TimeZone, string Locale, string Language, AccountNames Accounts, int FirstHour,
    string ManagerFirst, string ManagerLast)
{
    private const string NewYork = "America/New_York";
    private const string LosAngeles = "America/Los_Angeles";
    private const string London = "Europe/London";
    private const string Berlin = "Europe/Berlin";
    private const string Sydney = "Australia/Sydney";

    public static readonly SampleTeam EnterpriseEast = new(
        "Enterprise East", SampleSegment.Enterprise, NewYork, "en_US", "en_US", AccountNames.UnitedStates, 15,
        "Marisol", "Petrakis");

    public static readonly SampleTeam EnterpriseWest = new(
        "Enterprise West", SampleSegment.Enterprise, LosAngeles, "en_US", "en_US", AccountNames.UnitedStates, 18,
        "Devon", "Achterberg");

    public static readonly SampleTeam EnterpriseEurope = new(
        "Enterprise Europe", SampleSegment.Enterprise, Berlin, "de_DE", "de", AccountNames.Germany, 9,
        "Ulrike", "Sandmann");

    public static readonly SampleTeam MidMarketEast = new(
        "Mid-Market East", SampleSegment.MidMarket, NewYork, "en_US", "en_US", AccountNames.UnitedStates, 15,
        "Callum", "Nakagawa");

    public static readonly SampleTeam MidMarketWest = new(
        "Mid-Market West", SampleSegment.MidMarket, LosAngeles, "en_US", "en_US", AccountNames.UnitedStates, 18,
        "Priyanka", "Delacroix");

    public static readonly SampleTeam MidMarketUk = new(
        "Mid-Market UK & Ireland", SampleSegment.MidMarket, London, "en_GB", "en_US", AccountNames.UnitedKingdom, 10,
        "Rhiannon", "Adeyinka");

    public static readonly SampleTeam MidMarketDach = new(
        "Mid-Market DACH", SampleSegment.MidMarket, Berlin, "de_DE", "de", AccountNames.Germany, 9,
        "Jörg", "Brennecke");

    public static readonly SampleTeam MidMarketAnz = new(
        "Mid-Market ANZ", SampleSegment.MidMarket, Sydney, "en_AU", "en_US", AccountNames.Australia, 0,
        "Talia", "Whitcombe");

    public static readonly IReadOnlyList<SampleTeam> All =
    [
        EnterpriseEast, EnterpriseWest, EnterpriseEurope,
        MidMarketEast, MidMarketWest, MidMarketUk, MidMarketDach, MidMarketAnz,
    ];
}
