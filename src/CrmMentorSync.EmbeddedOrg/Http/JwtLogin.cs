using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What came of a login: the user who is in, or the error and its description.</summary>
internal sealed record LoginOutcome(string? UserId, string Error = "", string Description = "")
{
    public static LoginOutcome Refused(string error, string description) => new(null, error, description);
}

/// <summary>
/// The JWT bearer flow: an assertion signed with RS256 whose issuer is the app, whose subject is a username, whose audience is a login
/// host or this one, and whose end lies ahead.
/// </summary>
internal static class JwtLogin
{
    public static LoginOutcome Judge(string assertion, OrgState org, string ownAddress)
    {
        if (org.Options.JwtKey is not { } pem)
        {
            return LoginOutcome.Refused("unsupported_grant_type", "grant type not supported: this org was started without a JWT key");
        }

        string[] parts = assertion.Split('.');
        if (parts.Length != 3 || Json(parts[0]) is not { } header || Json(parts[1]) is not { } claims
            || Text(header, "alg") != "RS256" || !IsSigned(parts, pem))
        {
            return LoginOutcome.Refused("invalid_grant", "invalid assertion");
        }

        if (Text(claims, "iss") != org.Options.ClientId)
        {
            return LoginOutcome.Refused("invalid_client_id", "client identifier invalid");
        }

        string audience = Text(claims, "aud") ?? "";
        if (audience is not ("https://login.salesforce.com" or "https://test.salesforce.com") && audience.TrimEnd('/') != ownAddress)
        {
            return LoginOutcome.Refused("invalid_grant", "audience is invalid");
        }

        // Ends by the machine's time, as the client's clock says it, not by the org's, which may stand in another year.
        bool alive = claims.TryGetProperty("exp", out JsonElement end) && end.TryGetInt64(out long seconds)
            && seconds > org.Options.Time.GetUtcNow().ToUnixTimeSeconds();
        return alive ? FindUser(Text(claims, "sub"), org) : LoginOutcome.Refused("invalid_grant", "expired authorization code");
    }

    private static LoginOutcome FindUser(string? username, OrgState org)
    {
        lock (org.Database.Gate)
        {
            ObjectTable users = org.Database.Users;
            int row = Enumerable.Range(0, users.Count).FirstOrDefault(
                row => string.Equals(users["Username"][row] as string, username, StringComparison.OrdinalIgnoreCase), -1);
            return row < 0 ? LoginOutcome.Refused("invalid_grant", "user hasn't approved this consumer")
                : users["IsActive"][row] is true ? new LoginOutcome(users.Id.Text(row))
                : LoginOutcome.Refused("inactive_user", "user is inactive");
        }
    }

    private static bool IsSigned(string[] parts, string pem)
    {
        if (Decode(parts[2]) is not { } signature)
        {
            return false;
        }

        byte[] content = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        using RSA key = ReadKey(pem);
        return key.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static RSA ReadKey(string pem)
    {
        if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.GetRSAPublicKey() ?? throw new CryptographicException("The certificate holds no RSA key.");
        }

        RSA key = RSA.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static JsonElement? Json(string part)
    {
        try
        {
            return Decode(part) is { } bytes && JsonSerializer.Deserialize<JsonElement>(bytes) is { ValueKind: JsonValueKind.Object } value ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
