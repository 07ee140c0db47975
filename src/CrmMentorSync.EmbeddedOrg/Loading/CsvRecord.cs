namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>A record of a CSV file, or why there is none at this line.</summary>
/// <param name="Line">The line it starts on; the header is line 1.</param>
/// <param name="Fields">Its values; null where it could not be read.</param>
internal sealed record CsvRecord(long Line, string[]? Fields, string? Fault);
