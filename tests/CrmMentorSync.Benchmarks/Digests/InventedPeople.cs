using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Benchmarks.Digests;

/// <summary>People and figures that stand for any.</summary>
internal static class InventedPeople
{
    public static SkillScore Score(UserId rep, Skill skill, double estimate) => new()
    {
        Rep = rep,
        Skill = skill,
        PeerGroup = "everyone",
        N = 24,
        Observed = estimate,
        Estimate = estimate,
        Low = estimate * 0.8,
        High = estimate * 1.25,
        PLowestFifth = 0.4,
        PHighestFifth = 0.2,
        PeerMedian = skill == Skill.Overall ? 23_600 : 0.35,
    };

    public static Person Person(UserId id, string name, UserId? manager) => new()
    {
        Id = id,
        Name = name,
        FirstName = name.Split(' ')[0],
        Username = id.Value,
        Email = "someone@acme.example",
        IsActive = true,
        ManagerId = manager,
        CreatedAt = new DateTimeOffset(2023, 3, 9, 12, 0, 0, TimeSpan.Zero),
    };
}
