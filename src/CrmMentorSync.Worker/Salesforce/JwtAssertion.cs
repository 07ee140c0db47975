using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The signed statement of the JWT bearer flow: RS256, valid for three minutes.</summary>
internal static class JwtAssertion
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    public static string Create(SalesforceOptions options, string privateKeyPem, DateTimeOffset now)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(privateKeyPem);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Configuration,
                "Salesforce:PrivateKeyFile holds no unencrypted RSA private key in PEM form; make one with 'openssl genrsa 2048' and upload its certificate to the app",
                unreadable);
        }

        string unsigned = $"{Encode("""{"alg":"RS256"}"""u8)}.{Encode(Claims(options, now + Lifetime))}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{unsigned}.{Encode(signature)}";
    }

    /// <summary>Salesforce takes its own log-in hosts as audience, whatever My Domain the request goes to.</summary>
    public static string Audience(SalesforceOptions options) =>
        options.Audience ?? (SandboxRule.IsSandboxAddress(new Uri(options.LoginUrl!)) ? "https://test.salesforce.com" : "https://login.salesforce.com");

    private static byte[] Claims(SalesforceOptions options, DateTimeOffset expires)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", options.ClientId);
            writer.WriteString("sub", options.Username);
            writer.WriteString("aud", Audience(options));
            writer.WriteNumber("exp", expires.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
