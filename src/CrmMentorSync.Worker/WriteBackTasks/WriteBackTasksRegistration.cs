using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.WriteBackTasks;

internal static class WriteBackTasksRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddWriteBackTasks()
        {
            builder.AddProgramme();
            builder.Services.AddOptionsWithValidateOnStart<WriteBackTasksOptions>().Bind(builder.Configuration.GetSection(WriteBackTasksOptions.Section));
            builder.Services.AddSingleton<IValidateOptions<WriteBackTasksOptions>, WriteBackTasksOptionsValidator>();
            builder.Services.AddSingleton<WriteBackTasksStep>();
            return builder;
        }
    }
}
