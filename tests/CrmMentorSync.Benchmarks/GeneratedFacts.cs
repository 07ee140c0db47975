using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks;

/// <summary>A generated org as the scorer would know it after a pull, without the HTTP between.</summary>
internal static class GeneratedFacts
{
    public static SalesFacts Of(GeneratedOrg org)
    {
        var ledger = new DealLedger();
        foreach (Deal deal in Deals(org))
        {
            ledger.Add(deal);
        }

        return new SalesFacts { People = [.. People(org)], Deals = ledger };
    }

    public static IEnumerable<Deal> Deals(GeneratedOrg org) => Rows(org.Export.Tables["Opportunity"]).Select(row => new Deal(
        row("Id"), new UserId(row("OwnerId")), row("IsClosed") == "true", row("IsWon") == "true",
        row("Amount").Length > 0 ? double.Parse(row("Amount"), CultureInfo.InvariantCulture) : null, Day(row("CreatedDate")), Day(row("CloseDate"))));

    public static IEnumerable<Person> People(GeneratedOrg org)
    {
        Dictionary<string, Func<string, string>> known = Rows(org.Export.Tables["People"]).ToDictionary(row => row("Id"));
        return Rows(org.Export.Tables["User"]).Select(user =>
        {
            Func<string, string>? more = known.GetValueOrDefault(user("Id"));
            return new Person
            {
                Id = new UserId(user("Id")),
                Name = user("Name"),
                Username = user("Username"),
                IsActive = true,
                ManagerId = user("ManagerId") is { Length: > 0 } manager ? new UserId(manager) : null,
                RoleId = user("UserRoleId"),
                Title = user("Title"),
                Department = user("Department"),
                CreatedAt = DateTimeOffset.Parse(user("CreatedDate"), CultureInfo.InvariantCulture),
                LastLoginAt = DateTimeOffset.Parse(user("LastLoginDate"), CultureInfo.InvariantCulture),
                HireDate = OptionalDay(more, "hire_date"),
                LeaveFrom = OptionalDay(more, "leave_from"),
                LeaveTo = OptionalDay(more, "leave_to"),
            };
        });
    }

    private static DateOnly? OptionalDay(Func<string, string>? row, string column) => row?.Invoke(column) is { Length: > 0 } text ? Day(text) : null;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<Func<string, string>> Rows(ExportTable table)
    {
        Dictionary<string, int> at = table.Columns.Select((name, i) => (name, i)).ToDictionary(one => one.name, one => one.i);
        return table.Rows.Select(row => (Func<string, string>)(name => row[at[name]]));
    }
}
