using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>How to reach the org. The secret comes from the environment only, the private key from a mounted file.</summary>
internal sealed class SalesforceOptions
{
    public const string Section = "Salesforce";

    /// <summary>The org's own My Domain URL, for example <c>https://acme.my.salesforce.com</c>.</summary>
    public string? LoginUrl { get; set; }

    /// <summary>The consumer key of the External Client App.</summary>
    public string? ClientId { get; set; }

    /// <summary>The consumer secret, for the client credentials flow. Excludes <see cref="PrivateKeyFile"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>PEM file of the RSA key whose certificate the app knows, for the JWT bearer flow; needs <see cref="Username"/>.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>The integration user that the JWT speaks for.</summary>
    public string? Username { get; set; }

    /// <summary>The JWT's audience; null: test.salesforce.com for a sandbox, else login.salesforce.com.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether the org is to be a sandbox; null: what the address says (*.sandbox.my.salesforce.com is one, *.my.salesforce.com is none).</summary>
    public bool? ExpectSandbox { get; set; }

    /// <summary>
    /// The share of the org's API calls of 24 hours, of all integrations together, from which our writes wait for a later run; reads slow
    /// down shortly before.
    /// </summary>
    [Range(0.05, 1.0)]
    public double DailyCallShare { get; set; } = 0.9;

    /// <summary>Pinned, and tested against a newer one before it is raised.</summary>
    [Required, RegularExpression(@"^\d{2,3}\.0$", ErrorMessage = "Salesforce:ApiVersion must look like 67.0")]
    public string ApiVersion { get; set; } = "67.0";

    /// <summary>Rows a page; a hint that Salesforce may undercut.</summary>
    [Range(200, 2000)]
    public int PageSize { get; set; } = 2000;

    /// <summary>Seconds without an answer (or without the next part of one) after which a call counts as lost.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>Repeats of a harmless call (a read, a login) that failed in passing.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 4;

    /// <summary>The first wait before a repeat, in milliseconds; it doubles each time, with jitter.</summary>
    [Range(1, 60_000)]
    public int RetryDelayMilliseconds { get; set; } = 500;
}

[OptionsValidator]
internal sealed partial class SalesforceOptionsValidator : IValidateOptions<SalesforceOptions>;

/// <summary>What must hold between the settings.</summary>
internal sealed class SalesforceLoginValidator : IValidateOptions<SalesforceOptions>
{
    public ValidateOptionsResult Validate(string? name, SalesforceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.LoginUrl))
        {
            return ValidateOptionsResult.Fail(
                "Salesforce:LoginUrl is not set: set Salesforce__LoginUrl, Salesforce__ClientId and Salesforce__ClientSecret, "
                + "or try the command 'demo', which needs no Salesforce");
        }

        List<string> problems = [.. Problems(options)];
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(SalesforceOptions options)
    {
        bool jwt = !string.IsNullOrEmpty(options.PrivateKeyFile);
        if (!Uri.TryCreate(options.LoginUrl, UriKind.Absolute, out Uri? login) || login.Scheme is not ("https" or "http"))
        {
            yield return $"Salesforce:LoginUrl '{options.LoginUrl}' is not an address: it looks like https://acme.my.salesforce.com";
        }
        else
        {
            if (!login.IsEncryptedOrLoopback)
            {
                yield return $"Salesforce:LoginUrl must start with https:// (only loopback may do without): {login.GetLeftPart(UriPartial.Authority)}";
            }

            if (login.AbsolutePath != "/" || login.Query.Length > 0 || login.UserInfo.Length > 0)
            {
                yield return $"Salesforce:LoginUrl must be a bare host, without path, query or user: {login.GetLeftPart(UriPartial.Scheme)}{login.Authority}";
            }

            if (!jwt && login.Host is "login.salesforce.com" or "test.salesforce.com")
            {
                yield return $"Salesforce:LoginUrl {login.Host} does not take client credentials: use the org's own My Domain URL, like https://acme.my.salesforce.com";
            }
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return "Salesforce:ClientId is not set: it is the consumer key of the External Client App (Salesforce__ClientId)";
        }

        switch (jwt, !string.IsNullOrEmpty(options.ClientSecret))
        {
            case (false, false):
                yield return "neither Salesforce:ClientSecret (client credentials) nor Salesforce:PrivateKeyFile with Salesforce:Username (JWT) is set";
                break;
            case (true, true):
                yield return "both Salesforce:ClientSecret and Salesforce:PrivateKeyFile are set: keep one way to log in";
                break;
            case (true, false) when string.IsNullOrWhiteSpace(options.Username):
                yield return "Salesforce:PrivateKeyFile needs Salesforce:Username, the integration user it speaks for";
                break;
            default:
                break;
        }
    }
}
