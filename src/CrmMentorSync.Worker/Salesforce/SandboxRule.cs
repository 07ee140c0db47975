namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Whether the settings speak of a sandbox: a trial must not write to the company, nor the other way about.</summary>
internal static class SandboxRule
{
    /// <summary>The address is a sandbox's, or the one at which all sandboxes log in.</summary>
    public static bool IsSandboxAddress(Uri address) =>
        address.Host.Contains(".sandbox.", StringComparison.OrdinalIgnoreCase) || address.Host == "test.salesforce.com";

    /// <summary>What the settings expect; null: they do not tell.</summary>
    public static bool? Expected(SalesforceOptions options)
    {
        var login = new Uri(options.LoginUrl!);
        string host = login.Host.ToLowerInvariant();
        return options.ExpectSandbox switch
        {
            { } said => said,
            null when IsSandboxAddress(login) => true,
            // acme.my.salesforce.com is an org of its own; scratch and developer orgs have a word between, old sandboxes a double dash.
            null when host == "login.salesforce.com" || (host.EndsWith(".my.salesforce.com", StringComparison.Ordinal)
                && host.Split('.').Length == 4 && !host.Contains("--", StringComparison.Ordinal)) => false,
            _ => null,
        };
    }

    /// <exception cref="SalesforceFailure">The org is the other kind.</exception>
    public static void Require(SalesforceOptions options, bool isSandbox)
    {
        if (Expected(options) is { } expected && expected != isSandbox)
        {
            string by = options.ExpectSandbox is null ? $"Salesforce:LoginUrl {options.LoginUrl}" : $"Salesforce:ExpectSandbox={options.ExpectSandbox}";
            throw new SalesforceFailure(
                SalesforceFailureCategory.Configuration,
                $"{by} speaks of {Name(expected)}, but the org says that it is {Name(isSandbox)} (Organization.IsSandbox={isSandbox}); "
                + "nothing is read or written: correct the address, or set Salesforce__ExpectSandbox");
        }
    }

    private static string Name(bool sandbox) => sandbox ? "a sandbox" : "a production org";
}
