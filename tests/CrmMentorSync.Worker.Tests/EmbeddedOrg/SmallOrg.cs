using System.Globalization;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

/// <summary>A made-up org: one manager, two reps, one who left, one account, and as many deals as asked.</summary>
internal static class SmallOrg
{
    public const string Manager = "005000000000001AAA";
    public const string Ann = "005000000000002AAA";
    public const string Bob = "005000000000003AAA";
    public const string Gone = "005000000000004AAA";
    public const string Acme = "001000000000001AAA";

    public static OrgExport Export(int deals = 6) => new(
        new Dictionary<string, ExportTable>
        {
            ["User"] = new("User", ["Id", "Username", "Name", "Email", "IsActive", "ManagerId", "CreatedDate"],
            [
                [Manager, "mia@example.com", "Mia Stone", "mia@example.com", "true", "", "2020-01-01T00:00:00.000Z"],
                [Ann, "ann@example.com", "Ann O'Hara", "ann@example.com", "true", Manager, "2020-01-01T00:00:00.000Z"],
                [Bob, "bob@example.com", "Bob Reed", "", "true", Manager, "2021-01-01T00:00:00.000Z"],
                [Gone, "gone@example.com", "Gus Gone", "gus@example.com", "false", Manager, "2019-01-01T00:00:00.000Z"],
            ]),
            ["Account"] = new("Account", ["Id", "Name", "OwnerId"], [[Acme, "Acme", Ann]]),
            ["Opportunity"] = new("Opportunity",
                ["Id", "Name", "AccountId", "OwnerId", "StageName", "Amount", "CloseDate", "CreatedDate", "Rank__c"],
                [.. Enumerable.Range(0, deals).Select(Deal)]),
        },
        [])
    {
        NewestDate = new DateOnly(2025, 12, 31),
    };

    public static string DealId(int number) => $"006{number:D12}AAA";

    private static string[] Deal(int number) =>
    [
        DealId(number), $"Deal {number}", number % 3 == 0 ? "" : Acme, number % 2 == 0 ? Ann : Bob,
        (number % 3) switch { 0 => "Closed Won", 1 => "Closed Lost", _ => "Prospecting" },
        number % 5 == 4 ? "" : (number * 100.5).ToString(CultureInfo.InvariantCulture),
        new DateOnly(2025, 1, 1).AddDays(number % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // Many rows share a stamp, as bulk changes do.
        new DateTime(2025, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddHours(number / 7).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        $"r{number % 4}",
    ];
}
