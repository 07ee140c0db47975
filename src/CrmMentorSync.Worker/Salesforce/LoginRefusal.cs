namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What each refusal of the login means, and what to do about it.</summary>
internal static class LoginRefusal
{
    public static SalesforceFailure Explain(SalesforceFailure refusal, string host)
    {
        string remedy = Remedy(refusal.ErrorCode, refusal.Message, host);
        return new SalesforceFailure(SalesforceFailureCategory.Authentication, $"{refusal.Message}; {remedy}")
        {
            Status = refusal.Status,
            ErrorCode = refusal.ErrorCode,
        };
    }

    private static string Remedy(string? code, string message, string host)
    {
        bool Says(string text) => message.Contains(text, StringComparison.OrdinalIgnoreCase);
        return code switch
        {
            _ when Says("request not supported on this domain") => $"{host} is not the org's own address: use the org's own My Domain URL",
            _ when Says("no client credentials user enabled") => "choose a run-as user in the app's client credentials policy",
            _ when Says("user hasn't approved this consumer") => "pre-authorise the integration user: give it a permission set that the app's policy lists",
            _ when Says("audience") => "set Salesforce__Audience: https://test.salesforce.com for a sandbox, else https://login.salesforce.com",
            _ when Says("expired authorization code") => "the machine's clock is wrong: the assertion came too late",
            "invalid_client_id" => "Salesforce__ClientId is not the app's consumer key, or the app is younger than ten minutes",
            "invalid_client" => "Salesforce__ClientSecret is not the app's consumer secret",
            "inactive_user" => "the integration user is inactive or frozen",
            "inactive_org" => "the org is locked or closed",
            "unsupported_grant_type" => "allow this flow (client credentials, or JWT bearer) in the app's settings",
            _ => "check the app's consumer key, its flow and policies, and that the integration user may log in from here",
        };
    }
}
