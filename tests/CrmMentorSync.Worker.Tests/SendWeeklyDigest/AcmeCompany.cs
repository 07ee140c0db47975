namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>A company with a busy American team, a German one, a quiet one, and a vice president above them.</summary>
internal static class AcmeCompany
{
    public const string Vp = "005000000000001AAA";
    public const string Dana = "005000000000002AAA";
    public const string Jonas = "005000000000003AAA";
    public const string Quinn = "005000000000004AAA";
    public const string Amir = "005000000000011AAA";
    public const string Beth = "005000000000012AAA";
    public const string Carlos = "005000000000013AAA";
    public const string Devi = "005000000000014AAA";
    public const string Elin = "005000000000015AAA";
    public const string Femi = "005000000000016AAA";
    public const string Grace = "005000000000017AAA";
    public const string Heike = "005000000000021AAA";
    public const string Ingo = "005000000000022AAA";
    public const string Jana = "005000000000023AAA";
    public const string Kai = "005000000000031AAA";
    public const string Lena = "005000000000032AAA";

    public static async Task<DigestWorld> BusyWeekAsync()
    {
        DigestWorld world = await DigestWorld.EmptyAsync();
        await PeopleAsync(world);
        await JudgementAsync(world);
        await MentoringAsync(world);
        await world.WinAsync("006000000000001AAA", "Northwind renewal & upgrade", Amir, 84_200, "2026-03-05");
        await world.WinAsync("006000000000002AAA", "Small order", Amir, 900, "2026-03-06");
        await world.WinAsync("006000000000003AAA", "Contoso pilot", Devi, 12_750, "2026-03-06");
        await world.WinAsync("006000000000004AAA", "Hansewerk Rahmenvertrag", Heike, 51_000, "2026-03-04");
        return world;
    }

    private static async Task PeopleAsync(DigestWorld world)
    {
        await world.PersonAsync(Vp, "Vera Stone", null, "vera@acme.example");
        await world.PersonAsync(Dana, "Dana Hart", Vp, "dana@acme.example");
        await world.PersonAsync(Jonas, "Jonas Weber", Vp, "jonas@acme.example", "de_DE", "de", "Europe/Berlin");
        await world.PersonAsync(Quinn, "Quinn Park", Vp, "quinn@acme.example", "en_GB", "en_US", "Europe/London");
        await world.PersonAsync(Amir, "Amir Haddad", Dana);
        await world.PersonAsync(Beth, "Beth O’Neil", Dana);
        await world.PersonAsync(Carlos, "Carlos Ruiz", Dana);
        await world.PersonAsync(Devi, "Devi Rao", Dana);
        await world.PersonAsync(Elin, "Elin Berg", Dana, hired: "2026-01-12");
        await world.PersonAsync(Femi, "Femi Ade", Dana);
        await world.PersonAsync(Grace, "Grace Lim", Dana);
        await world.PersonAsync(Heike, "Heike Groß", Jonas, locale: "de_DE", language: "de", zone: "Europe/Berlin");
        await world.PersonAsync(Ingo, "Ingo Lüders", Jonas, locale: "de_DE", language: "de", zone: "Europe/Berlin");
        await world.PersonAsync(Jana, "Jana Šimek", Jonas, locale: "de_DE", language: "de", zone: "Europe/Berlin");
        await world.PersonAsync(Kai, "Kai Moss", Quinn);
        await world.PersonAsync(Lena, "Lena Fox", Quinn);
    }

    private static async Task JudgementAsync(DigestWorld world)
    {
        await world.FlagAsync(Amir, "top", "deal_size", "created_per_month", 0.91);
        await world.FlagAsync(Beth, "struggling", "created_per_month", "win_rate", 0.86);
        await world.FlagAsync(Carlos, "struggling", "deal_size", "won_per_month", 0.83);
        await world.FlagAsync(Devi, "rising", "won_per_month", "deal_size", 0.84);
        await world.FlagAsync(Elin, "ramping", null, null);
        await world.FlagAsync(Femi, "steady", "win_rate", "deal_size", question: "No deal, event or login for 41 days: on leave?");
        await world.FlagAsync(Grace, "insufficient_data", null, null);
        await world.FlagAsync(Heike, "top", "win_rate", "deal_size", 0.88);
        await world.FlagAsync(Ingo, "struggling", "deal_size", "win_rate", 0.82);
        await world.FlagAsync(Jana, "steady", "deal_size", "win_rate");
        await world.FlagAsync(Kai, "steady", "win_rate", "deal_size");
        await world.FlagAsync(Lena, "steady", "deal_size", "win_rate");
        foreach (string rep in new[] { Amir, Beth, Elin, Femi, Grace, Heike, Ingo, Jana, Kai, Lena })
        {
            await world.ExecuteAsync(
                "INSERT INTO flags SELECT '2026-03-02', rep_id, flag, also, probability, strength, gap, reason, question, manager_id FROM flags WHERE rep_id = @rep",
                new { rep });
        }

        await world.FlagAsync(Carlos, "steady", "deal_size", "won_per_month", asOf: "2026-03-02");
        await world.FlagAsync(Devi, "steady", "won_per_month", "deal_size", asOf: "2026-03-02");

        await world.ScoreAsync(Amir, "overall", 41_800, 33_500, 52_100, 23_600, 38);
        await world.ScoreAsync(Beth, "overall", 11_900, 8_700, 16_300, 23_600, 22);
        await world.ScoreAsync(Beth, "win_rate", 0.214, 0.158, 0.281, 0.352, 64);
        await world.ScoreAsync(Carlos, "overall", 13_400, 9_900, 18_000, 23_600, 25);
        await world.ScoreAsync(Carlos, "won_per_month", 1.4, 1.1, 1.8, 2.6, 17);
        await world.ScoreAsync(Devi, "overall", 27_300, 21_400, 34_900, 23_600, 31);
        await world.ScoreAsync(Elin, "overall", 9_600, 3_900, 21_700, 23_600, 4);
        await world.ScoreAsync(Femi, "overall", 22_900, 17_800, 29_600, 23_600, 28);
        await world.ScoreAsync(Amir, "win_rate", 0.47, 0.41, 0.53, 0.352, 81);
        await world.ScoreAsync(Heike, "overall", 39_700, 30_100, 50_800, 23_600, 33);
        await world.ScoreAsync(Heike, "won_per_month", 4.9, 4.1, 5.8, 2.6, 59);
        await world.ScoreAsync(Ingo, "overall", 10_800, 7_900, 14_900, 23_600, 19);
        await world.ScoreAsync(Ingo, "win_rate", 0.198, 0.147, 0.262, 0.352, 60);
        await world.ScoreAsync(Jana, "overall", 24_400, 19_000, 31_200, 23_600, 27);
        await world.ScoreAsync(Kai, "overall", 24_400, 19_000, 31_200, 23_600, 27);
        await world.ScoreAsync(Lena, "overall", 22_400, 17_000, 29_200, 23_600, 26);
    }

    private static async Task MentoringAsync(DigestWorld world)
    {
        // Two proposals wait for Dana: one mentor of her own, one from Jonas's team.
        await world.PairingAsync(Amir, Beth, "win_rate", "proposed", "Amir Haddad wins 47 %, Beth O’Neil 21 %; quality 0.83, ahead of Heike Groß (0.71).", "2026-03-02");
        await world.ActivityAsync("approve", "manager", Dana, "2026-03-09", DigestWorld.Pairing(Amir, Beth), task: "00T000000000001AAA");
        await world.PairingAsync(Heike, Carlos, "won_per_month", "proposed", "Heike Groß wins 4.9 a month, Carlos Ruiz 1.4; quality 0.79.", "2026-03-07");
        await world.ActivityAsync("approve", "manager", Dana, "2026-03-12", DigestWorld.Pairing(Heike, Carlos), task: "00T000000000002AAA");

        // An active pair within the team, with something late on both sides and a debrief due from Dana.
        await world.PairingAsync(Devi, Elin, "created_per_month", "active", "", "2026-02-02", "onboarding", "yes");
        string pair = DigestWorld.Pairing(Devi, Elin);
        await world.ActivityAsync("debrief", "manager", Dana, "2026-03-04", pair, task: "00T000000000003AAA");
        await world.ActivityAsync("followup", "mentee", Elin, "2026-03-05", pair, task: "00T000000000004AAA");
        await world.ActivityAsync("check4", "mentor", Devi, "2026-03-06", pair, task: "00T000000000005AAA");
        await world.ActivityAsync("lunch", "mentor", Devi, "2026-03-13", pair, task: "00T000000000006AAA", occurrence: 2);
        await world.ActivityAsync("lunch", "mentee", Elin, "2026-03-13", pair, task: "00T000000000007AAA", occurrence: 2);
        await world.ActivityAsync(
            "lunch", "mentee", Elin, "2026-03-03", pair, "done", "00T000000000008AAA", new DateTimeOffset(2026, 3, 3, 17, 0, 0, TimeSpan.Zero),
            obstacle: "No access to the pricing tool <yet>");
    }
}
