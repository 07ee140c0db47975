using System.Globalization;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>Somebody who begins during the year: the user stands there before and is switched on, on the first day.</summary>
internal sealed record Newcomer(string Id, string First, string Last, DateOnly FirstDay, SellerOfOrg Model);

/// <summary>The sample org with what is known of the year ahead: who begins, and who will be away.</summary>
internal static class YearOrg
{
    private static readonly (string First, string Last, string Day)[] Names =
    [
        ("Odalys", "Verhoeven", "2026-11-02"), ("Benno", "Achleitner", "2026-12-07"), ("Tendai", "Marlowe", "2027-02-01"),
        ("Ilse", "Brandhuber", "2027-04-05"), ("Corin", "Ashdown", "2027-06-07"), ("Marit", "Sundqvist", "2027-08-02"),
    ];

    private static readonly (DateOnly From, DateOnly To)[] Leaves =
    [
        (new DateOnly(2026, 11, 16), new DateOnly(2026, 12, 6)), (new DateOnly(2027, 2, 8), new DateOnly(2027, 2, 28)),
        (new DateOnly(2027, 5, 3), new DateOnly(2027, 5, 30)), (new DateOnly(2027, 7, 19), new DateOnly(2027, 8, 15)),
    ];

    /// <summary>Days off, as the holidays file has them.</summary>
    public const string Holidays =
        """
        date,country
        2026-12-25,
        2027-01-01,
        2026-10-26,NZ
        2026-11-26,US
        2026-12-28,GB
        2027-01-26,AU
        2027-03-26,DE
        2027-03-29,DE
        2027-05-06,DE
        2027-05-17,DE
        2027-05-31,US
        2027-07-05,US
        2027-08-30,GB
        2027-09-06,US
        """;

    public static (OrgExport Export, IReadOnlyList<SellerOfOrg> Sellers, IReadOnlyList<Newcomer> Newcomers) Create()
    {
        OrgExport sample = SampleOrg.Create();
        IReadOnlyList<SellerOfOrg> sellers = new SamplePeople().Sellers;
        SellerOfOrg[] models = [.. SampleTeam.All.Select(team => sellers.First(seller => seller.Seller.Team == team && seller.Seller is { Left: null, IsManager: false }))];
        var ids = new RecordIds("005", "HL1");
        Newcomer[] newcomers = [.. Names.Select((name, at) => new Newcomer(ids.Next(), name.First, name.Last, Day(name.Day), models[at]))];
        ExportTable users = Grown(sample.Tables["User"], newcomers, (newcomer, table) => User(newcomer, table));
        ExportTable people = Grown(Away(sample.Tables["People"], sellers), newcomers, (newcomer, table) => Line(newcomer, table));
        return (sample with { Tables = new Dictionary<string, ExportTable>(sample.Tables) { ["User"] = users, ["People"] = people } }, sellers, newcomers);
    }

    private static ExportTable Grown(ExportTable table, Newcomer[] newcomers, Func<Newcomer, ExportTable, IReadOnlyList<string>> row) =>
        table with { Rows = [.. table.Rows, .. newcomers.Select(newcomer => row(newcomer, table))] };

    private static IReadOnlyList<string> User(Newcomer newcomer, ExportTable table) => Changed(table, Of(table, newcomer.Model.Id), new()
    {
        ["Id"] = newcomer.Id,
        ["Username"] = SampleMail.Address(newcomer.First, newcomer.Last),
        ["Email"] = SampleMail.Address(newcomer.First, newcomer.Last),
        ["FirstName"] = newcomer.First,
        ["LastName"] = newcomer.Last,
        ["Name"] = $"{newcomer.First} {newcomer.Last}",
        ["IsActive"] = ExportText.False,
        ["LastLoginDate"] = "",
        ["CreatedDate"] = "2026-09-29T10:00:00.000Z",
        ["SystemModstamp"] = "2026-09-29T10:00:00.000Z",
    });

    private static IReadOnlyList<string> Line(Newcomer newcomer, ExportTable table) => Changed(table, Of(table, newcomer.Model.Id), new()
    {
        ["Id"] = newcomer.Id,
        ["Username"] = SampleMail.Address(newcomer.First, newcomer.Last),
        ["hire_date"] = newcomer.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["leave_from"] = "",
        ["leave_to"] = "",
        ["fte"] = "1",
        ["exclude"] = "",
        ["max_mentees"] = "",
    });

    /// <summary>Every fifteenth seller without a leave has one in the year ahead.</summary>
    private static ExportTable Away(ExportTable people, IReadOnlyList<SellerOfOrg> sellers)
    {
        string[] away = [.. sellers.Where((seller, at) => at % 15 == 1 && seller.Seller is { Leave: null, Left: null, IsManager: false }).Select(seller => seller.Id).Take(Leaves.Length)];
        return people with
        {
            Rows = [.. people.Rows.Select(row => Array.IndexOf(away, row[Column(people, "Id")]) is >= 0 and var at
                ? Changed(people, row, new() { ["leave_from"] = ExportText.OptionalDay(Leaves[at].From), ["leave_to"] = ExportText.OptionalDay(Leaves[at].To) })
                : row)],
        };
    }

    private static IReadOnlyList<string> Of(ExportTable table, string id) => table.Rows.First(row => row[Column(table, "Id")] == id);

    private static IReadOnlyList<string> Changed(ExportTable table, IReadOnlyList<string> row, Dictionary<string, string> values) =>
        [.. row.Select((value, at) => values.GetValueOrDefault(table.Columns[at], value))];

    private static int Column(ExportTable table, string name) => table.Columns.Select((column, at) => (column, at)).First(column => column.column == name).at;

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
