using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

internal static class PullFromSalesforceRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddPullFromSalesforce()
        {
            IServiceCollection services = builder.Services;
            services.AddOptionsWithValidateOnStart<PullOptions>().Bind(builder.Configuration.GetSection(PullOptions.Section));
            services.AddSingleton<IValidateOptions<PullOptions>, PullOptionsValidator>();
            services.AddSingleton<IValidateOptions<PullOptions>, PullFilesValidator>();
            services.AddOptionsWithValidateOnStart<PeopleOptions>().Bind(builder.Configuration.GetSection(PeopleOptions.Section));
            services.AddSingleton<IValidateOptions<PeopleOptions>, PeopleOptionsValidator>();
            builder.AddDealFilter();
            services.AddSingleton<BulkPull>();
            services.AddSingleton<FactPull>();
            services.AddSingleton<MoneyPull>();
            services.AddSingleton<Reconciliation>();
            services.AddSingleton<ManagerPull>();
            services.AddSingleton<PeopleFileImport>();
            services.AddSingleton<PullFromSalesforceStep>();
            return builder;
        }
    }
}
