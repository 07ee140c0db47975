using System.Data.Common;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.RaiseFlags;

/// <summary>Finds a rep by what a person would type and tells why they are flagged as they are.</summary>
internal sealed class ExplainQuery(StateDatabase state)
{
    public async Task<Explained> ExplainAsync(string rep, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        string? newest = await connection.QuerySingleAsync<string?>(new CommandDefinition("SELECT MAX(as_of) FROM flags", cancellationToken: ct));
        if (newest is null)
        {
            return new Explained.Failed("no flags have been raised yet; run `cycle` first");
        }

        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        if (PeopleSearch.One(people, rep, out string problem) is not { } person)
        {
            return new Explained.Failed(problem);
        }

        DateOnly asOf = Sql.ToDay(newest);
        IReadOnlyList<IReadOnlyList<Standing>> days = await JudgementRows.ReadStandingsAsync(connection, asOf, ct);
        IReadOnlyList<Standing> today = days.Count > 0 && days[^1][0].On == asOf ? days[^1] : [];
        if (today.FirstOrDefault(one => one.Rep == person.Id) is not { } standing)
        {
            return new Explained.Failed(
                $"{person.Name} is no rep as of {newest}: inactive, with active reports, excluded, or without deals and without a seller's title; People:Include overrides");
        }

        IReadOnlyList<SkillScore> scores = await connection.ReadScoresAsync(asOf, ct);
        RepFlag flag = await ReadFlagAsync(connection, newest, person.Id, ct);
        string? currency = await connection.QuerySingleOrDefaultAsync<string?>(
            new CommandDefinition("SELECT value FROM meta WHERE key = 'currency'", cancellationToken: ct));
        IReadOnlyList<string> lines = Explanation.Explain(person, flag, standing, scores);
        return new Explained.Page(person.Id, currency is null ? lines : [.. lines, $"Amounts are in {currency}, the corporate currency."]);
    }

    private static async Task<RepFlag> ReadFlagAsync(DbConnection connection, string asOf, UserId rep, CancellationToken ct)
    {
        (string flag, string also, double? probability, string? strength, string? gap, string reason, string? question) =
            await connection.QuerySingleAsync<(string, string, double?, string?, string?, string, string?)>(new CommandDefinition(
                "SELECT flag, also, probability, strength, gap, reason, question FROM flags WHERE as_of = @asOf AND rep_id = @rep",
                new { asOf, rep = rep.Value }, cancellationToken: ct));
        return new RepFlag
        {
            Rep = rep,
            Flag = FlagNames.Parse(flag),
            Also = [.. also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FlagNames.Parse)],
            Probability = probability,
            Strength = strength is null ? null : SkillNames.Parse(strength),
            Gap = gap is null ? null : SkillNames.Parse(gap),
            Reason = reason,
            Question = question,
        };
    }
}

/// <summary>The answer of <see cref="ExplainQuery"/>.</summary>
internal abstract record Explained
{
    private Explained()
    {
    }

    /// <summary>Lines for a terminal.</summary>
    public sealed record Page(UserId Rep, IReadOnlyList<string> Lines) : Explained;

    /// <summary>One sentence that says what to do instead.</summary>
    public sealed record Failed(string Message) : Explained;
}
