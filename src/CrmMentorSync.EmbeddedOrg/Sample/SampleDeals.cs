using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>What an upcoming meeting can be about.</summary>
internal readonly record struct OpenDeal(string Id, SampleAccount Account);

/// <summary>
/// Two years of deals of every seller, with the untidiness of real pipelines: missing amounts and accounts, close dates that
/// have slipped, open deals that nobody closes.
/// </summary>
internal sealed class SampleDeals
{
    private const double Years = 2;
    private static readonly string[] Sources =
        ["Web", "Web", "Referral", "Partner", "Outbound", "Outbound", "Trade Show", ""];

    private readonly ExportText _text = new();
    private readonly OpportunityRows _rows;
    private readonly SampleAccounts _accounts;
    private readonly Dictionary<string, List<OpenDeal>> _open = new(StringComparer.Ordinal);
    private readonly DealSimulator _simulator = new(new SellingConditions
    {
        From = SampleOrg.AsOf.AddDays(1 - (int)(365 * Years)),
        AsOf = SampleOrg.AsOf,
        TailSd = 0.5,
        QuarterEnds = true,
    });

    public SampleDeals(IReadOnlyList<SellerOfOrg> sellers, SampleAccounts accounts)
    {
        _rows = new OpportunityRows(SampleOrg.Instance, SampleOrg.AsOf, _text);
        _accounts = accounts;
        for (int index = 0; index < sellers.Count; index++)
        {
            Sell(sellers[index], index);
        }
    }

    public DateOnly? NewestDate => _rows.NewestDate;

    public ExportTable Table => _rows.Build();

    /// <summary>The open deals with an account that this seller works on.</summary>
    public IReadOnlyList<OpenDeal> OpenOf(SellerOfOrg seller) => _open.GetValueOrDefault(seller.Id) ?? [];

    private void Sell(SellerOfOrg seller, int index)
    {
        var details = SeededRandom.For(SampleOrg.Seed, "details", index);
        IEnumerable<SimulatedDeal> deals = _simulator.Run(seller.Truth, SeededRandom.For(SampleOrg.Seed, "deals", index));
        bool hasOpen = false;
        foreach (SimulatedDeal deal in deals)
        {
            // Whoever left has handed over all open deals but one, which everybody forgot.
            if (deal.IsClosed || seller.Seller.Left is null || !hasOpen)
            {
                hasOpen |= !deal.IsClosed;
                Add(seller, Slipped(deal, details), seller.LastDay, details);
            }
        }

        if (index % 5 == 2 && seller.Truth.HiredOn < SampleOrg.AsOf.AddYears(-2))
        {
            AddForgotten(seller, details);
        }
    }

    private void Add(SellerOfOrg seller, SimulatedDeal deal, DateOnly touchedUntil, SeededRandom details)
    {
        SampleSegment segment = seller.Seller.Team.Segment;

        // A few accounts get most of the deals.
        IReadOnlyList<SampleAccount> accounts = _accounts.Of(seller);
        SampleAccount account = accounts[(int)(accounts.Count * Math.Pow(details.NextDouble(), 1.5))];
        bool hasAccount = deal.IsClosed | details.NextDouble() > 0.10;
        string product = details.Pick(segment.Products);
        string id = _rows.Add(
            deal,
            new DealContext
            {
                OwnerId = seller.Id,
                AccountId = hasAccount ? account.Id : "",
                Name = hasAccount ? $"{account.Name} - {product}" : $"New enquiry - {product}",
                Type = Type(details.NextDouble()),
                LeadSource = details.Pick(Sources),
                Amount = Amount(deal, segment, details),
                TouchedUntil = touchedUntil,
            },
            details);
        if (!deal.IsClosed && hasAccount)
        {
            if (!_open.TryGetValue(seller.Id, out List<OpenDeal>? open))
            {
                _open[seller.Id] = open = [];
            }

            open.Add(new OpenDeal(id, account));
        }
    }

    private static string Type(double place) => place switch
    {
        < 0.60 => "New Business",
        < 0.85 => "Existing Business",
        _ => "Renewal",
    };

    private static string Amount(SimulatedDeal deal, SampleSegment segment, SeededRandom details)
    {
        double missing = deal switch
        {
            { IsClosed: false } => 0.06,
            { IsWon: false } => 0.03,
            _ => 0.007,
        };
        double rounded = Math.Max(1, Math.Round(deal.Amount / segment.RoundTo)) * segment.RoundTo;
        return details.Chance(missing) ? "" : ExportText.Money(rounded);
    }

    private static SimulatedDeal Slipped(SimulatedDeal deal, SeededRandom details)
    {
        bool slips = details.Chance(0.08);
        DateOnly missed = ExportText.WorkingDayBefore(SampleOrg.AsOf.AddDays(-details.Between(1, 30)));
        return !deal.IsClosed && slips && missed > deal.CreatedOn ? deal with { CloseDate = missed } : deal;
    }

    /// <summary>Deals that were dead long ago and still count as open.</summary>
    private void AddForgotten(SellerOfOrg seller, SeededRandom details)
    {
        int count = details.Between(1, 3);
        for (int number = 0; number < count; number++)
        {
            DateOnly created = ExportText.WorkingDayBefore(SampleOrg.AsOf.AddDays(-details.Between(480, 700)));
            DateOnly close = ExportText.WorkingDayAfter(created.AddDays((int)(seller.Truth.CycleMedianDays * 1.3)));
            double amount = Math.Exp(seller.Truth.LogSizeMean);
            Add(seller, new SimulatedDeal(created, close, IsClosed: false, IsWon: false, amount), close, details);
        }
    }
}
