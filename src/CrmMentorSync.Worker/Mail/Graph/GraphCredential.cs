using Azure.Core;
using Azure.Identity;

namespace CrmMentorSync.Worker.Mail.Graph;

/// <summary>Where Graph's tokens come from. The credential keeps and renews them itself.</summary>
internal static class GraphCredential
{
    private static readonly string[] KnownLogins = ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"];

    /// <param name="transport">For a proxy or a test; null: the usual one.</param>
    public static TokenCredential Of(MailGraphOptions options, Azure.Core.Pipeline.HttpPipelineTransport? transport)
    {
        var login = new Uri(options.LoginUrl);
        bool isForeign = !KnownLogins.Contains(login.Host, StringComparer.OrdinalIgnoreCase);
        if (options.ManagedIdentity)
        {
            return new ManagedIdentityCredential(options.ClientId.Length == 0 ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
        }

        if (options.CertificateFile.Length > 0)
        {
            var withCertificate = new ClientCertificateCredentialOptions { AuthorityHost = login, DisableInstanceDiscovery = isForeign };
            withCertificate.Transport = transport ?? withCertificate.Transport;
            return new ClientCertificateCredential(options.TenantId, options.ClientId, options.CertificateFile, withCertificate);
        }

        var withSecret = new ClientSecretCredentialOptions { AuthorityHost = login, DisableInstanceDiscovery = isForeign };
        withSecret.Transport = transport ?? withSecret.Transport;
        return new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret, withSecret);
    }
}
