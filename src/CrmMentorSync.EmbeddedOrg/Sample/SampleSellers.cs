using static CrmMentorSync.EmbeddedOrg.Sample.SampleTeam;
using static CrmMentorSync.EmbeddedOrg.Sample.SellerProfile;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>Everyone who sells at Harborlight. All are invented; hire dates are Mondays.</summary>
internal static class SampleSellers
{
    public static readonly IReadOnlyList<SampleSeller> All =
    [
        new(EnterpriseEast, "Imani", "Castellanos", "2020-03-02", AllRound) { MaxMentees = 3 },
        new(EnterpriseEast, "Gregor", "Vantongeren", "2021-09-13", LowWinRate),
        new(EnterpriseEast, "Soo-ah", "Lindgren", "2019-06-03", Usual),
        new(EnterpriseEast, "Percival", "Adomako", "2018-02-05", BigDeals),
        new(EnterpriseEast, "Leticia", "Brandvold", "2022-04-04", Usual),
        new(EnterpriseEast, "Omar", "Fitzhenry", "2021-01-11", ClosesFew),
        new(EnterpriseEast, "Wren", "Takahata", "2026-04-20", Usual),

        new(EnterpriseWest, "Anahera", "Quintero", "2019-09-09", Closer),
        new(EnterpriseWest, "Dmitri", "Halloway", "2021-05-10", SmallDeals),
        new(EnterpriseWest, "Yesenia", "Thorvald", "2020-10-05", Usual),
        new(EnterpriseWest, "Kofi", "Bergstrom", "2017-11-06", Prospector),
        new(EnterpriseWest, "Nadine", "Xu", "2022-08-15", WeakAllRound),
        new(EnterpriseWest, "Alistair", "Mbaye", "2023-02-06", Usual),
        new(EnterpriseWest, "Farrah", "Kowalczyk", "2024-11-18", Rising),

        new(EnterpriseEurope, "Jürgen", "Kößling", "2016-05-09", AllRound),
        new(EnterpriseEurope, "Svenja", "Rautenberg", "2019-01-14", Usual),
        new(EnterpriseEurope, "Bülent", "Aydemir", "2020-07-06", Usual),
        new(EnterpriseEurope, "Katharina", "Weißhaupt", "2021-10-04", OpensMany),
        new(EnterpriseEurope, "Tobias", "Grünwald", "2022-01-10", LowWinRate),
        new(EnterpriseEurope, "Małgorzata", "Zielonka", "2023-05-08", Usual) { Locale = "en_GB", Language = "en_US" },
        new(EnterpriseEurope, "Étienne", "Marchal", "2021-03-01", Slow) { Locale = "fr_FR", Language = "en_US" },
        new(EnterpriseEurope, "Lieselotte", "Hagemann", "2018-09-03", BigDeals)
        {
            // Back from parental leave.
            Leave = (new DateOnly(2026, 1, 12), new DateOnly(2026, 4, 12)),
        },

        new(MidMarketEast, "Josephine", "Abara", "2018-08-06", PlateauedStar) { MaxMentees = 1 },
        new(MidMarketEast, "Tyrell", "Vaszary", "2021-06-07", Usual),
        new(MidMarketEast, "Beatriz", "Holmquist", "2022-10-10", FewOpportunities),
        new(MidMarketEast, "Raj", "Pemberton", "2019-04-08", AllRound),
        new(MidMarketEast, "Saoirse", "Eguchi", "2023-03-06", LowWinRate),
        new(MidMarketEast, "Miguel", "Ostrander", "2020-01-13", Fading),
        new(MidMarketEast, "Danika", "Obiora", "2026-05-04", Usual),
        new(MidMarketEast, "Lucius", "Feng", "2021-08-02", Usual) { Excluded = true },
        new(MidMarketEast, "Corwin", "Albrecht", "2020-02-03", Usual) { Left = new DateOnly(2025, 11, 28) },

        new(MidMarketWest, "Esperanza", "Voll", "2019-10-07", Prospector),
        new(MidMarketWest, "Hideo", "Marchetti", "2022-06-06", WeakAllRound),
        new(MidMarketWest, "Tamsin", "Okafor-Reyes", "2021-11-08", Usual),
        new(MidMarketWest, "Bodhi", "Castellane", "2020-05-11", Closer),
        new(MidMarketWest, "Aurelia", "Njoroge", "2022-02-07", OpensMany),
        new(MidMarketWest, "Quentin", "Sandoval", "2023-01-09", SmallDeals),
        new(MidMarketWest, "Mei-Ling", "Hartigan", "2024-12-02", Rising),
        new(MidMarketWest, "Jamal", "Wetterstrand", "2026-08-03", Usual),

        new(MidMarketUk, "Alasdair", "Kinloch", "2018-03-12", Fading),
        new(MidMarketUk, "Chidinma", "Rowbotham", "2019-08-05", AllRound),
        new(MidMarketUk, "Fionnuala", "Desai", "2022-09-05", FewOpportunities),
        new(MidMarketUk, "Ewan", "Szymanski", "2023-06-05", LowWinRate),
        new(MidMarketUk, "Parveen", "Lockyer", "2020-11-09", Usual)
        {
            Leave = (new DateOnly(2026, 8, 10), new DateOnly(2026, 11, 29)),
        },
        new(MidMarketUk, "Gwendolyn", "Asante", "2021-02-08", BigDeals),
        new(MidMarketUk, "Rupert", "Ilesanmi", "2022-05-09", ClosesFew),
        new(MidMarketUk, "Niamh", "Cartwright", "2026-07-06", Usual),

        new(MidMarketDach, "Anneliese", "Hübner", "2017-04-03", AllRound) { MaxMentees = 2 },
        new(MidMarketDach, "Cem", "Yıldırım", "2024-11-25", Rising),
        new(MidMarketDach, "Florian", "Steinmüller", "2022-11-07", WeakAllRound),
        new(MidMarketDach, "Ruth", "Ammann", "2019-03-04", Usual) { Locale = "de_CH" },
        new(MidMarketDach, "Lorenz", "Pichler", "2023-04-03", FewOpportunities) { Locale = "de_AT" },
        new(MidMarketDach, "Mareike", "Vogelsang", "2020-09-07", Usual) { Fte = 0.6 },
        new(MidMarketDach, "Dragana", "Petković", "2018-06-04", Prospector),
        new(MidMarketDach, "Henrik", "Lüders", "2026-06-01", Usual),

        new(MidMarketAnz, "Kiri", "Wainwright", "2019-02-04", Closer) { Locale = "en_NZ" },
        new(MidMarketAnz, "Lachlan", "Oduya", "2021-04-05", Usual) { SilentSince = new DateOnly(2026, 8, 20) },
        new(MidMarketAnz, "Priscilla", "Tamihana", "2022-07-04", SmallDeals),
        new(MidMarketAnz, "Angus", "Delahunty", "2020-08-03", Slow),
        new(MidMarketAnz, "Zahra", "McAllister", "2021-05-03", ClosesFew),
        new(MidMarketAnz, "Hamish", "Varghese", "2024-12-09", Rising),
        new(MidMarketAnz, "Siobhan", "Leota", "2026-08-31", Usual),

        // A manager with deals of her own: she counts in totals, never among the reps.
        new(MidMarketAnz, MidMarketAnz.ManagerFirst, MidMarketAnz.ManagerLast, "2016-08-01", ClosesFew) { IsManager = true },
    ];
}
