namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// Makes an org of any size whose sellers' true abilities are known: for simulations of the scorer, for load, and for
/// <c>embedded-org --generate</c>.
/// </summary>
public static class OrgGenerator
{
    internal const string Instance = "Gn0";

    /// <summary>Generates the org that the options describe.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    public static GeneratedOrg Generate(GeneratorOptions options)
    {
        if (GeneratorSettings.Problem(options) is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        GeneratedPeople people = GeneratedPeople.Draw(options);
        var deals = new GeneratedDeals(options);
        foreach (RepTruth truth in people.Truth)
        {
            deals.Sell(truth);
        }

        DateOnly since = people.Founded;
        ExportTable[] tables =
        [
            .. people.Tables,
            deals.Accounts(),
            deals.Opportunities(),
            OrgTables.Organization(Instance, "Generated Org", "America/New_York", since),
            OrgTables.TaskStatuses(Instance, since),
        ];
        return new GeneratedOrg(options, OrgTables.Export(tables, deals.NewestDate), people.Truth);
    }
}
