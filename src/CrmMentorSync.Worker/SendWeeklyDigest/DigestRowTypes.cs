namespace CrmMentorSync.Worker.SendWeeklyDigest;

// Rows as the database gives them: integers are long, days are text.

internal sealed class FlagRow
{
    public string RepId { get; init; } = "";
    public string Flag { get; init; } = "";
    public double? Probability { get; init; }
    public string? Strength { get; init; }
    public string? Gap { get; init; }
    public string Reason { get; init; } = "";
    public string? Question { get; init; }
    public string Also { get; init; } = "";
    public string? ManagerId { get; init; }
}

internal sealed class PairingRow
{
    public string Key { get; init; } = "";
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public string MentorId { get; init; } = "";
    public string MenteeId { get; init; } = "";
    public string Skill { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? ManagerDecision { get; init; }
    public string ProposedOn { get; init; } = "";
    public string ExpiresOn { get; init; } = "";
    public string? ActiveFrom { get; init; }
}

internal sealed class WinRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string OwnerId { get; init; } = "";
    public double? Amount { get; init; }
    public string CloseDate { get; init; } = "";
    public double? BestBefore { get; init; }
    public string? Previous { get; init; }
}
