using CrmMentorSync.Domain.Pairings.Intake;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Tasks name no kind, so a pairing rebuilt from them comes back as <c>peer</c> where nothing else shows. With scores at hand
/// the first kind that would pair the two tells more: above all, whether both of them teach.
/// </summary>
internal static class RestoredKinds
{
    public static IReadOnlyList<Pairing> Tell(RoundContext round, IReadOnlyList<Pairing> pairings)
    {
        if (!pairings.Any(IsUntold))
        {
            return pairings;
        }

        KindPool[] pools = KindPool.All(round);
        return [.. pairings.Select(pairing => IsUntold(pairing) ? pools.Select(pool => As(round, pool, pairing)).FirstOrDefault(told => told is not null) ?? pairing : pairing)];
    }

    private static bool IsUntold(Pairing pairing) => pairing is { Kind: PairKind.Peer, Reason: Pairing.RestoredReason };

    /// <summary>The pairing as one of the kind; null where the kind does not take in both, or has no topic for them.</summary>
    private static Pairing? As(RoundContext round, KindPool pool, Pairing pairing)
    {
        Candidate? mentor = pool.Mentors.FirstOrDefault(candidate => candidate.Rep.Id == pairing.Mentor);
        Candidate? mentee = pool.Mentees.FirstOrDefault(candidate => candidate.Rep.Id == pairing.Mentee);
        return mentor is null || mentee is null || pool.Intake.TopicOf(round, mentor, mentee) is not { } topic ? null
            : pool.Intake.Kind == pairing.Kind ? pairing
            : pairing with { Kind = pool.Intake.Kind, ReturnSkill = topic.Return };
    }
}
