using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Flags;

/// <summary>A rep's flag at one date. Only managers in the rep's own chain and operators ever see it.</summary>
public sealed record RepFlag
{
    public required UserId Rep { get; init; }
    public required FlagKind Flag { get; init; }

    /// <summary>Others that hold as well, in order of precedence.</summary>
    public IReadOnlyList<FlagKind> Also { get; init; } = [];

    /// <summary>The probability that the primary flag is right, 0–1; null where none is computed (steady, insufficient_data).</summary>
    public double? Probability { get; init; }

    /// <summary>The skill to build on; null where nothing was measured.</summary>
    public Skill? Strength { get; init; }

    /// <summary>The skill to work on; null where nothing was measured.</summary>
    public Skill? Gap { get; init; }

    /// <summary>One sentence with its numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>A question for the manager (suspected leave, …); null where there is none.</summary>
    public string? Question { get; init; }
}
