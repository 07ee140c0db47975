using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.RaiseFlags;

internal static class RaiseFlagsRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddRaiseFlags()
        {
            IServiceCollection services = builder.Services;
            services.AddOptionsWithValidateOnStart<RaiseFlagsOptions, RaiseFlagsOptionsValidator>()
                .Bind(builder.Configuration.GetSection(RaiseFlagsOptions.Section));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RaiseFlagsOptions>, RetainIsNotAboveLevel>());
            services.TryAddSingleton<RaiseFlagsStep>();
            services.TryAddSingleton<ExplainQuery>();
            return builder;
        }
    }
}
