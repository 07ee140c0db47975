using System.Net.Mail;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

/// <summary>What single fields cannot say.</summary>
internal sealed class MailOptionsRules : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> failures = [];
        if (options.From.Length > 0 && (options.From.Any(char.IsControl) || !MailAddress.TryCreate(options.From, out _)))
        {
            failures.Add("Mail:From is not an address; write it as mentoring@example.com or Mentoring <mentoring@example.com>");
        }

        if (options.Transport != MailTransportKind.Pickup && options.From.Length == 0)
        {
            failures.Add($"Mail:From is empty; Mail:Transport {options.Transport} needs a sender that the server accepts");
        }

        if (options.ReturnPath.Length > 0 && (options.ReturnPath.Any(letter => letter is <= ' ' or > '~' or '<' or '>') || !MailAddress.TryCreate(options.ReturnPath, out _)))
        {
            failures.Add("Mail:ReturnPath is not a bare address; write it as bounces@example.com, or leave it empty for the address of Mail:From");
        }

        if (options.ReturnPath.Length > 0 && options.Transport == MailTransportKind.Graph)
        {
            failures.Add("Mail:ReturnPath is for Smtp: with Graph, word of a mail that was not delivered goes to the mailbox of Mail:From; leave it empty");
        }

        failures.AddRange(options.Transport switch
        {
            MailTransportKind.Smtp => Smtp(options),
            MailTransportKind.Graph => Graph(options.Graph),
            MailTransportKind.Pickup => [],
        });
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Smtp(MailOptions options)
    {
        if (options.Host.Length == 0)
        {
            yield return "Mail:Host is empty; Mail:Transport Smtp needs the server's name";
        }

        if ((options.User.Length == 0) != (options.Password.Length == 0))
        {
            yield return "Mail:User and Mail:Password go together (give the password as Mail__Password in the environment); one of them is empty";
        }

        if (options.Tls == MailTls.None && !MailOptions.IsThisMachine(options.Host))
        {
            yield return $"Mail:Tls is None, and Mail:Host is '{options.Host}', not this machine; mail with labels never goes in the clear: use StartTls or Implicit";
        }

        string? unreadable = null;
        try
        {
            unreadable = options.Issuers() is { Count: 0 } ? "it holds no certificate" : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            unreadable = failure.Message;
        }

        if (unreadable is not null)
        {
            yield return $"Mail:IssuerFile '{options.IssuerFile}' cannot be read ({unreadable}); name a PEM file of certificates";
        }
    }

    private static IEnumerable<string> Graph(MailGraphOptions options)
    {
        foreach ((string key, string value, bool loopback) in (IEnumerable<(string, string, bool)>)
            [("Url", options.Url, true), ("LoginUrl", options.LoginUrl, false)])
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address) || !(loopback ? address.IsEncryptedOrLoopback : address.Scheme == Uri.UriSchemeHttps))
            {
                yield return $"Mail:Graph:{key} must be an https address, found '{value}'";
            }
        }

        int ways = (options.ClientSecret.Length > 0 ? 1 : 0) + (options.CertificateFile.Length > 0 ? 1 : 0) + (options.ManagedIdentity ? 1 : 0);
        if (ways != 1)
        {
            yield return "Mail:Graph needs one of ClientSecret (as Mail__Graph__ClientSecret in the environment), CertificateFile and ManagedIdentity"
                + (ways == 0 ? "; none is set" : "; several are set");
        }

        if (!options.ManagedIdentity && (options.TenantId.Length == 0 || options.ClientId.Length == 0))
        {
            yield return "Mail:Graph:TenantId and Mail:Graph:ClientId are needed with a secret or a certificate; one of them is empty";
        }

        if (options.CertificateFile.Length > 0 && !File.Exists(options.CertificateFile))
        {
            yield return $"Mail:Graph:CertificateFile '{options.CertificateFile}' is not there; name a PEM or PFX file with certificate and private key";
        }
    }
}
