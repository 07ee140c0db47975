using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.State;

internal static class StateRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public IHostApplicationBuilder AddState()
        {
            builder.Services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsValidator>();
            builder.Services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsMeaning>();
            builder.Services.AddOptionsWithValidateOnStart<StateOptions>().BindConfiguration(StateOptions.Section);
            builder.Services.AddSingleton<StateDatabase>();
            return builder;
        }
    }
}
