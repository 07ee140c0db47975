namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What each refusal of the login means, and what to do about it.</summary>
internal static class LoginRefusal
{
    private static readonly TimeSpan WrongClock = TimeSpan.FromMinutes(2);

    /// <param name="isJwt">Whether an assertion was signed, whose times Salesforce holds against its own clock.</param>
    /// <param name="skew">How far this machine's clock is ahead of the org's; null where the org did not tell the time.</param>
    public static SalesforceFailure Explain(SalesforceFailure refusal, string host, bool isJwt, TimeSpan? skew)
    {
        string remedy = Remedy(refusal.ErrorCode, refusal.Message, host);
        if (isJwt && skew is { } off && off.Duration() > WrongClock)
        {
            remedy += $"; this machine's clock is {off.Duration().TotalMinutes:0} minutes {(off > TimeSpan.Zero ? "ahead of" : "behind")} Salesforce's: a JWT needs it right";
        }

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
            _ when Says("expired authorization code") || Says("invalid assertion") =>
                "the signed assertion is not accepted: check this machine's clock, and that the app holds the certificate of Salesforce__PrivateKeyFile",
            _ when Says("user is not admin approved") => "give the integration user a permission set or profile that the app's policy lists",
            _ when Says("ip restricted") => "the integration user may not log in from this address: allow it in the profile's login IP ranges, or relax the app's IP policy",
            _ when Says("login hours") => "the integration user's profile has login hours: take them away",
            _ when Says("blocked") => "an administrator has blocked this app: unblock it under OAuth usage",
            _ when Says("Login Rate Exceeded") => "too many logins within an hour: wait, and look for another program that logs in with this user",
            _ when Says("authentication failure") => "check that the integration user is active and not locked, and that it is the one the app's policy names",
            "invalid_client_id" => "Salesforce__ClientId is not the app's consumer key, or the app is younger than ten minutes",
            "invalid_client" => "Salesforce__ClientSecret is not the app's consumer secret",
            "inactive_user" => "the integration user is inactive or frozen",
            "inactive_org" => "the org is locked or closed",
            "rate_limit_exceeded" => "too many logins within an hour: wait, and look for another program that logs in with this user",
            "invalid_scope" => "give the app the scope 'api'",
            "invalid_app_access" => "give the integration user a permission set or profile that the app's policy lists",
            "server_error" or "temporarily_unavailable" => "Salesforce could not: try again later",
            "unsupported_grant_type" => "allow this flow (client credentials, or JWT bearer) in the app's settings",
            _ => "check the app's consumer key, its flow and policies, and that the integration user may log in from here",
        };
    }
}
