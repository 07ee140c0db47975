using System.Collections.Frozen;
using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>
/// Holds the weekly round: people, scores, flags, answers and past pairings in; pairings and a reason for everyone unmatched out.
/// </summary>
/// <remarks>
/// Runs twice without harm: the round's row stands in the same transaction as its proposals, and a week whose round is held
/// proposes nothing more; a round known from its Tasks alone is completed, once. Time and departures are judged by the run's day, so the same day gives the same changes.
/// </remarks>
internal sealed partial class ProposePairingsStep(
    StateDatabase state, IOptions<ProposePairingsOptions> options, ILogger<ProposePairingsStep> logger) : IPipelineStep
{
    public string Name => "propose";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        LogStarted();
        await using DbConnection connection = await state.OpenAsync(ct);
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        IReadOnlyList<Pairing> pairings = await connection.ReadPairingsAsync(ct);
        (bool isHeld, bool isResumed) = await connection.ReadRoundAsync(IsoWeek.Of(run.AsOf), pairings, ct);
        RoundFacts facts = new()
        {
            IsResumed = isResumed,
            AsOf = run.AsOf,
            Reps = await connection.ReadRepsAsync(people, run.AsOf, options.Value.MinimumGap, ct),
            Pairings = pairings,
            Consent = await connection.ReadConsentAsync(ct),
            Others = people.ToDictionary(person => person.Id),
            Outside = OutsideMentors.Of(options.Value.ExternalMentors, await connection.ReadOutsideMentorsAsync(ct)),
            Pauses = await connection.ReadPausesAsync(run.AsOf, ct),
            PutOff = await connection.ReadPutOffAsync(run.AsOf, ct),
            Approvers = await connection.ReadApproversAsync(ct),
            Waited = await connection.ReadWaitedAsync(IsoWeek.Of(run.AsOf), ct),
        };

        // Without anyone judged there is nothing to propose from, and the week must stay open for a run that has facts.
        bool proposes = !isHeld && facts.Reps.Count > 0;
        FrozenSet<UserId> active = people.Where(person => person.IsActive).Select(person => person.Id).ToFrozenSet();

        // A large round takes minutes to think about: nobody is kept from writing meanwhile, the run's own lease least of all.
        PairingPolicy policy = await PolicyAsync(connection, run, people, ct);
        RoundPlan plan = PairingRound.Hold(facts, policy, active.Contains, isHeld: !proposes);
        IReadOnlyList<RulePrice>? prices = run.Rehearsal && proposes ? RulePrices.Of(facts, policy, active.Contains) : null;
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        if (proposes)
        {
            await connection.WriteRoundAsync(run, facts.Round.Key, policy, plan.Members, transaction, ct);
        }

        if (prices is not null)
        {
            await connection.WritePricesAsync(run.AsOf, prices, transaction, ct);
        }

        await connection.WriteOutsideAsync(run, facts.Outside, transaction, ct);
        foreach (Unanswered wish in plan.Unanswered)
        {
            await connection.RefuseAsync(run, "pairing", wish.PairingKey, wish.Reason, transaction, ct);
            await connection.AskAgainAsync(wish, facts.Others, transaction, ct);
        }

        await connection.WritePairingsAsync([.. plan.Changed, .. plan.Proposed], transaction, ct);
        await connection.WriteUnmatchedAsync(run.AsOf, plan.Unmatched, transaction, ct);
        await transaction.CommitAsync(ct);

        LogFinished(facts.Round.Key, isHeld, facts.Reps.Count, plan.Proposed.Count, plan.Changed.Count, plan.Unmatched.Count);
        return new StepResult(facts.Reps.Count, plan.Proposed.Count + plan.Changed.Count, plan.Unmatched.Count, plan.Unanswered.Count);
    }

    private async Task<PairingPolicy> PolicyAsync(
        DbConnection connection, RunContext run, IReadOnlyList<Person> people, CancellationToken ct)
    {
        ProposePairingsOptions set = options.Value;
        List<(UserId, UserId)> avoided = [];
        foreach (AvoidPairOptions pair in set.AvoidPairs)
        {
            UserId? one = await FindAsync("Pairings:AvoidPairs", pair.One);
            UserId? other = await FindAsync("Pairings:AvoidPairs", pair.Other);
            if (one is { } first && other is { } second)
            {
                avoided.Add((first, second));
            }
        }

        List<UserId> interested = [];
        foreach (string name in set.Interested)
        {
            if (await FindAsync("Pairings:Interested", name) is { } senior)
            {
                interested.Add(senior);
            }
        }

        return new PairingPolicy
        {
            Kinds = set.Kinds.Length == 0 ? new PairingPolicy().Kinds : [.. set.Kinds.Select(PairNames.ParseKind)],
            MinimumGap = set.MinimumGap,
            MinimumStrength = set.MinimumStrength,
            OverallIsLow = set.OverallIsLow,
            ExperiencedMonths = set.ExperiencedMonths,
            MinimumSharedHours = set.MinimumSharedHours,
            DefaultCapacity = set.DefaultCapacity,
            CapacityByKind = set.CapacityByKind.ToFrozenDictionary(cap => PairNames.ParseKind(cap.Key), cap => cap.Value),
            MentorsAtATime = set.MentorsAtATime,
            RolesAtATime = set.RolesAtATime,
            SeniorMonths = set.SeniorMonths,
            TenureBandMonths = set.TenureBandMonths,
            DeclinedDays = set.DeclinedDays,
            LapsedDays = set.LapsedDays,
            Interested = interested.ToFrozenSet(),
            HoldoutShare = set.HoldoutShare,
            Seed = set.Seed,
            Weights = set.Weights.ToWeights(),
            AvoidPairs = avoided.ToFrozenSet(),
            Lifecycle = set.ToLifecycle(),
        };

        async Task<UserId?> FindAsync(string setting, string name)
        {
            if (people.FirstOrDefault(person => person.Id.Value == name || person.Username.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found.Id;
            }

            await connection.RefuseAsync(
                run, setting, name, "no user has this Id or Username; correct the setting or remove it", null, ct);
            return null;
        }
    }

    [LoggerMessage(EventId = 1501, Level = LogLevel.Information, Message = "propose started")]
    private partial void LogStarted();

    [LoggerMessage(
        EventId = 1502,
        Level = LogLevel.Information,
        Message = "propose finished: round {Round} (held before: {Held}), {Read} reps read, {Proposed} pairings proposed, {Changed} changed, {Unmatched} reasons for unmatched people")]
    private partial void LogFinished(string round, bool held, int read, int proposed, int changed, int unmatched);
}
