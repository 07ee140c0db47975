using System.Data.Common;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>Writes down which Tasks should be in Salesforce: new ones, ones to close, ones to hand over.</summary>
/// <remarks>
/// Idempotent: the keys are computed from the pairings, a Task that has left is never planned again, and neither is one that
/// waits to be sent and is in time. What is out of time is planned as if for the first time, so that nothing goes out with a
/// date of last week.
/// </remarks>
internal sealed partial class PlanActivitiesStep(
    StateDatabase state, IOptions<ProgrammeOptions> options, LifecyclePolicy policy, ILogger<PlanActivitiesStep> logger) : IPipelineStep
{
    public string Name => "plan";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        (IReadOnlyList<Holiday> holidays, IReadOnlyList<(string Record, string Reason)> refusedLines) =
            await HolidaysFile.ReadAsync(options.Value.HolidaysFile, ct);
        (TextOverrides texts, IReadOnlyList<(string Record, string Reason)> refusedTexts) = await TemplateFolder.ReadAsync(options.Value.Templates, ct);
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        IReadOnlyList<Pairing> pairings = await connection.ReadPairingsAsync(ct);
        IReadOnlyList<MentorRow> mentors = await connection.ReadMentorsAsync(ct);
        IReadOnlyList<ActivityRow> activities = await connection.ReadActivitiesAsync(ct);
        Dictionary<string, TaskRow> tasks = (await connection.ReadTasksAsync(ct)).ToDictionary(task => task.Key, StringComparer.Ordinal);
        Person? operations = SalesOperations(people);
        if (operations is null && !string.IsNullOrWhiteSpace(options.Value.SalesOperations))
        {
            refusedTexts = [.. refusedTexts, ("Programme:SalesOperations",
                $"nobody active here has the Id or the username '{options.Value.SalesOperations}'; until that is put right managers get the questions")];
        }

        var calendar = new WorkingCalendar(run.AsOf, run.Now, holidays);
        var standing = new StandingTasks(tasks, calendar, people);

        Plan plan = ProgrammePlanner.Make(new PlanInput
        {
            People = people,
            Pairings = pairings,
            Invitations = mentors.ToDictionary(mentor => mentor.Rep, mentor => mentor.Invitation),
            Willing = mentors.Where(mentor => mentor.Consent == Answer.Yes).Select(mentor => mentor.Rep).ToHashSet(),
            Known = [.. standing.Known(activities)],
            Carried = [.. standing.Carried(activities)],
            Waiting = activities.Where(activity => activity.State == ActivityState.Planned).ToDictionary(activity => activity.Key, activity => activity.PlannedOn),
            Calendar = calendar,
            Settings = Settings(options.Value, policy) with { Operations = operations?.Id },
            // An org in a box has another address each time, and nobody lives there.
            Links = run.InstanceUrl.IsLoopback ? null : new LightningLinks(run.InstanceUrl),
            Facts = await connection.ReadProgrammeFactsAsync(run, people, KindProgrammes.Stages(options.Value), ct),
            Texts = texts,
        });
        var changes = new PlanChanges(run, options.Value, activities, standing);
        changes.Apply(plan);

        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.WriteActivitiesAsync(changes.Activities, transaction, ct);
        await connection.WriteTasksAsync(changes.Tasks, transaction, ct);
        await connection.ForgetTasksAsync(changes.Dropped, transaction, ct);
        await connection.WriteMentorsAsync(Asked(plan, mentors), transaction, ct);
        foreach ((string record, string reason) in refusedLines)
        {
            await connection.RefuseAsync(run, "holidays", record, reason, transaction, ct);
        }

        foreach ((string record, string reason) in refusedTexts)
        {
            await connection.RefuseAsync(run, "template", record, reason, transaction, ct);
        }

        foreach (Unplannable pairing in plan.Unplannable)
        {
            await connection.RefuseAsync(run, "pairing", pairing.PairingKey, pairing.Reason, transaction, ct);
        }

        await transaction.CommitAsync(ct);
        int waiting = plan.Activities.Count(activity => activity.Waits is not null);
        int refused = refusedLines.Count + refusedTexts.Count + plan.Unplannable.Count;
        if (refusedTexts.Count > 0)
        {
            LogTextsRefused(refusedTexts.Count);
        }

        LogPlanned(plan.Activities.Count - waiting, waiting, plan.Close.Count, plan.HandOver.Count);
        return new StepResult(pairings.Count, changes.Tasks.Count, waiting, refused);
    }

    private Person? SalesOperations(IReadOnlyList<Person> people) => options.Value.SalesOperations?.Trim() is { Length: > 0 } set
        ? people.FirstOrDefault(person => person.IsActive && (person.Id.Value == SalesforceId.To18(set) || person.Username.Equals(set, StringComparison.OrdinalIgnoreCase)))
        : null;

    private static ProgrammeSettings Settings(ProgrammeOptions options, LifecyclePolicy policy) => new()
    {
        Rep = new LoadLimit(options.RepNewPerWeek, options.RepOpen),
        Mentor = new LoadLimit(options.MentorNewPerWeek, options.MentorOpen),
        Manager = new LoadLimit(options.ManagerNewPerWeek, options.ManagerOpen),
        OpenCountsWorkingDays = options.OpenCountsWorkingDays,
        DeclineStatus = options.DeclineStatus,
        ExpenseNote = string.IsNullOrWhiteSpace(options.ExpenseNote) ? null : options.ExpenseNote.Trim(),
        Approval = policy.Approval,
        MentorPlaces = options.MentorPlaces,
        Programmes = KindProgrammes.Of(options),
        Company = KindProgrammes.Company(options),
        VisitsAYear = options.VisitsAYear,
        ClientCoolingOffDays = options.ClientCoolingOffDays,
    };

    /// <summary>Mentors whose invitation goes out now. An invitation that waits asks nobody yet.</summary>
    private static IEnumerable<MentorRow> Asked(Plan plan, IReadOnlyList<MentorRow> mentors)
    {
        HashSet<UserId> known = [.. mentors.Select(mentor => mentor.Rep)];
        return plan.Activities
            .Where(activity => activity is { Kind: ActivityKind.Invite, Waits: null } && !known.Contains(activity.Key.Mentor))
            .Select(activity => new MentorRow(activity.Key.Mentor, null, null, null, activity.Key));
    }

    [LoggerMessage(
        EventId = 1601,
        Level = LogLevel.Information,
        Message = "{Planned} Tasks planned, {Waiting} wait for a week with room, {Closed} to close, {HandedOver} to hand over")]
    private partial void LogPlanned(int planned, int waiting, int closed, int handedOver);

    [LoggerMessage(EventId = 1602, Level = LogLevel.Warning, Message = "{Texts} texts of Programme:Templates may not stand in a Task; ours stand instead")]
    private partial void LogTextsRefused(int texts);
}
