using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker;

/// <summary>Which opportunities count. Without any list all do; with both, a deal must be in both.</summary>
/// <remarks>Two steps need it: scoring, which filters, and the pull, which reads the names of record types only where they are asked for.</remarks>
internal sealed class DealFilterOptions
{
    public const string Section = "Scoring:DealFilter";

    /// <summary>Values of the Type field, whatever their case.</summary>
    public string[] Types { get; set; } = [];

    /// <summary>Record types, by DeveloperName, Name or Id.</summary>
    public string[] RecordTypes { get; set; } = [];
}

/// <summary>No entry is empty: an empty one would silently let nothing through.</summary>
internal sealed class DealFilterOptionsValidator : IValidateOptions<DealFilterOptions>
{
    public ValidateOptionsResult Validate(string? name, DealFilterOptions options)
    {
        string[] faults = [.. Empty(nameof(DealFilterOptions.Types), options.Types), .. Empty(nameof(DealFilterOptions.RecordTypes), options.RecordTypes)];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Empty(string list, string[] entries) =>
        Enumerable.Range(0, entries.Length).Where(at => string.IsNullOrWhiteSpace(entries[at]))
            .Select(at => $"{DealFilterOptions.Section}:{list}:{at} is empty: give a name, or leave the entry out");
}

internal static class DealFilterRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Called by each step that needs the filter; the second call adds nothing.</summary>
        internal IHostApplicationBuilder AddDealFilter()
        {
            if (builder.Services.Any(service => service.ImplementationType == typeof(DealFilterOptionsValidator)))
            {
                return builder;
            }

            builder.Services.AddOptionsWithValidateOnStart<DealFilterOptions>().Bind(builder.Configuration.GetSection(DealFilterOptions.Section));
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DealFilterOptions>, DealFilterOptionsValidator>());
            return builder;
        }
    }
}
