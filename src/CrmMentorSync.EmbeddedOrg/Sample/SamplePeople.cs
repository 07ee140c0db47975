using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>A seller with their user id and the pace their deals are drawn from.</summary>
internal sealed record SellerOfOrg(SampleSeller Seller, RepTruth Truth)
{
    public string Id => Truth.RepId;

    /// <summary>The last day on which this person could do anything, up to the as-of day.</summary>
    public DateOnly LastDay => Seller.Left ?? Seller.SilentSince
        ?? (Seller.Leave is { } leave && leave.To >= SampleOrg.AsOf ? leave.From.AddDays(-1) : SampleOrg.AsOf);
}

/// <summary>
/// The users and roles: a VP, two directors, eight managers, the sellers, and colleagues who do not sell.
/// </summary>
internal sealed class SamplePeople
{
    private static readonly DateOnly Founded = new(2016, 1, 4);

    private readonly ExportText _text = new();
    private readonly RecordIds _userIds = new("005", SampleOrg.Instance);
    private readonly RecordIds _roleIds = new("00E", SampleOrg.Instance);
    private readonly TableBuilder _users = OrgTables.Users();
    private readonly TableBuilder _roles = OrgTables.Roles();
    private readonly TableBuilder _people = OrgTables.People();
    private readonly List<SellerOfOrg> _sellers = [];

    public SamplePeople()
    {
        string vpRole = AddRole("VP Sales", "");
        string vp = AddColleague("Adaeze", "Lindqvist", "VP Sales", "Sales", "", vpRole, SampleTeam.EnterpriseEast);
        var directors = new Dictionary<SampleSegment, (string Id, string Role)>
        {
            [SampleSegment.Enterprise] = AddDirector("Renata", "Oyelaran", SampleTeam.EnterpriseEast, vp, vpRole),
            [SampleSegment.MidMarket] = AddDirector("Falk", "Ostermann", SampleTeam.MidMarketDach, vp, vpRole),
        };
        foreach (SampleTeam team in SampleTeam.All)
        {
            AddTeam(team, directors[team.Segment]);
        }

        string operations = AddRole("Sales Operations", vpRole);
        AddColleague("Ingrid", "Mwangi", "Sales Operations Analyst", "Operations", vp, operations, SampleTeam.EnterpriseEast);
        AddColleague("Sunil", "Harcourt", "CRM Administrator", "Operations", vp, operations, SampleTeam.MidMarketUk);
        AddColleague("Noor", "Valdivia", "Solutions Engineer", "Presales", vp, operations, SampleTeam.EnterpriseWest);
    }

    public IReadOnlyList<SellerOfOrg> Sellers => _sellers;

    public IReadOnlyList<ExportTable> Tables => [_users.Build(), _roles.Build(), _people.Build()];

    private (string Id, string Role) AddDirector(string first, string last, SampleTeam team, string vp, string vpRole)
    {
        string title = $"Director {team.Segment.Name} Sales";
        string role = AddRole(title, vpRole);
        return (AddColleague(first, last, title, Department(team), vp, role, team), role);
    }

    private void AddTeam(SampleTeam team, (string Id, string Role) director)
    {
        string managerRole = AddRole($"Sales Manager {team.Name}", director.Role);
        string role = AddRole($"Sales {team.Name}", managerRole);
        string manager = AddColleague(
            team.ManagerFirst, team.ManagerLast, "Sales Manager", Department(team), director.Id, managerRole, team);
        foreach (SampleSeller seller in SampleSellers.All.Where(seller => seller.Team == team))
        {
            string id = seller.IsManager ? manager : AddSeller(seller, manager, role);
            _sellers.Add(new SellerOfOrg(seller, Truth(seller, id, _sellers.Count)));
        }

        // Two who prepare meetings for others and own no deals: colleagues, not reps.
        if (team == SampleTeam.MidMarketEast || team == SampleTeam.MidMarketUk)
        {
            (string first, string last) = team == SampleTeam.MidMarketEast ? ("Kwame", "Sorensen") : ("Aoife", "Banerjee");
            AddColleague(first, last, "Sales Development Representative", Department(team), manager, role, team);
        }
    }

    private string AddSeller(SampleSeller seller, string manager, string role)
    {
        var hired = DateOnly.ParseExact(seller.Hired, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        DateOnly lastLogin = seller.Left ?? seller.SilentSince
            ?? (seller.Leave is { } leave && leave.To >= SampleOrg.AsOf ? leave.From.AddDays(-3) : SampleOrg.AsOf);
        string id = AddUser(
            seller.First, seller.Last, seller.Left is null, seller.Team.Segment.Title, Department(seller.Team), manager, role,
            (seller.Team.TimeZone, seller.Locale ?? seller.Team.Locale, seller.Language ?? seller.Team.Language), hired,
            ExportText.WorkingDayBefore(lastLogin));
        _people.Add(
            id, seller.Username, seller.Hired, ExportText.OptionalDay(seller.Leave?.From),
            ExportText.OptionalDay(seller.Leave?.To), ExportText.Number(seller.Fte), seller.Team.Segment.Name, seller.Excluded ? ExportText.True : "",
            seller.MaxMentees?.ToString(CultureInfo.InvariantCulture) ?? "");
        return id;
    }

    private static RepTruth Truth(SampleSeller seller, string id, int index)
    {
        // What makes each person a little different from the profile.
        var random = SeededRandom.For(SampleOrg.Seed, "person", index);
        SampleSegment segment = seller.Team.Segment;
        SellerProfile profile = seller.Profile;
        double winRate = profile.WinRate ?? segment.WinRate;
        double logit = Math.Log(winRate / (1 - winRate)) + (0.10 * random.NextNormal());
        double volume = segment.DealsPerYear * profile.Volume * Math.Exp(0.08 * random.NextNormal());
        double size = Math.Log(segment.MedianSize * profile.Size) + (0.08 * random.NextNormal());
        (DateOnly From, DateOnly To)? away = Away(seller);
        return new RepTruth
        {
            RepId = id,
            Segment = segment.Name,
            DealsPerMonth = volume / 12,
            WinRate = 1 / (1 + Math.Exp(-logit)),
            LogSizeMean = size,
            LogSizeSd = segment.SizeSd,
            CycleMedianDays = segment.CycleMedianDays * profile.Cycle,
            LogCycleSd = segment.CycleSd,
            HiredOn = DateOnly.ParseExact(seller.Hired, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            LeaveFrom = away?.From,
            LeaveTo = away?.To,
            Fte = seller.Fte,
            QuarterlyGrowth = profile.QuarterlyGrowth,
        };
    }

    /// <summary>When nothing happens in this person's pipeline, whether anybody entered why or not.</summary>
    private static (DateOnly From, DateOnly To)? Away(SampleSeller seller) =>
        (seller.Left ?? seller.SilentSince) is { } lastDay ? (lastDay.AddDays(1), SampleOrg.AsOf) : seller.Leave;

    private string AddRole(string name, string parent)
    {
        string id = _roleIds.Next();
        _roles.Add(id, name, parent, _text.Instant(Founded, 0));
        return id;
    }

    private string AddColleague(
        string first, string last, string title, string department, string manager, string role, SampleTeam team) => AddUser(
            first, last, true, title, department, manager, role, (team.TimeZone, team.Locale, team.Language), Founded,
            SampleOrg.AsOf);

    private string AddUser(
        string first, string last, bool isActive, string title, string department, string manager, string role,
        (string Zone, string Locale, string Language) place, DateOnly since, DateOnly lastLogin)
    {
        string id = _userIds.Next();
        string mail = SampleMail.Address(first, last);
        string created = _text.Instant(since, 0);
        string login = _text.Instant(lastLogin, 1);
        _users.Add(
            id, mail, first, last, $"{first} {last}", mail, ExportText.Flag(isActive), "Standard", manager, role, title, department,
            place.Zone, place.Locale, place.Language, login, created, isActive ? created : login);
        return id;
    }

    private static string Department(SampleTeam team) => $"{team.Segment.Name} Sales";
}
