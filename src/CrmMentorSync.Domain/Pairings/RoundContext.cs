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

    /// <summary>
    /// The round was held before, and of what it proposed only what had become Tasks is known: it is completed, so that a lost
    /// state costs nobody a week.
    /// </summary>
    public bool IsResumed { get; init; }

    public IsoWeek Round => IsoWeek.Of(AsOf);
}

/// <summary>The facts, the policy and who is paired at the moment: what rules and intakes look at.</summary>
public sealed record RoundContext
{
    // Millions of pairs ask; an org has a handful of zones.
    private readonly Dictionary<string, double> _offsets = new(StringComparer.Ordinal);

    public required RoundFacts Facts { get; init; }
    public required PairingPolicy Policy { get; init; }
    public required PairingHistory History { get; init; }

    public int Capacity(RepProfile mentor) => mentor.Person.MaxMentees ?? Policy.DefaultCapacity;

    /// <summary>The rep's distance from UTC on the round's day, hours.</summary>
    public double UtcOffset(RepProfile rep)
    {
        if (!_offsets.TryGetValue(rep.Person.TimeZone, out double offset))
        {
            offset = WorkingHours.UtcOffset(rep.Person.TimeZone, Facts.AsOf);
            _offsets[rep.Person.TimeZone] = offset;
        }

        return offset;
    }

    public int Room(RepProfile mentor) => Math.Max(0, Capacity(mentor) - History.Load(mentor.Id));
}
