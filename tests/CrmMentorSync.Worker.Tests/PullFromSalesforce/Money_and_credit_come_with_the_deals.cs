using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class Money_and_credit_come_with_the_deals
{
    private const string Deal = "006000000000001AAA";
    private static readonly string[] Deals = ["Id", "Name", "OwnerId", "StageName", "IsClosed", "IsWon", "Amount", "CurrencyIsoCode", "CloseDate", "CreatedDate", "SystemModstamp"];
    private static readonly string[] Splits = ["Id", "OpportunityId", "SplitOwnerId", "SplitPercentage", "SplitAmount", "SplitTypeId", "CreatedDate", "SystemModstamp"];
    private static readonly string[] Currencies = ["Id", "IsoCode", "ConversionRate", "IsCorporate"];
    private static readonly string[] Usd = ["01L000000000001AAA", "USD", "1", "true"];
    private static readonly string[] Eur = ["01L000000000002AAA", "EUR", "0.8", "false"];

    [Fact]
    public async Task Amounts_are_converted_at_the_rate_of_the_close_date_else_at_the_present_one()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "EUR", "2025-03-31"), One(2, "EUR", "2025-04-01"), One(3, "USD", "2025-04-01"), One(4, "GBP", "2025-04-01"))
            .Add("CurrencyType", Currencies, Usd, Eur, ["01L000000000003AAA", "GBP", "0.5", "false"])
            .Add("DatedConversionRate", ["Id", "IsoCode", "StartDate", "NextStartDate", "ConversionRate"],
                ["04w000000000001AAA", "EUR", "2020-01-01", "2025-04-01", "1.25"], ["04w000000000002AAA", "EUR", "2025-04-01", "", "1.6"])
            .Add("ForecastingQuota", ["Id", "QuotaOwnerId", "StartDate", "QuotaAmount", "CurrencyIsoCode"], ["0J9000000000001AAA", SmallOrg.Ann, "2025-01-01", "1000", "EUR"]);
        Assert.Equal(0, (await pull.PullAsync(export)).Failed);
        Assert.Equal(["1000|800", "1000|625", "1000|1000", "1000|2000"], await pull.RowsAsync("SELECT stated_amount, amount FROM deals ORDER BY id"));
        Assert.Equal("800", await pull.OneAsync("SELECT amount FROM quotas"));
        Assert.Equal("USD", await pull.OneAsync("SELECT value FROM meta WHERE key = 'currency'"));
        Assert.Equal(0, (await pull.PullAsync(export)).Written);
    }

    [Fact]
    public async Task Without_dated_rates_a_corrected_rate_corrects_every_amount()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "EUR", "2025-03-31")).Add("CurrencyType", Currencies, Usd, Eur);
        await pull.PullAsync(export);
        Assert.Equal("1250", await pull.OneAsync("SELECT amount FROM deals"));
        await pull.PullAsync(export.With("CurrencyType", Eur[0], "ConversionRate", "0.5"), new DateOnly(2026, 1, 5));
        Assert.Equal("2000", await pull.OneAsync("SELECT amount FROM deals"));
    }

    [Fact]
    public async Task A_rate_that_the_org_deleted_is_gone_here_and_one_that_it_only_hides_is_not()
    {
        using var pull = new PullHarness();
        string[] dated = ["Id", "IsoCode", "StartDate", "NextStartDate", "ConversionRate"];
        string[] old = ["04w000000000001AAA", "EUR", "2020-01-01", "2025-03-01", "1.25"];
        OrgExport export = Org(One(1, "EUR", "2025-03-31")).Add("CurrencyType", Currencies, Usd, Eur)
            .Add("DatedConversionRate", dated, old, ["04w000000000002AAA", "EUR", "2025-03-01", "", "1.6"]);
        await pull.PullAsync(export);
        Assert.Equal("625", await pull.OneAsync("SELECT amount FROM deals"));
        await pull.PullAsync(export.Add("DatedConversionRate", dated, old), new DateOnly(2026, 1, 5));
        Assert.Equal("800|1", await pull.OneAsync("SELECT amount, (SELECT COUNT(*) FROM dated_rates) FROM deals"));
        await pull.PullAsync(Org(One(1, "EUR", "2025-03-31")).Add("CurrencyType", Currencies, Usd, Eur), new DateOnly(2026, 1, 6));
        Assert.Equal("800|1", await pull.OneAsync("SELECT amount, (SELECT COUNT(*) FROM dated_rates) FROM deals"));
    }

    [Fact]
    public async Task An_amount_without_a_rate_is_refused_by_name_and_its_deal_still_counts()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "CHF", "2025-03-31"), One(2, "USD", "2025-03-31")).Add("CurrencyType", Currencies, Usd, Eur);
        Assert.Equal(1, (await pull.PullAsync(export)).Failed);
        Assert.Equal(["|1", "1000|1"], await pull.RowsAsync("SELECT amount, is_won FROM deals ORDER BY id"));
        string refused = await pull.OneAsync("SELECT source || ' ' || record || ' ' || reason FROM refused_records");
        Assert.StartsWith($"Opportunity.CurrencyIsoCode {Deal} ", refused, StringComparison.Ordinal);
        Assert.Contains("CHF", refused, StringComparison.Ordinal);
        Assert.Contains("CurrencyType.csv", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_currencies_are_hidden_a_single_one_is_corporate_and_several_are_refused()
    {
        using var one = new PullHarness();
        Assert.Equal(0, (await one.PullAsync(Org(One(1, "EUR", "2025-03-31")))).Failed);
        Assert.Equal("1000|EUR", await one.OneAsync("SELECT amount, (SELECT value FROM meta WHERE key = 'currency') FROM deals"));
        using var several = new PullHarness();
        Assert.Equal(2, (await several.PullAsync(Org(One(1, "EUR", "2025-03-31"), One(2, "USD", "2025-03-31")))).Failed);
        Assert.Equal("0", await several.OneAsync("SELECT COUNT(amount) FROM deals"));
    }

    [Fact]
    public async Task A_closed_deal_is_divided_by_its_revenue_split_and_overlay_splits_do_not_count()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "USD", "2025-03-31")).Add("CurrencyType", Currencies, Usd)
            .Add("OpportunitySplitType", ["Id", "DeveloperName", "IsTotalValidated"], ["1Oq000000000001AAA", "Revenue", "true"], ["1Oq000000000002AAA", "Overlay", "false"])
            .Add("OpportunitySplit", Splits,
                Split(1, SmallOrg.Ann, "60", "1Oq000000000001AAA", "2025-02-01"), Split(2, SmallOrg.Bob, "40", "1Oq000000000001AAA", "2025-02-01"),
                Split(3, SmallOrg.Manager, "100", "1Oq000000000002AAA", "2025-02-01"));
        await pull.PullAsync(export);
        Assert.Equal([$"{SmallOrg.Ann}|0.6", $"{SmallOrg.Bob}|0.4"], await CreditsAsync(pull));
    }

    [Fact]
    public async Task Splits_that_give_away_more_than_the_deal_are_scaled_and_told()
    {
        using var pull = new PullHarness();
        StepResult result = await pull.PullAsync(Org(One(1, "USD", "2025-03-31")).Add("CurrencyType", Currencies, Usd).Add("OpportunitySplit", Splits,
            Split(1, SmallOrg.Ann, "65", "", "2025-02-01"), Split(2, SmallOrg.Bob, "65", "", "2025-02-01")));
        Assert.Equal([$"{SmallOrg.Ann}|0.5", $"{SmallOrg.Bob}|0.5"], await CreditsAsync(pull));
        Assert.Equal(1, result.Failed);
        string told = await pull.OneAsync("SELECT record, reason FROM refused_records WHERE source = 'OpportunitySplit'");
        Assert.StartsWith("006", told, StringComparison.Ordinal);
        Assert.Contains("give away 130 %", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_split_types_the_split_that_totals_the_deal_is_of_revenue()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(Org(One(1, "USD", "2025-03-31")).Add("OpportunitySplit", Splits,
            Split(1, SmallOrg.Manager, "50", "1Oq000000000001AAA", "2025-02-01"),
            Split(2, SmallOrg.Ann, "70", "1Oq000000000002AAA", "2025-02-01"), Split(3, SmallOrg.Bob, "30", "1Oq000000000002AAA", "2025-02-01")));
        Assert.Equal([$"{SmallOrg.Ann}|0.7", $"{SmallOrg.Bob}|0.3"], await CreditsAsync(pull));
    }

    [Fact]
    public async Task Splits_made_or_changed_after_the_first_sight_of_the_close_move_nothing()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "USD", "2025-03-31"), One(2, "USD", "2025-03-31"), One(3, "USD", "2025-03-31"))
            .Add("OpportunitySplit", Splits, Split(1, SmallOrg.Ann, "60", "", "2025-02-01"), Split(2, SmallOrg.Bob, "40", "", "2025-02-01"),
                // The owner's own row, as Salesforce makes it for every deal.
                Split(3, SmallOrg.Ann, "100", "", "2025-02-01") is var alone ? [alone[0], "006000000000003AAA", .. alone[2..]] : []);
        await pull.PullAsync(export, new DateOnly(2026, 1, 1));
        string[] frozen = await CreditsAsync(pull);
        Assert.Equal([$"{SmallOrg.Ann}|0.6", $"{SmallOrg.Bob}|0.4"], frozen);
        OrgExport later = export.Add("OpportunitySplit", Splits, Split(1, SmallOrg.Ann, "5", "", "2025-02-01", "2026-02-01"), Split(2, SmallOrg.Bob, "95", "", "2025-02-01", "2026-02-01"),
            ["1OS000000000004AAA", "006000000000002AAA", SmallOrg.Bob, "50", "", "", "2026-02-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"],
            ["1OS000000000005AAA", "006000000000003AAA", SmallOrg.Bob, "50", "", "", "2026-02-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"]);
        await pull.PullAsync(later, new DateOnly(2026, 3, 1));
        Assert.Equal(frozen, await CreditsAsync(pull));
        using var fresh = new PullHarness();
        await fresh.PullAsync(later, new DateOnly(2026, 3, 1));
        Assert.Equal(6, (await CreditsAsync(fresh)).Length);

        // As of an earlier day, splits that were made after it do not exist.
        using var past = new PullHarness();
        await past.PullAsync(later, new DateOnly(2026, 1, 15));
        Assert.Equal(2, (await CreditsAsync(past)).Length);
    }

    [Fact]
    public async Task A_deal_that_closes_again_is_divided_anew()
    {
        using var pull = new PullHarness();
        OrgExport export = Org(One(1, "USD", "2025-03-31")).Add("OpportunitySplit", Splits, Split(1, SmallOrg.Bob, "40", "", "2025-02-01"));
        await pull.PullAsync(export, new DateOnly(2026, 1, 1));
        OrgExport open = export.With("Opportunity", Deal, "IsClosed", "false").With("Opportunity", Deal, "IsWon", "false").With("Opportunity", Deal, "SystemModstamp", "2026-02-01T00:00:00.000Z");
        await pull.PullAsync(open, new DateOnly(2026, 2, 2));
        Assert.Empty(await CreditsAsync(pull));
        OrgExport closed = export.With("Opportunity", Deal, "SystemModstamp", "2026-03-01T00:00:00.000Z")
            .Add("OpportunitySplit", Splits, Split(1, SmallOrg.Bob, "10", "", "2025-02-01", "2026-03-01"));
        await pull.PullAsync(closed, new DateOnly(2026, 3, 2));
        Assert.Equal([$"{SmallOrg.Ann}|0.9", $"{SmallOrg.Bob}|0.1"], await CreditsAsync(pull));
    }

    [Fact]
    public async Task An_org_without_the_features_costs_no_call_but_one_question_and_those_with_them_one_each()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(SmallOrg.Export());
        int plain = pull.ApiCalls;
        using var rich = new PullHarness();
        OrgExport export = Org(One(1, "EUR", "2025-03-31")).Add("Account", ["Id", "Name"], [SmallOrg.Acme, "Acme"]).Add("CurrencyType", Currencies, Usd, Eur)
            .Add("OpportunitySplit", Splits, Split(1, SmallOrg.Bob, "40", "", "2025-02-01"));
        await rich.PullAsync(export);
        // Everything is described in one call; splits, currencies and their rates come five objects a call.
        Assert.Equal(plain + 2, rich.ApiCalls);
    }

    private static Task<string[]> CreditsAsync(PullHarness pull) => pull.RowsAsync("SELECT person_id, round(share, 6) FROM deal_credits ORDER BY deal_id, person_id");

    private static OrgExport Org(params string[][] deals) => SmallOrg.Export().Add("Opportunity", Deals, deals);

    private static string[] One(int number, string currency, string closed) =>
    [
        $"00600000000000{number}AAA", $"Deal {number}", SmallOrg.Ann, "Closed Won", "true", "true", "1000", currency, closed, "2025-01-01T00:00:00.000Z", closed + "T00:00:00.000Z",
    ];

    private static string[] Split(int number, string owner, string percentage, string type, string created, string? changed = null) =>
    [
        $"1OS00000000000{number}AAA", Deal, owner, percentage, "", type, created + "T00:00:00.000Z", (changed ?? created) + "T00:00:00.000Z",
    ];
}
