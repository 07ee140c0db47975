using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ReadBackTasks;

internal static class ReadBackTasksRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddReadBackTasks()
        {
            builder.AddProgramme();
            builder.Services.AddOptionsWithValidateOnStart<ReadBackTasksOptions>().Bind(builder.Configuration.GetSection(ReadBackTasksOptions.Section));
            builder.Services.AddSingleton<IValidateOptions<ReadBackTasksOptions>, ReadBackTasksOptionsValidator>();
            builder.Services.AddSingleton<ReadBackTasksStep>();
            return builder;
        }
    }
}
