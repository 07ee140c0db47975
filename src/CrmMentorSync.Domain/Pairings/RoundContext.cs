using System.Collections.Frozen;
using CrmMentorSync.Domain.Pairings.Rules;
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

    /// <summary>Users who are no reps and may take part all the same: managers; may hold more than needed.</summary>
    public IReadOnlyDictionary<UserId, Person> Others { get; init; } = FrozenDictionary<UserId, Person>.Empty;

    /// <summary>Mentors without a login.</summary>
    public IReadOnlyList<OutsideMentor> Outside { get; init; } = [];

    /// <summary>People who asked in their invitation to be left alone as mentors until a day, which is the first that counts again.</summary>
    public IReadOnlyDictionary<UserId, DateOnly> Pauses { get; init; } = FrozenDictionary<UserId, DateOnly>.Empty;

    /// <summary>Proposals that the mentee's manager put off until a day, which is the first that counts again.</summary>
    public IReadOnlyDictionary<(UserId Mentor, UserId Mentee), DateOnly> PutOff { get; init; } = FrozenDictionary<(UserId, UserId), DateOnly>.Empty;

    /// <summary>Who said yes to a proposal, by its key; a proposal that is not in it was answered by nobody who is known.</summary>
    public IReadOnlyDictionary<string, UserId> Approvers { get; init; } = FrozenDictionary<string, UserId>.Empty;

    /// <summary>In how many rounds someone was taken in as a mentee and got nobody, since their last pairing.</summary>
    public IReadOnlyDictionary<UserId, int> Waited { get; init; } = FrozenDictionary<UserId, int>.Empty;

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

    /// <summary>The kind that is being matched; null between kinds.</summary>
    public PairKind? Kind { get; init; }

    /// <summary>Pairs that lapsed a short while ago and are not the only way for their mentee.</summary>
    public FrozenSet<(UserId Mentor, UserId Mentee)> Resting { get; init; } = [];

    /// <summary>The key of a rule that is left out, to see what it costs; null in a real round.</summary>
    public string? Waived { get; init; }

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

    /// <summary>Free places of a mentor: in all, within the kind that is matched, and of all roles.</summary>
    public int Room(RepProfile mentor)
    {
        int more = Waived == PersonRules.AtCapacity ? 1 : 0;
        int room = Capacity(mentor) - History.Load(mentor.Id) + more;
        if (Kind is { } kind && Policy.CapacityByKind.TryGetValue(kind, out int most))
        {
            room = Math.Min(room, most - History.Load(mentor.Id, kind) + more);
        }

        return Math.Max(0, Math.Min(room, RolesLeft(mentor)));
    }

    public int RolesLeft(RepProfile rep) =>
        Waived == PersonRules.TooManyRoles ? Policy.RolesAtATime : Math.Max(0, Policy.RolesAtATime - History.Roles(rep.Id));

    /// <summary>Extra weight of those who have waited, in whole qualities: a week more comes before any better match.</summary>
    /// <remarks>Whose pair ended without fault comes before all, so that another is proposed within a week (P46).</remarks>
    public int Priority(RepProfile mentee) => History.IsOwedAnother(mentee.Id)
        ? MostWeeksWaited + 1
        : Math.Min(Facts.Waited.GetValueOrDefault(mentee.Id), MostWeeksWaited);

    /// <summary>From so many weeks on all who wait are alike.</summary>
    public const int MostWeeksWaited = 12;
}
