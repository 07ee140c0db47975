using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

internal static class SendWeeklyDigestRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddSendWeeklyDigest()
        {
            builder.Services.AddOptionsWithValidateOnStart<SendWeeklyDigestOptions>()
                .BindConfiguration(SendWeeklyDigestOptions.Section)
                .Configure<IConfiguration>((options, settings) =>
                {
                    options.ProgrammePaused |= bool.TryParse(settings["Programme:Paused"], out bool paused) && paused;
                    options.MentorPlaces = settings.GetValue("Pairings:DefaultCapacity", options.MentorPlaces);
                    options.Templates ??= settings["Programme:Templates"];
                });
            builder.Services.AddSingleton<IValidateOptions<SendWeeklyDigestOptions>, SendWeeklyDigestOptionsValidator>();
            builder.Services.AddSingleton<IValidateOptions<SendWeeklyDigestOptions>, SendWeeklyDigestOptionsMeaning>();
            builder.Services.AddSingleton<DigestComposer>();
            builder.Services.AddSingleton<DigestPost>();
            builder.Services.AddSingleton<DigestResend>();
            builder.Services.AddSingleton<SendWeeklyDigestStep>();
            return builder;
        }
    }
}
