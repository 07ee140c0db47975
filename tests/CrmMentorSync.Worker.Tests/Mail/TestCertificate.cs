using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>A certificate that vouches for itself, for this machine, for the length of a test.</summary>
internal static class TestCertificate
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(From, From.AddYears(80));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Certificate and key as PEM files; returns the certificate's path and the key's.</summary>
    public static (string Certificate, string Key) Write(X509Certificate2 certificate, string folder)
    {
        string path = Path.Combine(folder, "certificate.pem");
        string key = Path.Combine(folder, "key.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        using RSA rsa = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
        return (path, key);
    }
}
