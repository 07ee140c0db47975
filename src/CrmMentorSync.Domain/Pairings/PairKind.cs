namespace CrmMentorSync.Domain.Pairings;

/// <summary>Kinds of pairing in their default order of priority.</summary>
public enum PairKind
{
    /// <summary>Someone strong on a skill with someone weak on it.</summary>
    Peer,

    /// <summary>Someone experienced with someone who is ramping.</summary>
    Onboarding,
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
    public static string Key(this PairKind kind) => kind switch
    {
        PairKind.Peer => "peer",
        PairKind.Onboarding => "onboarding",
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
