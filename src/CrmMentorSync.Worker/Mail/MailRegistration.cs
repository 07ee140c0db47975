using CrmMentorSync.Worker.Mail.Graph;
using CrmMentorSync.Worker.Mail.Smtp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

internal static class MailRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Registers the transport that the settings name. A test may register its own before.</summary>
        internal IHostApplicationBuilder AddMail()
        {
            builder.Services.AddOptionsWithValidateOnStart<MailOptions>().BindConfiguration(MailOptions.Section);
            builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
            builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsRules>();
            builder.Services.TryAddSingleton<IMailTransport>(services =>
            {
                IOptions<MailOptions> options = services.GetRequiredService<IOptions<MailOptions>>();
                return options.Value.Transport switch
                {
                    MailTransportKind.Pickup => new PickupTransport(options),
                    MailTransportKind.Smtp => new SmtpTransport(options),
                    MailTransportKind.Graph => new GraphTransport(
                        options, () => GraphCredential.Of(options.Value.Graph, transport: null), services.GetRequiredService<TimeProvider>()),
                };
            });
            return builder;
        }
    }
}
