using System.Data.Common;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.RaiseFlags;

/// <summary>Scores and standings → one flag a rep.</summary>
/// <remarks>Idempotent: the flags of the day are replaced in one transaction; the past that they rest on is recomputed, not remembered.</remarks>
internal sealed partial class RaiseFlagsStep(
    StateDatabase state, IOptions<RaiseFlagsOptions> options, ILogger<RaiseFlagsStep> logger) : IPipelineStep
{
    public string Name => "flag";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        LogStarted(run.AsOf);
        await using DbConnection connection = await state.OpenAsync(ct);
        IReadOnlyList<IReadOnlyList<Standing>> days = await JudgementRows.ReadStandingsAsync(connection, run.AsOf, ct);

        // No rep at all on the day itself: the newest past week must not pass for today.
        days = days.Count > 0 && days[^1][0].On == run.AsOf ? days : [];
        IReadOnlyList<SkillScore> scores = await connection.ReadScoresAsync(run.AsOf, ct);
        IReadOnlyList<RepFlag> flags = FlagPolicy.Raise(days, scores, options.Value.ToRules());
        await WriteAsync(connection, run, flags, ct);

        int read = scores.Count + days.Sum(day => day.Count);
        int raised = flags.Count(flag => flag.Flag is not (FlagKind.Steady or FlagKind.InsufficientData));
        LogFinished(read, flags.Count, 0, 0, raised);
        return new StepResult(read, flags.Count, 0, 0);
    }

    private static async Task WriteAsync(DbConnection connection, RunContext run, IReadOnlyList<RepFlag> flags, CancellationToken ct)
    {
        Dictionary<UserId, UserId?> managers = (await connection.ReadPeopleAsync(ct)).ToDictionary(person => person.Id, person => person.ManagerId);
        string asOf = Sql.Day(run.AsOf);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM flags WHERE as_of = @asOf", new { asOf }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO flags (as_of, rep_id, flag, also, probability, strength, gap, reason, question, manager_id)
            VALUES (@asOf, @rep, @flag, @also, @probability, @strength, @gap, @reason, @question, @manager)
            """,
            flags.Select(flag => new
            {
                asOf,
                rep = flag.Rep.Value,
                flag = flag.Flag.Key(),
                also = string.Join(' ', flag.Also.Select(kind => kind.Key())),
                probability = flag.Probability,
                strength = flag.Strength?.Key(),
                gap = flag.Gap?.Key(),
                reason = flag.Reason,
                question = flag.Question,
                manager = managers.GetValueOrDefault(flag.Rep)?.Value,
            }),
            transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(EventId = 1400, Level = LogLevel.Information, Message = "flag started as of {AsOf:yyyy-MM-dd}")]
    private partial void LogStarted(DateOnly asOf);

    [LoggerMessage(EventId = 1401, Level = LogLevel.Information,
        Message = "flag finished: read {Read}, written {Written}, skipped {Skipped}, failed {Failed}; {Raised} reps flagged")]
    private partial void LogFinished(int read, int written, int skipped, int failed, int raised);
}
