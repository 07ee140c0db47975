using System.Net;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>A request refused as Salesforce refuses it: an HTTP status and one error of the request-level dialect.</summary>
internal sealed class OrgApiException(HttpStatusCode status, string errorCode, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    public IReadOnlyList<string> Fields { get; init; } = [];

    public static OrgApiException BadRequest(string errorCode, string message) => new(HttpStatusCode.BadRequest, errorCode, message);

    public static OrgApiException NotFound(string message) => new(HttpStatusCode.NotFound, "NOT_FOUND", message);

    /// <summary>What the platform has and this org has not: said aloud, so that nothing passes by accident.</summary>
    public static OrgApiException NotImplemented(string asked) =>
        new(HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG", $"The embedded org does not support {asked}.");
}
