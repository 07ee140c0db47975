using System.Data.Common;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Reads the scores of a day, which pairing, flags, the digest and the audit pack all need.</summary>
internal static class ScoresTable
{
    /// <summary>All scores of a day, ordered by rep and skill.</summary>
    public static async Task<IReadOnlyList<SkillScore>> ReadScoresAsync(this DbConnection connection, DateOnly asOf, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT rep_id AS RepId, skill AS Skill, peer_group AS PeerGroup, n AS N, observed AS Observed, estimate AS Estimate, low AS Low,
              high AS High, p_lowest_fifth AS PLowest, p_highest_fifth AS PHighest, peer_median AS PeerMedian
            FROM scores WHERE as_of = @asOf
            """,
            new { asOf = Sql.Day(asOf) },
            cancellationToken: ct));
        HashSet<string> groups = new(StringComparer.Ordinal);
        return [.. rows.Select(row => ToScore(row, groups)).OrderBy(score => score.Rep).ThenBy(score => score.Skill)];
    }

    /// <param name="groups">Each name of a group once: they are few, scores are many, and one object is compared at a glance.</param>
    private static SkillScore ToScore(Row row, HashSet<string> groups) => new()
    {
        Rep = new UserId(row.RepId),
        Skill = SkillNames.Parse(row.Skill),
        PeerGroup = Once(groups, row.PeerGroup),
        N = (int)row.N,
        Observed = row.Observed,
        Estimate = row.Estimate,
        Low = row.Low,
        High = row.High,
        PLowestFifth = row.PLowest,
        PHighestFifth = row.PHighest,
        PeerMedian = row.PeerMedian,
    };

    private static string Once(HashSet<string> names, string name)
    {
        if (names.TryGetValue(name, out string? known))
        {
            return known;
        }

        names.Add(name);
        return name;
    }

    private sealed class Row
    {
        public string RepId { get; init; } = "";
        public string Skill { get; init; } = "";
        public string PeerGroup { get; init; } = "";
        public long N { get; init; }
        public double? Observed { get; init; }
        public double Estimate { get; init; }
        public double Low { get; init; }
        public double High { get; init; }
        public double PLowest { get; init; }
        public double PHighest { get; init; }
        public double PeerMedian { get; init; }
    }
}
