using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;
using Microsoft.Extensions.Options;
using NodaTime;

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
        string[] known = [.. PairNames.Proposable.Select(kind => kind.Key())];
        string[] skills = [.. TeachableSkills.All.Select(skill => skill.Key())];
        failures.AddRange(options.Kinds
            .Where(kind => !known.Contains(kind))
            .Select(kind => $"{ProposePairingsOptions.Section}:Kinds names '{kind}'; the kinds are {string.Join(", ", known)}"));
        if (options.Kinds.Distinct(StringComparer.Ordinal).Count() < options.Kinds.Length)
        {
            failures.Add($"{ProposePairingsOptions.Section}:Kinds names a kind twice: {string.Join(", ", options.Kinds)}");
        }

        failures.AddRange(options.CapacityByKind
            .Where(cap => !known.Contains(cap.Key) || cap.Value is < 0 or > 20)
            .Select(cap => $"{ProposePairingsOptions.Section}:CapacityByKind has {cap.Key} = {cap.Value}; name a kind ({string.Join(", ", known)}) and 0 to 20"));
        failures.AddRange(options.ExternalMentors
            .SelectMany(mentor => mentor.Skills.Where(skill => !skills.Contains(skill))
                .Select(skill => $"{ProposePairingsOptions.Section}:ExternalMentors has the skill '{skill}'; the skills are {string.Join(", ", skills)}")));
        failures.AddRange(options.ExternalMentors
            .Where(mentor => DateTimeZoneProviders.Tzdb.GetZoneOrNull(mentor.TimeZone) is null)
            .Select(mentor => $"{ProposePairingsOptions.Section}:ExternalMentors has the time zone '{mentor.TimeZone}', which is no IANA zone"));
        if (options.ExternalMentors.DistinctBy(mentor => OutsideMentor.IdOf(mentor.Email)).Count() < options.ExternalMentors.Count)
        {
            failures.Add($"{ProposePairingsOptions.Section}:ExternalMentors names an address twice");
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
