using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>What the round would gain without one of its rules.</summary>
/// <param name="Rule">The rule's key.</param>
/// <param name="Says">What it keeps apart, in words.</param>
/// <param name="People">So many more would have somebody to learn from; ≥ 0 but for rare effects of later kinds.</param>
/// <param name="Quality">So much total quality more; each pair counts 0–1.</param>
public sealed record RulePrice(string Rule, string Says, int People, double Quality);

/// <summary>
/// The price of each hard rule: the round is solved once more without it, everything else as it is. Of the caps the price is
/// that of one place more for everyone.
/// </summary>
public static class RulePrices
{
    // Without these nothing that makes sense would be proposed: themselves, someone who has left, the same two twice.
    private static readonly string[] NotForSale = ["same_person", "already_together", "inactive", "mentee_already_paired"];

    /// <summary>Dearest first: by people, then by quality, then by name.</summary>
    public static IReadOnlyList<RulePrice> Of(RoundFacts facts, PairingPolicy policy, Func<UserId, bool> isActive)
    {
        (int people, double quality) = Worth(PairingRound.Without("", facts, policy, isActive));
        IEnumerable<(string Key, string Says)> rules = PersonRules.ForMentors.Concat(PersonRules.ForMentees).Select(rule => (rule.Key, rule.Says))
            .Concat(PairRules.All.Select(rule => (rule.Key, rule.Says)));
        return [.. rules.DistinctBy(rule => rule.Key).Where(rule => !NotForSale.Contains(rule.Key))
            .Select(rule =>
            {
                (int more, double better) = Worth(PairingRound.Without(rule.Key, facts, policy, isActive));
                return new RulePrice(rule.Key, rule.Key is PersonRules.AtCapacity or PersonRules.TooManyRoles ? $"{rule.Says}, {Cap(rule.Key)}" : rule.Says, more - people, Math.Round(better - quality, 6));
            })
            .OrderByDescending(price => price.People).ThenByDescending(price => price.Quality).ThenBy(price => price.Rule, StringComparer.Ordinal)];
    }

    private static string Cap(string rule) => rule == PersonRules.AtCapacity ? "with one place more for everyone" : "with as many roles again";

    /// <summary>Where both learn, it counts for two.</summary>
    private static (int People, double Quality) Worth(IReadOnlyList<Pairing> proposed) =>
        (proposed.Sum(pairing => pairing.IsTwoWay ? 2 : 1), proposed.Sum(pairing => pairing.Quality));
}
