namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>Which Tasks nobody needs any more.</summary>
internal static class Closures
{
    /// <summary>
    /// Open Tasks of pairs that are over, open Tasks about talks of such pairs alone, and Tasks that were answered with a no and
    /// left open; in the order of the keys.
    /// </summary>
    public static IReadOnlyList<MentoringKey> Of(PlanInput input)
    {
        HashSet<string> over = new(input.Pairings.Where(pairing => !pairing.IsOpen).Select(pairing => pairing.Key), StringComparer.Ordinal);
        string invitation = ActivityKind.Invite.Key();
        ILookup<MentoringKey?, KnownActivity> carried = input.Carried.ToLookup(talk => talk.CarriedBy);
        return
        [
            .. input.Known
                .Where(known => known.Key.PairingKey is { } pairing
                    ? over.Contains(pairing) && (known.IsOpen || known.State == ActivityState.Declined)
                    : (known.Key.Activity == invitation && known.State == ActivityState.Declined) || (known.IsOpen && AsksAboutNobody(known)))
                .Select(known => known.Key)
                .OrderBy(key => key.ToString(), StringComparer.Ordinal),
        ];

        bool AsksAboutNobody(KnownActivity known) =>
            carried[known.Key].Any() && carried[known.Key].All(talk => talk.Key.PairingKey is { } pairing && over.Contains(pairing));
    }
}
