using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>
/// Harborlight Systems, the company that demo and tests run on: 61 sellers in eight teams over five time zones, who sell
/// software for ports and warehouses to enterprise and mid-market customers, in English and German. Everybody and every
/// customer is invented, addresses end in <c>.example</c>. The same values come out on every machine and at every call; nothing
/// is read.
/// </summary>
/// <remarks>
/// Who is strong and weak is written down in <see cref="SampleSellers"/> by profile; the deals are drawn from that, so a profile
/// shows up in the figures with the noise it would have in life.
/// </remarks>
public static class SampleOrg
{
    internal const string Instance = "HL0";
    internal const int Seed = 20_260_930;

    /// <summary>Wednesday, 30 September 2026: the end of a quarter and of the two years of deals.</summary>
    public static DateOnly AsOf { get; } = new(2026, 9, 30);

    /// <summary>Makes the whole org.</summary>
    public static OrgExport Create()
    {
        var people = new SamplePeople();
        var accounts = new SampleAccounts(people.Sellers);
        var deals = new SampleDeals(people.Sellers, accounts);
        var events = new SampleEvents(people.Sellers, accounts, deals);
        var founded = new DateOnly(2016, 1, 4);
        ExportTable[] tables =
        [
            .. people.Tables,
            accounts.Table,
            deals.Table,
            events.Table,
            .. new SampleQuotas(people.Sellers).Tables,
            OrgTables.Organization(Instance, "Harborlight Systems", "America/New_York", founded),
            OrgTables.TaskStatuses(Instance, founded),
        ];
        return OrgTables.Export(tables, deals.NewestDate);
    }
}
