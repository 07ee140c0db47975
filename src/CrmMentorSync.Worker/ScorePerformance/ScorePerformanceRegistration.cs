using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ScorePerformance;

internal static class ScorePerformanceRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddScorePerformance()
        {
            IServiceCollection services = builder.Services;
            services.AddOptionsWithValidateOnStart<ScorePerformanceOptions, ScorePerformanceOptionsValidator>()
                .Bind(builder.Configuration.GetSection(ScorePerformanceOptions.Section));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScorePerformanceOptions>, PeerGroupsValidator>());
            services.AddOptionsWithValidateOnStart<PopulationOptions, PopulationOptionsValidator>()
                .Bind(builder.Configuration.GetSection(PopulationOptions.Section));
            builder.AddDealFilter();
            services.TryAddSingleton<ScorePerformanceStep>();
            return builder;
        }
    }
}
