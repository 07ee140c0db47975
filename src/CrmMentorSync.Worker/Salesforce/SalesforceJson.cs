using System.Text.Json.Serialization;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The wire records of this folder: a missing field is an error, not a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(DescribeAnswer))]
[JsonSerializable(typeof(IReadOnlyList<VersionAnswer>))]
[JsonSerializable(typeof(BulkQuestion))]
[JsonSerializable(typeof(BulkJob))]
[JsonSerializable(typeof(BulkPages))]
internal sealed partial class SalesforceJson : JsonSerializerContext;

internal sealed record DescribeAnswer(string Name, IReadOnlyList<SalesforceField> Fields);

internal sealed record VersionAnswer(string Version);
