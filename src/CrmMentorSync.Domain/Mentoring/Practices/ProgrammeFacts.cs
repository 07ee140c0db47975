using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>What happens with customers, as far as the programme makes use of it. Each list in the order in which it is used.</summary>
public sealed record ProgrammeFacts
{
    public static ProgrammeFacts None { get; } = new();

    /// <summary>Meetings with customers ahead, none of them private, the earliest first.</summary>
    public IReadOnlyList<CustomerVisit> Visits { get; init; } = [];

    /// <summary>Large deals won in the last thirty days, the largest first (P14).</summary>
    public IReadOnlyList<CustomerDeal> BigWins { get; init; } = [];

    /// <summary>Every deal that mentees won in the last six weeks, the newest first (P42).</summary>
    public IReadOnlyList<CustomerDeal> RecentWins { get; init; } = [];

    /// <summary>Open deals that have come to a stage at which a topic matters, by id (P27).</summary>
    public IReadOnlyList<DealAtStage> AtStage { get; init; } = [];

    /// <summary>Customers of long standing who bought lately, the best first (P16).</summary>
    public IReadOnlyList<Client> Clients { get; init; } = [];
}

/// <param name="AccountOwner">Who may say no to a guest; null where nobody owns the account.</param>
/// <param name="Day">In the zone of the event's owner.</param>
public sealed record CustomerVisit(string EventId, UserId Owner, string Account, UserId? AccountOwner, DateOnly Day);

public sealed record CustomerDeal(string DealId, UserId Owner, string Account, DateOnly WonOn);

public sealed record DealAtStage(string DealId, UserId Owner, string Account, Skill Topic);

public sealed record Client(string AccountId, string Name, UserId Owner);
