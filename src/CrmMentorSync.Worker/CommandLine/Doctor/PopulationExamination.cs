using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>
/// Who counts as rep and manager. A small org is pulled into a throw-away state and judged on the spot; of a large one the newest
/// judgement in the state is told.
/// </summary>
internal sealed class PopulationExamination(SalesforceClient salesforce, ExaminationRequest request)
{
    private const long SmallOrg = 100_000;

    public async IAsyncEnumerable<Finding> FindingsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long deals = await salesforce.CountAsync("SELECT COUNT() FROM Opportunity", all: false, ct);
        if (deals <= SmallOrg)
        {
            await foreach (Finding finding in JudgeAsync(ct))
            {
                yield return finding;
            }

            yield break;
        }

        using IHost host = WorkerHost.ForCommand(request.Settings, request.Verbose);
        await foreach (Finding finding in TellAsync(host.Services, ct))
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> JudgeAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var folder = new ThrowAwayFolder();
        Dictionary<string, string?> settings = new(request.Settings) { ["State:Connection"] = folder.File("doctor.db") };
        using IHost host = WorkerHost.ForCommand(settings, request.Verbose, writesAllowed: false);
        await host.Services.GetRequiredService<PipelineRunner>().RunAsync(
            new PipelineRequest { Command = "doctor", Stretch = PipelineStretch.Judge, AsOf = request.AsOf }, new SilentProgress(), ct);
        foreach (Finding refused in await RefusedAsync(host.Services, ct))
        {
            yield return refused;
        }

        await foreach (Finding finding in TellAsync(host.Services, ct))
        {
            yield return finding;
        }
    }

    /// <summary>The records that a run would not take, by source, the first of each in full.</summary>
    private static async Task<IReadOnlyList<Finding>> RefusedAsync(IServiceProvider services, CancellationToken ct)
    {
        await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(ct);
        return
        [
            .. from letter in await connection.ReadDeadLettersAsync(ct)
               group letter by letter.Source into source
               let count = source.Count()
               let first = source.First()
               select new Finding(Verdict.Note, "refused", string.Create(
                   CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "record" : "records")} of {source.Key}, {(count == 1 ? "" : "the first ")}{first.Record}: {first.Reason}; a cycle lists them all, and takes what is put right")),
        ];
    }

    private static async IAsyncEnumerable<Finding> TellAsync(
        IServiceProvider services, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(ct);
        await foreach (Finding finding in DealFilterExamination.FindingsAsync(
            connection, services.GetRequiredService<IOptions<DealFilterOptions>>().Value, ct))
        {
            yield return finding;
        }

        (long reps, long unmanaged, string? asOf) = await connection.QuerySingleAsync<(long, long, string?)>(new CommandDefinition(
            """
            SELECT count(*), count(*) - count(manager_id), max(as_of) FROM flags WHERE as_of = (SELECT max(as_of) FROM flags)
            """,
            cancellationToken: ct));
        if (asOf is null)
        {
            yield return new Finding(Verdict.Note, "reps", "nobody counts as a rep yet: no active Standard user without reports owned a deal in the last year");
            yield break;
        }

        yield return new Finding(Verdict.Ok, "reps", string.Create(CultureInfo.InvariantCulture, $"{reps:N0} count as reps, as of {asOf}"));
        (long managers, long silent) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            """
            SELECT count(*), coalesce(sum(CASE WHEN p.email IS NULL OR p.email = '' THEN 1 ELSE 0 END), 0)
            FROM people p WHERE p.id IN (SELECT manager_id FROM flags WHERE as_of = @asOf)
            """,
            new { asOf },
            cancellationToken: ct));
        yield return new Finding(Verdict.Ok, "managers", string.Create(CultureInfo.InvariantCulture, $"{managers:N0} have reps of their own"));
        if (unmanaged > 0)
        {
            yield return new Finding(Verdict.Note, "managers", string.Create(
                CultureInfo.InvariantCulture, $"{unmanaged:N0} reps have no manager: nobody can approve their pairing; set ManagerId, or People__ManagerFrom=RoleHierarchy"));
        }

        if (silent > 0)
        {
            yield return new Finding(Verdict.Note, "managers", string.Create(
                CultureInfo.InvariantCulture, $"{silent:N0} have no e-mail address; their digest goes to the next manager up"));
        }
    }
}

/// <summary>What the doctor was asked, for those parts that open a host of their own.</summary>
internal sealed record ExaminationRequest(IReadOnlyDictionary<string, string?> Settings, DateOnly? AsOf, bool Verbose, bool Write);
