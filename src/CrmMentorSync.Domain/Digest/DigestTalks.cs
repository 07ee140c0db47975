using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What the manager's own time went into, as far as closed Tasks tell (P49), and whom to coach next (P29).</summary>
internal static class DigestTalks
{
    // Thirty days change little in seven: told once a month, in the week after what mentors did (DigestGrowth).
    private const int FirstDay = 8;
    private const int LastDay = 14;

    /// <summary>Shares of fewer talks would say nothing.</summary>
    public const int Fewest = 3;

    private enum Tier
    {
        Top,
        Between,
        Struggling,
        New,
    }

    /// <summary>The talks that the manager closed lately, each with the own report whom it was about.</summary>
    public static IReadOnlyList<(UserId Person, DateOnly On)> Of(DigestScene scene) =>
    [
        .. from activity in scene.Activities
           where activity.Owner == scene.Manager.Id && activity.State == "done" && activity.Kind is { } kind && DigestKinds.IsTalk(kind)
           where activity.DoneAt is not null && PersonOf(scene, activity) is not null
           let day = scene.Voice.DayOf(activity.DoneAt!.Value)
           where scene.DaysSince(day) >= 0 && scene.DaysSince(day) <= scene.Settings.AttentionDays
           select (PersonOf(scene, activity)!.Value, day),
    ];

    public static DigestOwnTime? ByTier(DigestScene scene)
    {
        IReadOnlyList<(UserId Person, DateOnly On)> talks = Of(scene);
        if (talks.Count < Fewest || !IsItsWeek(scene))
        {
            return null;
        }

        CareWords words = scene.Words.Care;
        ILookup<Tier, UserId> people = scene.Team.ToLookup(rep => TierOf(scene.Flag(rep).Flag));
        return new DigestOwnTime(
            words.OwnTimeIntro(talks.Count, scene.Settings.AttentionDays),
            [
                .. from tier in Enum.GetValues<Tier>()
                   where people[tier].Any()
                   let held = talks.Count(talk => TierOf(scene.Flag(talk.Person).Flag) == tier)
                   let name = NameOf(scene, tier)
                   select new DigestTier(
                       name,
                       (int)Math.Round(100.0 * held / talks.Count, MidpointRounding.ToEven),
                       scene.Voice.Format.Number(held, 0),
                       scene.Voice.Format.Number(people[tier].Count(), 0),
                       words.TierLine(name, held, people[tier].Count())),
            ]);
    }

    /// <summary>Whom the mentors' time went to, for managers alone (P55); null where too little is recorded.</summary>
    public static string? MentorsByTier(DigestScene scene)
    {
        UserId[] talks =
        [
            .. from activity in scene.Activities
               where activity is { State: "done", Kind: not null, DoneAt: not null } && MentorLedger.IsTalk(activity.Kind.Value)
               where activity.Mentee is { } mentee && scene.IsInTeam(mentee) && activity.Mentor != scene.Manager.Id
               where scene.DaysSince(scene.Voice.DayOf(activity.DoneAt!.Value)) is >= 0 and int days && days <= scene.Settings.AttentionDays
               group activity.Mentee!.Value by (activity.PairingKey, activity.Kind, activity.Occurrence) into talk
               select talk.First(),
        ];
        ILookup<Tier, UserId> people = scene.Team.ToLookup(rep => TierOf(scene.Flag(rep).Flag));
        return talks.Length < Fewest || !IsItsWeek(scene) ? null : scene.Words.Care.MentorsTime(
            scene.Settings.AttentionDays,
            [.. Enum.GetValues<Tier>().Where(tier => people[tier].Any()).Select(tier => (NameOf(scene, tier), talks.Count(person => TierOf(scene.Flag(person).Flag) == tier)))],
            talks.Length);
    }

    /// <summary>
    /// Who gains most from the reader's own half hour: what is at stake times how long no talk is on record, at most as long as is looked
    /// back. Whoever the reader sees in these days anyway is left out, and whoever is asked for something else comes after all others. Of those for
    /// whom it is worth the same another one each week, so that nobody is left out and nobody is always meant.
    /// </summary>
    /// <param name="seen">People whom an act of this mail already brings to the reader.</param>
    /// <param name="named">People in a proposal of this mail, or asked about something late: they have enough to answer.</param>
    public static DigestAct? OwnCoaching(DigestScene scene, IsoWeek week, IReadOnlySet<UserId> seen, IReadOnlyList<UserId> named)
    {
        var last = Of(scene).GroupBy(talk => talk.Person).ToDictionary(person => person.Key, person => person.Max(talk => talk.On));
        HashSet<UserId> met = [.. seen, .. ComingTalks(scene, week)];
        UserId[] open = [.. scene.Team.Where(rep => !met.Contains(rep) && !DigestActs.MayBeAway(scene, rep))];
        if (open.Length == 0)
        {
            return null;
        }

        HashSet<UserId> busy = [.. named];
        int turn = week.Monday.DayNumber / 7 % open.Length;
        UserId next = open
            .Select((rep, at) => (Rep: rep, Turn: (at - turn + open.Length) % open.Length))
            .OrderBy(place => busy.Contains(place.Rep) ? 1 : 0)
            .ThenByDescending(place => AtStake(scene, place.Rep) * DaysWithout(scene, last, place.Rep))
            .ThenBy(place => place.Turn)
            .First().Rep;
        RepFlag flag = scene.Flag(next);
        bool areOthersSeen = scene.Team.Any(rep => rep != next && AtStake(scene, rep) > AtStake(scene, next));
        string? why = scene.Reasons.CoachingWhy(flag.Flag, areOthersSeen);
        string focus = scene.Settings.SaysFocus ? DigestTeam.Focus(scene, next, isTopicSaid: false) : "";
        string talks = last.TryGetValue(next, out DateOnly day) ? scene.Words.Care.OwnCoachingWhy(focus, scene.Voice.Day(day), scene.Settings.AttentionDays)
            : scene.LooksBack ? scene.Words.Care.OwnCoachingWhy(focus, null, scene.Settings.AttentionDays)
            : focus.Length == 0 ? "" : DigestWords.Stop(focus);
        return new DigestAct(
            scene.Words.Care.OwnCoaching(scene.Name(next)), string.Join(' ', new[] { why ?? "", talks }.Where(part => part.Length > 0)), scene.PersonLink(next));
    }

    // Talks of the reader's own with reports, as a mentor or in a debrief, in this week and the next.
    private static IEnumerable<UserId> ComingTalks(DigestScene scene, IsoWeek week) =>
        from talk in DigestLists.Upcoming(scene, week.Next.Sunday)
        where talk.Side.Owner == scene.Manager.Id || talk.Side.Mentor == scene.Manager.Id
        let person = PersonOf(scene, talk.Side)
        where person is not null
        select person.Value;

    private static int DaysWithout(DigestScene scene, Dictionary<UserId, DateOnly> last, UserId rep) =>
        last.TryGetValue(rep, out DateOnly day) ? Math.Min(scene.DaysSince(day), scene.Settings.AttentionDays) : scene.Settings.AttentionDays + 1;

    /// <summary>Those furthest behind gain most from help (evidence.md); the best are coached least and leave for it (P20, P52); who is clearly below the peers comes before the rest.</summary>
    private static double AtStake(DigestScene scene, UserId rep) => scene.Flag(rep).Flag switch
    {
        FlagKind.Struggling => 4,
        FlagKind.Top or FlagKind.Plateau => 3,
        FlagKind.Rising => 2.5,
        FlagKind.Ramping => 2,
        FlagKind.Steady => scene.Evidence(rep, Performance.Skill.Overall) is { } score && score.High < score.PeerMedian ? 2 : 1.5,
        FlagKind.InsufficientData => 1,
    };

    private static UserId? PersonOf(DigestScene scene, DigestActivity activity) =>
        activity.Mentee is { } mentee && scene.IsInTeam(mentee) ? mentee
        : scene.IsInTeam(activity.Mentor) ? activity.Mentor
        : null;

    private static bool IsItsWeek(DigestScene scene) => scene.Voice.Today.Day is >= FirstDay and <= LastDay;

    private static string NameOf(DigestScene scene, Tier tier) => scene.Words.Care.TierName(tier == Tier.Top, tier == Tier.Struggling, tier == Tier.New);

    private static Tier TierOf(FlagKind flag) => flag switch
    {
        FlagKind.Top or FlagKind.Plateau => Tier.Top,
        FlagKind.Struggling => Tier.Struggling,
        FlagKind.Ramping or FlagKind.InsufficientData => Tier.New,
        FlagKind.Rising or FlagKind.Steady => Tier.Between,
    };
}
