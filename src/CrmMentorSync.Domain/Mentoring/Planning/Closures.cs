using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>Which Tasks nobody needs any more.</summary>
internal static class Closures
{
    /// <summary>
    /// Open Tasks of pairs that are over, open Tasks about talks of such pairs alone, Tasks that were answered with a no and left
    /// open, and what has lapsed; in the order of the keys.
    /// </summary>
    public static IReadOnlyList<MentoringKey> Of(PlanInput input)
    {
        HashSet<string> over = Over(input);
        HashSet<MentoringKey> lapsed = Lapsed(input);
        string invitation = ActivityKind.Invite.Key();
        ILookup<MentoringKey?, KnownActivity> carried = input.Carried.ToLookup(talk => talk.CarriedBy);
        return
        [
            .. input.Known
                .Where(known => lapsed.Contains(known.Key) || (known.Key.PairingKey is { } pairing
                    ? over.Contains(pairing) && (known.IsOpen || known.State == ActivityState.Declined)
                    : (known.Key.Activity == invitation && known.State == ActivityState.Declined) || (known.IsOpen && AsksAboutNobody(known))))
                .Select(known => known.Key)
                .OrderBy(key => key.ToString(), StringComparer.Ordinal),
        ];

        bool AsksAboutNobody(KnownActivity known) =>
            carried[known.Key].Any() && carried[known.Key].All(talk => talk.Key.PairingKey is { } pairing && over.Contains(pairing));
    }

    /// <summary>
    /// Open Tasks of nobody's ended pair that nobody did and whose day is weeks past. Whoever lets Tasks lie would never get another
    /// one, for nothing stacks; and a talk that never took place would be the last. Moving its day keeps a Task alive.
    /// </summary>
    public static HashSet<MentoringKey> Lapsed(PlanInput input)
    {
        HashSet<string> over = Over(input);
        Dictionary<UserId, Person> people = input.People.ToDictionary(person => person.Id);
        return
        [
            .. input.Known
                .Where(known => known.State == ActivityState.Open && ActivityNames.TryParse(known.Key.Activity) is { } kind && kind.Lapses())
                .Where(known => known.Key.PairingKey is not { } pairing || !over.Contains(pairing))
                .Where(known => people.TryGetValue(known.Owner, out Person? owner)
                    && known.DueOn.AddDays(input.Settings.LapseAfterDays) < input.Calendar.Today(owner))
                .Select(known => known.Key),
        ];
    }

    /// <summary>
    /// The facts as they are once that is closed: what a plan closes makes room, and lets the next turn come, in the same plan.
    /// The next one, on what this one left, has nothing to add.
    /// </summary>
    public static PlanInput Closed(PlanInput input, IReadOnlyList<MentoringKey> close)
    {
        HashSet<MentoringKey> closing = [.. close];
        return closing.Count == 0 ? input : input with
        {
            Known = [.. input.Known.Select(known => known.IsOpen && closing.Contains(known.Key) ? known with { State = ActivityState.Cancelled } : known)],
        };
    }

    private static HashSet<string> Over(PlanInput input) =>
        new(input.Pairings.Where(pairing => !pairing.IsOpen).Select(pairing => pairing.Key), StringComparer.Ordinal);
}
