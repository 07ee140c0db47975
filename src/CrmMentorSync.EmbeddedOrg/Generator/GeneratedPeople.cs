using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// The users of a generated org: one head of sales, a manager for every eight sellers of a segment, and the sellers with their
/// truth. Names are numbered words; the people are nobody.
/// </summary>
internal sealed class GeneratedPeople
{
    private const int TeamSize = 8;
    private const double BaseSize = 8_000;

    private static readonly (string Zone, string Locale, string Language)[] Places =
    [
        ("America/New_York", "en_US", "en_US"),
        ("Europe/Berlin", "de_DE", "de"),
        ("America/Los_Angeles", "en_US", "en_US"),
        ("Europe/London", "en_GB", "en_US"),
        ("Australia/Sydney", "en_AU", "en_US"),
    ];

    private readonly GeneratorOptions _options;
    private readonly ExportText _text = new();
    private readonly RecordIds _userIds = new("005", OrgGenerator.Instance);
    private readonly RecordIds _roleIds = new("00E", OrgGenerator.Instance);
    private readonly TableBuilder _users = OrgTables.Users();
    private readonly TableBuilder _roles = OrgTables.Roles();
    private readonly TableBuilder _people = OrgTables.People();
    private readonly List<RepTruth> _truth = [];

    private GeneratedPeople(GeneratorOptions options)
    {
        _options = options;
        Founded = options.AsOf.AddDays(-(int)(365 * (options.Years + 10)));
    }

    /// <summary>Before anyone was hired.</summary>
    public DateOnly Founded { get; }

    public IReadOnlyList<RepTruth> Truth => _truth;

    public IReadOnlyList<ExportTable> Tables => [_users.Build(), _roles.Build(), _people.Build()];

    public static GeneratedPeople Draw(GeneratorOptions options)
    {
        var people = new GeneratedPeople(options);
        people.Hire();
        return people;
    }

    private void Hire()
    {
        string headRole = AddRole("Head of Sales", "");
        string head = AddUser("Head", "Sales", "", headRole, "Head of Sales", Places[0], Founded);
        var teams = new (string Manager, string Role, int Members)[_options.Segments];
        int teamCount = 0;
        for (int index = 0; index < _options.Reps; index++)
        {
            int segment = index % _options.Segments;
            ref (string Manager, string Role, int Members) team = ref teams[segment];
            if (team.Manager is null || team.Members == TeamSize)
            {
                teamCount++;
                string number = Number(teamCount);
                string managerRole = AddRole($"Sales Manager {number}", headRole);
                team = (
                    AddUser("Manager", number, head, managerRole, "Sales Manager", Places[teamCount % Places.Length], Founded),
                    AddRole($"Sales Team {number}", managerRole),
                    0);
            }

            team.Members++;
            HireSeller(index, segment, team.Manager, team.Role);
        }
    }

    private void HireSeller(int index, int segment, string manager, string role)
    {
        var random = SeededRandom.For(_options.Seed, "seller", index);
        double spread = _options.AllEqual ? 0 : 1;
        double activity = spread * _options.ActivitySd;
        double logit = Math.Log(_options.WinRate / (1 - _options.WinRate)) + (spread * _options.WinRateSd * random.NextNormal());
        double logSize = Math.Log(BaseSize) + (segment * Math.Log(_options.SegmentRatio))
            + (spread * _options.SizeSd * random.NextNormal());

        // Less half the variance, so that the mean over sellers is the one asked for.
        double pace = activity * random.NextNormal();
        double deals = _options.DealsPerRepYear * Math.Exp(pace - (activity * activity / 2));
        DateOnly hired = HireDate(random);
        (DateOnly? leaveFrom, DateOnly? leaveTo) = Leave(hired, random);

        string segmentName = SegmentName(segment);
        string name = Number(index + 1);
        string title = $"{segmentName} Account Executive";
        string id = AddUser("Seller", name, manager, role, title, Places[random.NextInt(Places.Length)], hired);
        double cycle = spread * _options.CycleSd * random.NextNormal();
        _people.Add(
            id, Username("Seller", name), _text.Day(hired), ExportText.OptionalDay(leaveFrom), ExportText.OptionalDay(leaveTo),
            "1", segmentName, "", "");
        _truth.Add(new RepTruth
        {
            RepId = id,
            Segment = segmentName,
            DealsPerMonth = deals / 12,
            WinRate = 1 / (1 + Math.Exp(-logit)),
            LogSizeMean = logSize,
            LogSizeSd = _options.DealSizeSd,
            CycleMedianDays = 40 * (1 + segment) * Math.Exp(cycle),
            LogCycleSd = 0.5,
            HiredOn = hired,
            LeaveFrom = leaveFrom,
            LeaveTo = leaveTo,
            PastPace = PaceCourse.Draw(_options, pace, random),
        });
    }

    private DateOnly HireDate(SeededRandom random)
    {
        double kind = random.NextDouble();
        double place = random.NextDouble();
        double daysAgo = kind < _options.RampingShare
            ? 10 + (place * 165)
            : kind < _options.RampingShare + _options.HiredShare
                ? 185 + (place * 180)
                : (365 * (_options.Years + 1)) + (place * 365 * 8);
        return ExportText.WorkingDayAfter(_options.AsOf.AddDays(-(int)daysAgo));
    }

    private (DateOnly? From, DateOnly? To) Leave(DateOnly hired, SeededRandom random)
    {
        bool onLeave = random.Chance(_options.LeaveShare);
        DateOnly day = _options.AsOf.AddDays(-random.Between(30, 330));

        // Monday to Sunday: a weekend's decisions are entered on the Friday, which must not be one of the leave.
        DateOnly from = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        DateOnly to = from.AddDays((7 * random.Between(4, 21)) - 1);
        return onLeave && hired < from.AddYears(-1) ? (from, to) : (null, null);
    }

    private string AddRole(string name, string parent)
    {
        string id = _roleIds.Next();
        _roles.Add(id, name, parent, _text.Instant(Founded, 0));
        return id;
    }

    private string AddUser(
        string first, string last, string manager, string role, string title,
        (string Zone, string Locale, string Language) place, DateOnly since)
    {
        string id = _userIds.Next();
        string username = Username(first, last);
        string created = _text.Instant(since, 0);
        _users.Add(
            id, username, first, last, $"{first} {last}", username, ExportText.True, "Standard", manager, role, title, "Sales",
            place.Zone, place.Locale, place.Language, _text.Instant(_options.AsOf, 0), created, created);
        return id;
    }

    private string SegmentName(int segment) => _options.Segments switch
    {
        1 => "General",
        2 => segment == 0 ? "Mid-Market" : "Enterprise",
        _ => $"Segment {segment + 1}",
    };

    private static string Number(int number) => number.ToString("D5", CultureInfo.InvariantCulture);

    private static string Username(string first, string last) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}.{last}@generated.example").ToLowerInvariant();
}
