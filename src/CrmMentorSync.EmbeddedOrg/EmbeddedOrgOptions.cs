using CrmMentorSync.EmbeddedOrg.Access;

namespace CrmMentorSync.EmbeddedOrg;

/// <summary>What an embedded org serves and how it behaves.</summary>
public sealed record EmbeddedOrgOptions
{
    public required OrgExport Export { get; init; }

    /// <summary>The day at whose end (23:59:00Z) the org's clock starts; default the export's newest date, 2026-01-02 for an org without deals.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The port on loopback; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>How long every answer waits.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Where writes are remembered, so that a later start meets the same org; null forgets them.</summary>
    public string? JournalPath { get; init; }

    public string ClientId { get; init; } = "embedded-client";

    public string ClientSecret { get; init; } = "embedded-secret";

    /// <summary>Varies which pages shrink and what locators look like; the same seed and calls give the same answers.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether Task and Event have the unique external id field <c>Mentoring_Key__c</c>.</summary>
    public bool MentoringKeyField { get; init; } = true;

    /// <summary>Faults armed at the start, by the names that <c>/__faults</c> takes.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>Those of the faults that take a text.</summary>
    public IReadOnlyDictionary<string, string> FaultTexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Users who may see or do other than the rule: the integration user everything, everybody else their own.</summary>
    public IReadOnlyList<UserAccess> Access { get; init; } = [];

    /// <summary>A PEM with the public key or certificate that the app of the JWT bearer flow was given; null: the flow is not set up.</summary>
    public string? JwtKey { get; init; }

    /// <summary>What makes the org's clock tick; of its own time only a JWT's end is judged by it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
