using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>What is known when a round is computed.</summary>
public sealed record RoundFacts
{
    /// <summary>The day that is judged; the round is its ISO week.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Everyone who is a rep on that day, in any order.</summary>
    public required IReadOnlyList<RepProfile> Reps { get; init; }

    /// <summary>All pairings so far.</summary>
    public required IReadOnlyList<Pairing> Pairings { get; init; }

    /// <summary>What mentors who were asked have answered; someone who is not in it was never asked.</summary>
    public required IReadOnlyDictionary<UserId, Answer?> Consent { get; init; }

    public IsoWeek Round => IsoWeek.Of(AsOf);
}

/// <summary>The facts, the policy and who is paired at the moment: what rules and intakes look at.</summary>
public sealed record RoundContext
{
    public required RoundFacts Facts { get; init; }
    public required PairingPolicy Policy { get; init; }
    public required PairingHistory History { get; init; }

    public int Capacity(RepProfile mentor) => mentor.Person.MaxMentees ?? Policy.DefaultCapacity;

    public int Room(RepProfile mentor) => Math.Max(0, Capacity(mentor) - History.Load(mentor.Id));
}
