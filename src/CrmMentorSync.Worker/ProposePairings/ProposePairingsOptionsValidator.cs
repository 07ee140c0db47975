using CrmMentorSync.Domain.Pairings;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Single fields.</summary>
[OptionsValidator]
internal sealed partial class ProposePairingsOptionsValidator : IValidateOptions<ProposePairingsOptions>;

/// <summary>What no single field can tell.</summary>
internal sealed class ProposePairingsRelationsValidator : IValidateOptions<ProposePairingsOptions>
{
    public ValidateOptionsResult Validate(string? name, ProposePairingsOptions options)
    {
        List<string> failures = [];
        string[] known = [.. Enum.GetValues<PairKind>().Select(kind => kind.Key())];
        failures.AddRange(options.Kinds
            .Where(kind => !known.Contains(kind))
            .Select(kind => $"{ProposePairingsOptions.Section}:Kinds names '{kind}'; the kinds are {string.Join(", ", known)}"));
        if (options.Kinds.Distinct(StringComparer.Ordinal).Count() < options.Kinds.Length)
        {
            failures.Add($"{ProposePairingsOptions.Section}:Kinds names a kind twice: {string.Join(", ", options.Kinds)}");
        }

        if (options.Weights.ToWeights().Sum <= 0)
        {
            failures.Add($"{ProposePairingsOptions.Section}:Weights are all 0; at least one must be above");
        }

        failures.AddRange(options.AvoidPairs
            .Where(pair => pair.One == pair.Other)
            .Select(pair => $"{ProposePairingsOptions.Section}:AvoidPairs names '{pair.One}' twice in one pair"));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
