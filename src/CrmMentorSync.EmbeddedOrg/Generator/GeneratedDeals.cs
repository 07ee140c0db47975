using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>The accounts and deals of a generated org: a few accounts for each seller, every deal with one of them.</summary>
internal sealed class GeneratedDeals
{
    private const int AccountsPerSeller = 6;
    private static readonly string[] Products = ["Starter", "Standard", "Plus", "Premium"];
    private static readonly string[] Types = ["New Business", "New Business", "Existing Business"];
    private static readonly string[] Sources = ["Web", "Referral", "Partner", "Outbound", "Event", ""];

    private readonly GeneratorOptions _options;
    private readonly ExportText _text = new();
    private readonly DealSimulator _simulator;
    private readonly OpportunityRows _rows;
    private readonly RecordIds _accountIds = new("001", OrgGenerator.Instance);
    private readonly TableBuilder _accounts = OrgTables.Accounts();
    private int _sellers;

    public GeneratedDeals(GeneratorOptions options)
    {
        _options = options;
        _rows = new OpportunityRows(OrgGenerator.Instance, options.AsOf, _text);
        _simulator = new DealSimulator(new SellingConditions
        {
            From = options.AsOf.AddDays(1 - (int)Math.Round(365 * options.Years)),
            AsOf = options.AsOf,
            TailSd = options.TailSd,
        });
    }

    public DateOnly? NewestDate => _rows.NewestDate;

    public ExportTable Accounts() => _accounts.Build();

    public ExportTable Opportunities() => _rows.Build();

    public void Sell(RepTruth truth)
    {
        int seller = ++_sellers;
        var random = SeededRandom.For(_options.Seed, "deals", seller);
        var details = SeededRandom.For(_options.Seed, "details", seller);
        (string Id, string[] DealNames)[] accounts =
            [.. Enumerable.Range(1, AccountsPerSeller).Select(number => AddAccount(truth, seller, number))];
        foreach (SimulatedDeal deal in _simulator.Run(truth, random))
        {
            (string id, string[] names) = details.Pick(accounts);
            _rows.Add(
                deal,
                new DealContext
                {
                    OwnerId = truth.RepId,
                    AccountId = id,
                    Name = details.Pick(names),
                    Type = details.Pick(Types),
                    LeadSource = details.Pick(Sources),
                    Amount = ExportText.Money(deal.Amount),
                    TouchedUntil = _options.AsOf,
                },
                details);
        }
    }

    private (string Id, string[] DealNames) AddAccount(RepTruth truth, int seller, int number)
    {
        string id = _accountIds.Next();
        string name = string.Create(CultureInfo.InvariantCulture, $"Account {seller:D5}-{number}");
        string since = _text.Instant(truth.HiredOn, 1);
        _accounts.Add(id, name, "", "", "", "", truth.RepId, since, since);

        // One text for all deals of a name: a million deals would otherwise hold a million copies.
        return (id, [.. Products.Select(product => $"{name} - {product}")]);
    }
}
