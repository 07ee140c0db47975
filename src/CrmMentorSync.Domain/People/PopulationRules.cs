namespace CrmMentorSync.Domain.People;

/// <summary>Who is judged, and from when.</summary>
public sealed record PopulationRules
{
    /// <summary>Ids or usernames that are reps whatever the rule says (player-coaches); inactive users never are.</summary>
    public IReadOnlySet<string> Include { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids or usernames that are never reps; stronger than <see cref="Include"/>.</summary>
    public IReadOnlySet<string> Exclude { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The trailing window, days.</summary>
    public int WindowDays { get; init; } = 365;

    /// <summary>Days after hiring during which a rep is ramping.</summary>
    public int RampDays { get; init; } = 180;

    /// <summary>Days without any deal, event or login after which leave is suspected.</summary>
    public int SilentDays { get; init; } = 30;
}
