using System.Net;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What kind of failure it is, which says who can do something about it.</summary>
internal enum SalesforceFailureCategory
{
    /// <summary>A setting is wrong: address, version, key file.</summary>
    Configuration,

    /// <summary>Salesforce does not accept the login or the session.</summary>
    Authentication,

    /// <summary>The integration user may not see or do it.</summary>
    Permission,

    /// <summary>The org's API calls are used up, or too many run at once.</summary>
    Limit,

    /// <summary>Nobody answers, or Salesforce is busy or in maintenance.</summary>
    Unavailable,

    /// <summary>Salesforce does not take this request, and would not take it again.</summary>
    BadRequest,

    /// <summary>The answer is not what the API promises; nothing of it is trusted.</summary>
    Protocol,
}

/// <summary>
/// Salesforce could not do what was asked. The message says what to do about it, is shown without a stack trace, and never
/// holds a token, a secret or the text of a query.
/// </summary>
internal sealed class SalesforceFailure(SalesforceFailureCategory category, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public SalesforceFailureCategory Category { get; } = category;

    public HttpStatusCode? Status { get; init; }

    /// <summary>Salesforce's own code, for example <c>INVALID_FIELD</c>; null where it gave none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The same request may well succeed in a moment. Repeated only where a repeat is harmless.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request may have been carried out although no answer came: a write must be looked up, not repeated.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>The session ended; a new login may help, once.</summary>
    public bool IsExpiredSession => Status == HttpStatusCode.Unauthorized && ErrorCode == "INVALID_SESSION_ID";

    /// <summary>The same failure, not to be repeated by anyone further up.</summary>
    public SalesforceFailure AsFinal() => new(Category, Message, this) { Status = Status, ErrorCode = ErrorCode };

    public static SalesforceFailure Protocol(string message, Exception? cause = null) =>
        new(SalesforceFailureCategory.Protocol, message, cause);
}
