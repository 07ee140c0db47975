using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

internal enum MailTransportKind
{
    /// <summary>Writes <c>.eml</c> and <c>.html</c> files into a folder.</summary>
    Pickup,

    /// <summary>Sends over SMTP, with STARTTLS unless the host is this machine.</summary>
    Smtp,

    /// <summary>Microsoft 365; comes later.</summary>
    Graph,
}

/// <summary>How mail leaves.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Stands in the preview files while no sender is configured.</summary>
    public const string PreviewSender = "crm-mentor-sync@localhost";

    /// <summary>Pickup until a server is configured.</summary>
    public MailTransportKind Transport { get; set; } = MailTransportKind.Pickup;

    /// <summary>Where Pickup writes; made when needed.</summary>
    [Required]
    public string PickupFolder { get; set; } = "./out/mail";

    /// <summary>The SMTP server; required for Smtp.</summary>
    public string Host { get; set; } = "";

    /// <summary>587 is the port for submission with STARTTLS. 465 (TLS from the first byte) is not supported.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Empty: no authentication.</summary>
    public string User { get; set; } = "";

    /// <summary>From the environment only (Mail__Password).</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, <c>Name &lt;address&gt;</c> or a bare address; required for Smtp.</summary>
    public string From { get; set; } = "";

    /// <summary>Seconds to wait for the server before the outcome is called unknown.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>False: a sandbox org sends no mail, because its users carry real people's names.</summary>
    public bool AllowSandbox { get; set; }

    /// <summary>The sender, once validated.</summary>
    public MailParty Sender()
    {
        var address = new MailAddress(From.Length == 0 ? PreviewSender : From);
        return new MailParty(address.DisplayName, address.Address);
    }
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;

/// <summary>What single fields cannot say.</summary>
internal sealed class MailOptionsRules : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> failures = [];
        if (options.Transport == MailTransportKind.Graph)
        {
            failures.Add("Mail:Transport is Graph, which is not yet available; use Smtp or Pickup");
        }

        if (options.From.Length > 0 && (HasControls(options.From) || !MailAddress.TryCreate(options.From, out _)))
        {
            failures.Add("Mail:From is not an address; write it as mentoring@example.com or Mentoring <mentoring@example.com>");
        }

        if (options.Transport == MailTransportKind.Smtp)
        {
            if (options.Host.Length == 0)
            {
                failures.Add("Mail:Host is empty; Mail:Transport Smtp needs the server's name");
            }

            if (options.From.Length == 0)
            {
                failures.Add("Mail:From is empty; Mail:Transport Smtp needs a sender that the server accepts");
            }

            if (options.Port == 465)
            {
                failures.Add("Mail:Port is 465 (TLS from the first byte), which is not supported; use 587 with STARTTLS");
            }

            if ((options.User.Length == 0) != (options.Password.Length == 0))
            {
                failures.Add("Mail:User and Mail:Password go together (give the password as Mail__Password in the environment); one of them is empty");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool HasControls(string text) => text.Any(char.IsControl);
}
