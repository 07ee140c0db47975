using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What the manager's own time went into, as far as closed Tasks tell (P49), and whom to coach next (P29).</summary>
internal static class DigestTalks
{
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
        if (talks.Count < Fewest)
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
                   let name = words.TierName(tier == Tier.Top, tier == Tier.Struggling, tier == Tier.New)
                   select new DigestTier(
                       name,
                       (int)Math.Round(100.0 * held / talks.Count, MidpointRounding.ToEven),
                       scene.Voice.Format.Number(held, 0),
                       scene.Voice.Format.Number(people[tier].Count(), 0),
                       words.TierLine(name, held, people[tier].Count())),
            ]);
    }

    /// <summary>
    /// Whoever has waited longest for a recorded talk; of those who wait equally long another one each week, so that nobody is
    /// left out and nobody is always meant.
    /// </summary>
    /// <param name="asked">People whom an act of this mail already names.</param>
    public static DigestAct? OwnCoaching(DigestScene scene, IsoWeek week, IReadOnlySet<UserId> asked)
    {
        var last = Of(scene).GroupBy(talk => talk.Person).ToDictionary(person => person.Key, person => person.Max(talk => talk.On));
        UserId[] open = [.. scene.Team.Where(rep => !asked.Contains(rep) && !DigestActs.MayBeAway(scene, rep))];
        if (open.Length == 0)
        {
            return null;
        }

        int turn = week.Monday.DayNumber / 7 % open.Length;
        UserId next = open
            .Select((rep, at) => (Rep: rep, Turn: (at - turn + open.Length) % open.Length))
            .OrderBy(place => last.GetValueOrDefault(place.Rep))
            .ThenBy(place => place.Turn)
            .First().Rep;
        RepFlag flag = scene.Flag(next);
        string focus = scene.Words.Focus(SkillName(scene, flag.Strength), SkillName(scene, flag.Gap));
        CareWords words = scene.Words.Care;
        return new DigestAct(
            words.OwnCoaching(scene.Name(next)),
            words.OwnCoachingWhy(focus, last.TryGetValue(next, out DateOnly day) ? scene.Voice.Day(day) : null, scene.Settings.AttentionDays),
            scene.PersonLink(next));
    }

    private static UserId? PersonOf(DigestScene scene, DigestActivity activity) =>
        activity.Mentee is { } mentee && scene.IsInTeam(mentee) ? mentee
        : scene.IsInTeam(activity.Mentor) ? activity.Mentor
        : null;

    private static Tier TierOf(FlagKind flag) => flag switch
    {
        FlagKind.Top or FlagKind.Plateau => Tier.Top,
        FlagKind.Struggling => Tier.Struggling,
        FlagKind.Ramping or FlagKind.InsufficientData => Tier.New,
        FlagKind.Rising or FlagKind.Steady => Tier.Between,
    };

    private static string? SkillName(DigestScene scene, Performance.Skill? skill) => skill is { } known ? scene.Words.SkillName(known) : null;
}
