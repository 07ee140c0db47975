using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

internal readonly record struct SampleAccount(string Id, string Name);

/// <summary>A dozen accounts for each seller, in the seller's country.</summary>
internal sealed class SampleAccounts
{
    private const int PerSeller = 12;

    private static readonly string[] Industries =
        ["Manufacturing", "Transportation", "Retail", "Food & Beverage", "Agriculture", "Shipping", "Construction", "Chemicals"];

    private readonly Dictionary<string, SampleAccount[]> _bySeller = new(StringComparer.Ordinal);
    private readonly TableBuilder _table = OrgTables.Accounts();

    public SampleAccounts(IReadOnlyList<SellerOfOrg> sellers)
    {
        var text = new ExportText();
        var ids = new RecordIds("001", SampleOrg.Instance);
        var given = new Dictionary<AccountNames, int>();
        foreach (SellerOfOrg seller in sellers)
        {
            var random = SeededRandom.For(SampleOrg.Seed, "accounts", _bySeller.Count);
            AccountNames names = seller.Seller.Team.Accounts;
            int first = given.GetValueOrDefault(names);
            given[names] = first + PerSeller;

            // Somebody who left handed the accounts on; the deals of then stay with their owner of then.
            string owner = seller.Seller.Left is null ? seller.Id : Successor(sellers, seller);
            SampleAccount[] accounts =
                [.. Enumerable.Range(first, PerSeller).Select(number => new SampleAccount(ids.Next(), names.Name(number)))];
            foreach (SampleAccount account in accounts)
            {
                double employees = Math.Round(Math.Exp(5.5 + (0.9 * random.NextNormal())));
                string since = text.Instant(seller.Truth.HiredOn, random.NextInt(ExportText.Slots));
                _table.Add(
                    account.Id, account.Name, random.Pick(Industries),
                    ExportText.Number(Math.Round(employees * random.Between(90, 240)) * 1000), ExportText.Number(employees),
                    names.Country, owner, since, since);
            }

            _bySeller[seller.Id] = accounts;
        }
    }

    public ExportTable Table => _table.Build();

    public IReadOnlyList<SampleAccount> Of(SellerOfOrg seller) => _bySeller[seller.Id];

    private static string Successor(IReadOnlyList<SellerOfOrg> sellers, SellerOfOrg left) =>
        sellers.First(seller => seller.Seller.Team == left.Seller.Team && seller.Seller.Left is null).Id;
}
