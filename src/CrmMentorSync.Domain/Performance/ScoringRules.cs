using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>The settings of the scorer; decision 0010 gives their reasons.</summary>
public sealed record ScoringRules
{
    public PopulationRules Population { get; init; } = new();

    /// <summary>Ordered lists of fields, joined by <c>+</c>; each rep takes the first with enough scored reps.</summary>
    public IReadOnlyList<string> PeerGroups { get; init; } = ["Title+Department", "Title", PeerGrouping.Everyone];

    /// <summary>How many scored reps make a peer group.</summary>
    public int MinimumGroup { get; init; } = 8;

    /// <summary>Below that many scored reps nobody is compared with anybody.</summary>
    public int MinimumPeers { get; init; } = 5;

    /// <summary>Closed deals in the window below which a rep is not judged.</summary>
    public int MinimumClosed { get; init; } = 3;

    /// <summary>Standings without trends and without the other skills: what past weeks need for flags that hold.</summary>
    public bool OverallOnly { get; init; }

    /// <summary>Also tell what is to be expected from the day after until then; null: do not.</summary>
    public DateOnly? OutlookUntil { get; init; }
}
