namespace CrmMentorSync.Domain.Pairings;

/// <summary>Kinds of pairing in their default order of priority.</summary>
public enum PairKind
{
    /// <summary>Someone strong on a skill with someone weak on it.</summary>
    Peer,

    /// <summary>Someone experienced with someone who is ramping.</summary>
    Onboarding,

    /// <summary>A senior colleague who wants to with someone whose results rise (P22).</summary>
    HighPotential,

    /// <summary>Two of about the same tenure, each strong where the other is not; both learn and both teach (P34).</summary>
    Horizontal,

    /// <summary>The immediate manager with someone at the top who has no mentor (P17, P19).</summary>
    ManagerToTop,

    /// <summary>Someone from outside, without a login, for whom nobody within is left (P23).</summary>
    External,

    /// <summary>Someone junior who is strong on a skill with a senior who is weak on it (P43).</summary>
    Reverse,

    /// <summary>Registered by people themselves (P25); no round proposes it.</summary>
    Informal,
}

/// <summary>Where a pairing stands.</summary>
public enum PairState
{
    Proposed,
    Active,
    Declined,
    Swapped,
    Expired,
    Paused,
    Ended,
}

public static class PairNames
{
    /// <summary>The kinds that a round proposes, in their default order.</summary>
    public static IReadOnlyList<PairKind> Proposable { get; } = [.. Enum.GetValues<PairKind>().Where(kind => kind != PairKind.Informal)];

    public static string Key(this PairKind kind) => kind switch
    {
        PairKind.Peer => "peer",
        PairKind.Onboarding => "onboarding",
        PairKind.HighPotential => "high_potential",
        PairKind.Horizontal => "horizontal",
        PairKind.ManagerToTop => "manager_to_top",
        PairKind.External => "external",
        PairKind.Reverse => "reverse",
        PairKind.Informal => "informal",
    };

    public static string Key(this PairState state) => state switch
    {
        PairState.Proposed => "proposed",
        PairState.Active => "active",
        PairState.Declined => "declined",
        PairState.Swapped => "swapped",
        PairState.Expired => "expired",
        PairState.Paused => "paused",
        PairState.Ended => "ended",
    };

    /// <exception cref="ArgumentException">No kind has that key.</exception>
    public static PairKind ParseKind(string key) =>
        Enum.GetValues<PairKind>().Where(kind => kind.Key() == key).Cast<PairKind?>().FirstOrDefault()
        ?? throw new ArgumentException($"no kind of pairing is called '{key}'", nameof(key));

    /// <exception cref="ArgumentException">No state has that key.</exception>
    public static PairState ParseState(string key) =>
        Enum.GetValues<PairState>().Where(state => state.Key() == key).Cast<PairState?>().FirstOrDefault()
        ?? throw new ArgumentException($"no state of a pairing is called '{key}'", nameof(key));
}
