using System.Globalization;

namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>A tiny export written by hand, for a test to spoil: one manager, two reps, a few deals.</summary>
internal static class SmallOrg
{
    public const string Manager = "005000000000001AAA";
    public const string Ann = "005000000000002AAA";
    public const string Ben = "005000000000003AAA";

    public const string UserHeader =
        "Id,Username,FirstName,LastName,Name,Email,IsActive,ManagerId,UserRoleId,Title,Department,TimeZoneSidKey,LocaleSidKey,LanguageLocaleKey,CreatedDate,SystemModstamp";

    public const string DealHeader =
        "Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate,SystemModstamp,IsDeleted";

    /// <summary>Writes the export; a test changes the lines before or the files after.</summary>
    public static void Write(string folder)
    {
        File.WriteAllLines(Path.Combine(folder, "User.csv"), Users());
        File.WriteAllLines(Path.Combine(folder, "Opportunity.csv"), Deals());
    }

    public static IReadOnlyList<string> Users() =>
    [
        UserHeader,
        User(Manager, "Mia Boss", "Sales Manager", ""),
        User(Ann, "Ann Seller", "Sales Agent", Manager),
        User(Ben, "Ben Seller", "Sales Agent", Manager),
    ];

    public static IReadOnlyList<string> Deals() =>
    [
        DealHeader,
        .. Enumerable.Range(1, 12).Select(n => Deal(n, n % 2 == 0 ? Ann : Ben, n % 3 == 0 ? "Closed Lost" : "Closed Won", "1000")),
    ];

    public static string User(string id, string name, string title, string manager, string? email = null) =>
        $"{id},{name.Replace(' ', '.')}@x.example,{name.Split(' ')[0]},{name.Split(' ')[1]},{name},{email ?? $"{name.Replace(' ', '.')}@x.example"},true,{manager},,"
        + $"{title},Sales,Europe/Berlin,en_US,en_US,2020-01-01T09:00:00.000Z,2020-01-01T09:00:00.000Z";

    public static string Deal(int number, string owner, string stage, string amount) => string.Create(
        CultureInfo.InvariantCulture,
        $"006{number:000000000000}AAA,Deal {number},,{owner},{stage},{amount},2025-0{1 + (number % 6)}-10,true,{(stage == "Closed Won" ? "true" : "false")},2024-12-01T09:00:00.000Z,2025-0{1 + (number % 6)}-10T09:00:00.000Z,false");
}
