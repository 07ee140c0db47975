using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

internal static class SalesforceRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <param name="writesAllowed">False in a rehearsal: the client then refuses every write.</param>
        internal IHostApplicationBuilder AddSalesforce(bool writesAllowed = true)
        {
            IServiceCollection services = builder.Services;
            services.AddOptionsWithValidateOnStart<SalesforceOptions>().Bind(builder.Configuration.GetSection(SalesforceOptions.Section));
            services.AddSingleton<IValidateOptions<SalesforceOptions>, SalesforceOptionsValidator>();
            services.AddSingleton<IValidateOptions<SalesforceOptions>, SalesforceLoginValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Secrets>();
            services.AddSingleton<SalesforceTransport>();
            services.AddSingleton<RepeatHarmless>();
            services.AddSingleton<ApiBudget>();
            services.AddSingleton<TokenSource>();
            services.AddSingleton<SalesforceHttp>();
            services.AddSingleton<Composite>();
            services.AddSingleton<SalesforceQueries>();
            services.AddSingleton<Descriptions>();
            services.AddSingleton<RangeReader>();
            services.AddSingleton<BulkQueries>();
            services.AddSingleton<CollectionWriter>();
            services.AddSingleton(provider => new SalesforceClient(
                provider.GetRequiredService<SalesforceHttp>(),
                provider.GetRequiredService<SalesforceQueries>(),
                provider.GetRequiredService<Composite>(),
                provider.GetRequiredService<Descriptions>(),
                provider.GetRequiredService<CollectionWriter>(),
                provider.GetRequiredService<IOptions<SalesforceOptions>>())
            {
                WritesAllowed = writesAllowed,
            });
            return builder;
        }
    }
}
