using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

internal enum MailTransportKind
{
    /// <summary>Writes <c>.eml</c> and <c>.html</c> files into a folder.</summary>
    Pickup,

    /// <summary>Sends over SMTP, encrypted unless the host is this machine.</summary>
    Smtp,

    /// <summary>Sends through Microsoft 365, by Microsoft Graph.</summary>
    Graph,
}

internal enum MailTls
{
    /// <summary>Implicit on port 465, none on this machine, else STARTTLS.</summary>
    Auto,

    /// <summary>Demanded before anything else is said (port 587).</summary>
    StartTls,

    /// <summary>From the first byte (port 465, RFC 8314).</summary>
    Implicit,

    /// <summary>In the clear; for this machine only.</summary>
    None,
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

    /// <summary>587 is the port for submission with STARTTLS, 465 that for submission with TLS from the first byte.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    [EnumDataType(typeof(MailTls))]
    public MailTls Tls { get; set; } = MailTls.Auto;

    /// <summary>PEM file of the issuers to trust instead of the system's; empty: the system's.</summary>
    public string IssuerFile { get; set; } = "";

    /// <summary>Empty: no authentication.</summary>
    public string User { get; set; } = "";

    /// <summary>From the environment only (Mail__Password).</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, <c>Name &lt;address&gt;</c> or a bare address; required for Smtp and Graph.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Where servers send word of a mail that they took and could not deliver (the envelope's sender); empty: the address of
    /// <see cref="From"/>. For Smtp; with Graph that word goes to the mailbox of the sender.
    /// </summary>
    public string ReturnPath { get; set; } = "";

    /// <summary>Mails on their way at once. A server that allows fewer connections is met with fewer.</summary>
    [Range(1, 20)]
    public int Connections { get; set; } = 6;

    /// <summary>Seconds to wait for each answer; for the one that confirms a mail, five times as long.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How often a mail that was put off is tried again within the run; later runs go on.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Seconds before the first retry; each further one waits three times as long.</summary>
    [Range(0, 300)]
    public int RetrySeconds { get; set; } = 5;

    /// <summary>False: a sandbox org sends no mail, because its users carry real people's names.</summary>
    public bool AllowSandbox { get; set; }

    public MailGraphOptions Graph { get; set; } = new();

    /// <summary>The sender, once validated.</summary>
    public MailParty Sender()
    {
        var address = new MailAddress(From.Length == 0 ? PreviewSender : From);
        return new MailParty(address.DisplayName, address.Address);
    }

    /// <summary>The envelope's sender.</summary>
    public string EnvelopeSender(MailMessageData message) => ReturnPath.Length > 0 ? ReturnPath : message.From.Address;

    /// <summary>What <see cref="Tls"/> comes to for this host and port.</summary>
    public MailTls Encryption() => Tls switch
    {
        MailTls.Auto when Port == 465 => MailTls.Implicit,
        MailTls.Auto => IsThisMachine(Host) ? MailTls.None : MailTls.StartTls,
        _ => Tls,
    };

    /// <summary>The issuers to trust instead of the system's; null: the system's.</summary>
    public X509Certificate2Collection? Issuers()
    {
        if (IssuerFile.Length == 0)
        {
            return null;
        }

        X509Certificate2Collection issuers = [];
        issuers.ImportFromPemFile(IssuerFile);
        return issuers;
    }

    /// <summary>Only a server on this machine may be spoken to in the clear.</summary>
    internal static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

/// <summary>Microsoft 365: an app registration with the application permission <c>Mail.Send</c>, or a managed identity that has it.</summary>
internal sealed class MailGraphOptions
{
    /// <summary>Base address; another for sovereign clouds, such as <c>https://graph.microsoft.us</c>.</summary>
    public string Url { get; set; } = "https://graph.microsoft.com";

    /// <summary>Where tokens come from; another for sovereign clouds, such as <c>https://login.microsoftonline.us</c>.</summary>
    public string LoginUrl { get; set; } = "https://login.microsoftonline.com";

    /// <summary>The directory: its id or one of its domains.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The application's id; with a managed identity that of a user-assigned one, empty for the system-assigned one.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>From the environment only (Mail__Graph__ClientSecret).</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>PEM or PFX file with certificate and private key, instead of a secret.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>True: the identity of the machine, instead of a secret.</summary>
    public bool ManagedIdentity { get; set; }
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
