using CrmMentorSync.Domain.Pairings;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ProposePairings;

internal static class ProposePairingsRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>The step, its options, and the <see cref="LifecyclePolicy"/> that whoever reads answers goes by.</summary>
        internal IHostApplicationBuilder AddProposePairings()
        {
            builder.Services
                .AddOptionsWithValidateOnStart<ProposePairingsOptions>()
                .Bind(builder.Configuration.GetSection(ProposePairingsOptions.Section));
            builder.Services.AddSingleton<IValidateOptions<ProposePairingsOptions>, ProposePairingsOptionsValidator>();
            builder.Services.AddSingleton<IValidateOptions<ProposePairingsOptions>, ProposePairingsRelationsValidator>();
            builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<ProposePairingsOptions>>().Value.ToLifecycle());
            builder.Services.AddSingleton<ProposePairingsStep>();
            return builder;
        }
    }
}
