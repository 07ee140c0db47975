using System.Globalization;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>
/// A company that is small enough to be known by heart: three teams under one head of sales, two products and their partners. Everybody of whom the
/// practices speak is in it once; all others sell as is usual.
/// </summary>
internal static class Company
{
    /// <summary>A Sunday; the first week begins on the day after.</summary>
    public static readonly DateOnly AsOf = new(2026, 8, 30);

    public const string Vera = "005000000000001AAA";
    public const string Mara = "005000000000002AAA";
    public const string Nils = "005000000000003AAA";
    public const string Pia = "005000000000004AAA";

    /// <summary>Sells most, for years.</summary>
    public const string Ada = "005000000000011AAA";

    /// <summary>Loses most deals.</summary>
    public const string Ben = "005000000000012AAA";

    /// <summary>Has few deals to decide.</summary>
    public const string Cara = "005000000000013AAA";

    /// <summary>Began in July.</summary>
    public const string Dov = "005000000000014AAA";

    /// <summary>In the second year, and faster every quarter; with partners, so that nobody else looks slower for it.</summary>
    public const string Fay = "005000000000015AAA";

    /// <summary>Has hardly sold anything that could be judged.</summary>
    public const string Gus = "005000000000016AAA";

    /// <summary>Decides more deals than anybody.</summary>
    public const string Hal = "005000000000021AAA";

    /// <summary>As good as Ada and longer in the company; not so until a year ago.</summary>
    public const string Zoe = "005000000000022AAA";

    /// <summary>Won all of three deals.</summary>
    public const string Ivo = "005000000000023AAA";

    /// <summary>Wins often and decides little; Max is the other way round.</summary>
    public const string Lea = "005000000000024AAA";
    public const string Max = "005000000000025AAA";

    /// <summary>The best of the other product.</summary>
    public const string Jan = "005000000000041AAA";


    /// <summary>Sells the other product, and loses most deals.</summary>
    public const string Tom = "005000000000042AAA";

    /// <summary>Sells as is usual, as Otto does, whom Nora asks for a talk.</summary>
    public const string Nora = "005000000000046AAA";

    private const string Small = "Mid-Market";
    private const string Large = "Enterprise";
    private const string Partners = "Partners";

    public static readonly IReadOnlyList<SellerOfCompany> Sellers =
    [
        new(Ada, "Ada Stern", Mara, Small) { Volume = 12, WinRate = 0.50, Amount = 13_000, Hired = new(2021, 9, 1) },
        new(Ben, "Ben Ode", Mara, Small) { Volume = 9, WinRate = 0.11, Hired = new(2021, 10, 1), Pattern = 1 },
        new(Cara, "Cara Lind", Mara, Small) { Volume = 2.5, Pattern = 2 },
        new(Dov, "Dov Katz", Mara, Small) { Volume = 3, Hired = new(2026, 7, 1), SellsFrom = new(2026, 7, 20), Pattern = 3 },
        new(Fay, "Fay Moss", Mara, Partners) { Volume = 50, Growth = 0.7, WinRate = 0.28, Hired = new(2024, 10, 1), SellsFrom = new(2024, 10, 20), Pattern = 4 },
        new(Gus, "Gus Hart", Mara, Small) { Volume = 0.15, Pattern = 3 },
        new(Hal, "Hal Berg", Nils, Small) { Volume = 20, Pattern = 5 },
        new(Zoe, "Zoe Kern", Nils, Small) { Volume = 12, WinRate = 0.50, EarlierWinRate = 0.06, Amount = 13_000, Hired = new(2013, 1, 7) },
        new(Ivo, "Ivo Luck", Nils, Small) { Volume = 0.25, WinRate = 1, Pattern = 6 },
        new(Lea, "Lea Quist", Nils, Small) { Volume = 4, WinRate = 0.52, Pattern = 1 },
        new(Max, "Max Thorn", Nils, Small) { Volume = 15, WinRate = 0.13, Hired = new(2021, 6, 1), Pattern = 2 },
        .. Usual(Small, Nils, 26, "Olaf Riis", "Per Holm", "Rosa Vinge", "Stig Dahl", "Tine Krog", "Ulla Bech"),
        new(Jan, "Jan Groth", Pia, Large) { Volume = 6, WinRate = 0.55, Amount = 80_000 },
        new(Tom, "Tom Ager", Pia, Large) { Volume = 5, WinRate = 0.10, Amount = 50_000 },
        .. Usual(Large, Pia, 43, "Karl Boye", "Lone Fisk", "Mads Juhl", "Nora Skov", "Otto Wied", "Petra Lyng", "Rune Falk", "Sara Toft"),
    ];

    public static string NameOf(string id) => Sellers.FirstOrDefault(seller => seller.Id == id)?.Name ?? Managers.First(manager => manager.Id == id).Name;

    public static string? ManagerOf(string id) => Sellers.FirstOrDefault(seller => seller.Id == id)?.Manager;

    private static readonly (string Id, string Name, string? Manager)[] Managers =
        [(Vera, "Vera Stone", null), (Mara, "Mara Holt", Vera), (Nils, "Nils Roth", Vera), (Pia, "Pia Lund", Vera)];

    public static OrgExport Export()
    {
        List<IReadOnlyList<string>> deals = [];
        foreach (SellerOfCompany seller in Sellers)
        {
            foreach ((DateOnly opened, DateOnly decided, bool isWon, string amount) in seller.Deals(AsOf))
            {
                deals.Add(Deal(deals.Count + 1, seller.Id, isWon ? "Closed Won" : "Closed Lost", amount, opened, decided, decided));
            }

            deals.Add(Deal(deals.Count + 1, seller.Id, "Prospecting", "9000", AsOf.AddDays(-9), AsOf.AddDays(90), AsOf.AddDays(-3)));
        }

        ExportTable[] tables =
        [
            new("User",
                ["Id", "Username", "FirstName", "LastName", "Name", "Email", "IsActive", "UserType", "ManagerId", "Title", "Department", "TimeZoneSidKey", "LocaleSidKey", "LanguageLocaleKey", "CreatedDate", "SystemModstamp"],
                [
                    .. Managers.Select(manager => User(manager.Id, manager.Name, manager.Manager, "Sales Manager", "Sales", new(2019, 1, 7))),
                    .. Sellers.Select(seller => User(seller.Id, seller.Name, seller.Manager, "Account Executive", seller.Department, seller.Hired)),
                ]),
            new("Opportunity", ["Id", "Name", "AccountId", "OwnerId", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "CreatedDate", "SystemModstamp", "IsDeleted"], deals),
            new("People", ["Id", "Username", "hire_date", "segment"],
                [.. Sellers.Select(IReadOnlyList<string> (seller) => [seller.Id, Username(seller.Name), Text(seller.Hired), seller.Department])]),
        ];
        return new OrgExport(tables.ToDictionary(table => table.ObjectName), []) { NewestDate = AsOf };
    }

    /// <summary>Nobody is exactly usual.</summary>
    private static IEnumerable<SellerOfCompany> Usual(string department, string manager, int first, params string[] names) => names.Select((name, at) =>
        new SellerOfCompany(string.Create(CultureInfo.InvariantCulture, $"005000000000{first + at:000}AAA"), name, manager, department)
        {
            Volume = (department == Small ? 8 : 4) * (0.97 + (0.01 * at)),
            Amount = department == Small ? 10_000 : 50_000,
            Pattern = at,
        });

    private static IReadOnlyList<string> User(string id, string name, string? manager, string title, string department, DateOnly since) =>
    [
        id, Username(name), name.Split(' ')[0], name.Split(' ')[1], name, Username(name), "true", "Standard", manager ?? "", title, department,
        "Europe/London", "en_GB", "en_US", $"{Text(since)}T09:00:00.000Z", "2026-08-01T09:00:00.000Z",
    ];

    private static IReadOnlyList<string> Deal(int number, string owner, string stage, string amount, DateOnly opened, DateOnly closes, DateOnly touched) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"006{number:000000000000}AAA"), string.Create(CultureInfo.InvariantCulture, $"Deal {number}"), "", owner, stage, amount, Text(closes),
        stage.StartsWith("Closed", StringComparison.Ordinal) ? "true" : "false", stage == "Closed Won" ? "true" : "false",
        $"{Text(opened)}T09:00:00.000Z", $"{Text(touched)}T15:00:00.000Z", "false",
    ];

    private static string Username(string name) => name.Replace(' ', '.').ToLowerInvariant() + "@acme.example";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
