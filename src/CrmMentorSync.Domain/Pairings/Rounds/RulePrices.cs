using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>What the round would gain without one of its rules.</summary>
/// <param name="Rule">The rule's key.</param>
/// <param name="Says">What it keeps apart, in words.</param>
/// <param name="Pairs">So many pairs more, ≥ 0 but for rare effects of later kinds.</param>
/// <param name="Quality">So much total quality more; each pair counts 0–1.</param>
public sealed record RulePrice(string Rule, string Says, int Pairs, double Quality);

/// <summary>
/// The price of each hard rule: the round is solved once more without it, everything else as it is. Of the caps the price is
/// that of one place more for everyone.
/// </summary>
public static class RulePrices
{
    // Without these nothing that makes sense would be proposed: themselves, someone who has left, the same two twice.
    private static readonly string[] NotForSale = ["same_person", "already_together", "inactive", "mentee_already_paired"];

    /// <summary>Dearest first: by pairs, then by quality, then by name.</summary>
    public static IReadOnlyList<RulePrice> Of(RoundFacts facts, PairingPolicy policy, Func<UserId, bool> isActive)
    {
        (int pairs, double quality) = Worth(PairingRound.Without("", facts, policy, isActive));
        IEnumerable<(string Key, string Says)> rules = PersonRules.ForMentors.Concat(PersonRules.ForMentees).Select(rule => (rule.Key, rule.Says))
            .Concat(PairRules.All.Select(rule => (rule.Key, rule.Says)));
        return [.. rules.DistinctBy(rule => rule.Key).Where(rule => !NotForSale.Contains(rule.Key))
            .Select(rule =>
            {
                (int more, double better) = Worth(PairingRound.Without(rule.Key, facts, policy, isActive));
                return new RulePrice(rule.Key, rule.Says, more - pairs, Math.Round(better - quality, 6));
            })
            .OrderByDescending(price => price.Pairs).ThenByDescending(price => price.Quality).ThenBy(price => price.Rule, StringComparer.Ordinal)];
    }

    private static (int Pairs, double Quality) Worth(IReadOnlyList<Pairing> proposed) => (proposed.Count, proposed.Sum(pairing => pairing.Quality));
}
