namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>Who owns a simulated deal, with whom, for what.</summary>
internal sealed record DealContext
{
    public required string OwnerId { get; init; }

    /// <summary>Empty where the deal has no account yet.</summary>
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string LeadSource { get; init; }

    /// <summary>Empty where nobody entered an amount.</summary>
    public required string Amount { get; init; }

    /// <summary>The last day on which the owner touched anything; open deals rest from then on.</summary>
    public required DateOnly TouchedUntil { get; init; }
}

/// <summary>Turns simulated deals into rows of the Opportunity export, with stages and stamps that agree with each other.</summary>
internal sealed class OpportunityRows(string instance, DateOnly asOf, ExportText text)
{
    private static readonly (string Stage, string Probability, string Forecast)[] OpenStages =
    [
        ("Prospecting", "10", "Pipeline"),
        ("Qualification", "20", "Pipeline"),
        ("Needs Analysis", "35", "Pipeline"),
        ("Value Proposition", "50", "Best Case"),
        ("Proposal/Price Quote", "65", "Best Case"),
        ("Negotiation/Review", "80", "Commit"),
    ];

    private readonly RecordIds _ids = new("006", instance);
    private readonly TableBuilder _table = new(
        "Opportunity",
        "Id", "Name", "AccountId", "OwnerId", "StageName", "Amount", "Probability", "CloseDate", "IsClosed", "IsWon", "Type",
        "LeadSource", "ForecastCategoryName", "CreatedDate", "LastModifiedDate", "SystemModstamp", "IsDeleted");

    public DateOnly? NewestDate { get; private set; }

    /// <summary>Adds a deal and gives its id.</summary>
    public string Add(SimulatedDeal deal, DealContext context, SeededRandom random)
    {
        (string stage, string probability, string forecast) = Stage(deal);
        string created = text.Instant(deal.CreatedOn, random.NextInt(ExportText.Slots / 2));
        DateOnly touched = deal.IsClosed ? deal.CloseDate : Touched(deal.CreatedOn, context.TouchedUntil, random);

        // Creations take the morning's slots and changes the afternoon's, so a change never precedes its creation.
        string modified = text.Instant(touched, random.Between(ExportText.Slots / 2, ExportText.Slots - 1));
        string id = _ids.Next();
        _table.Add(
            id, context.Name, context.AccountId, context.OwnerId, stage, context.Amount, probability,
            text.Day(deal.CloseDate), ExportText.Flag(deal.IsClosed), ExportText.Flag(deal.IsWon), context.Type,
            context.LeadSource, forecast, created, modified, modified, ExportText.False);
        Notice(deal.CreatedOn);
        Notice(deal.IsClosed ? deal.CloseDate : deal.CreatedOn);
        return id;
    }

    public ExportTable Build() => _table.Build();

    private (string Stage, string Probability, string Forecast) Stage(SimulatedDeal deal)
    {
        if (deal.IsClosed)
        {
            return deal.IsWon ? ("Closed Won", "100", "Closed") : ("Closed Lost", "0", "Omitted");
        }

        double elapsed = asOf.DayNumber - deal.CreatedOn.DayNumber;
        double planned = Math.Max(1, deal.CloseDate.DayNumber - deal.CreatedOn.DayNumber);
        return OpenStages[Math.Min(OpenStages.Length - 1, (int)(elapsed / planned * OpenStages.Length))];
    }

    private static DateOnly Touched(DateOnly created, DateOnly until, SeededRandom random)
    {
        // Open deals are mostly touched recently: the square root leans towards the end of the span.
        int span = Math.Max(0, until.DayNumber - created.DayNumber);
        return ExportText.WorkingDayBefore(created.AddDays((int)(span * Math.Sqrt(random.NextDouble()))));
    }

    private void Notice(DateOnly day) => NewestDate = NewestDate is { } newest && newest > day ? newest : day;
}
