using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// Whose open Tasks go to somebody else: those of people who left, and what managers were asked about people whom they manage no longer.
/// Whoever is still above them, however far up, keeps what they have, and so does whoever got it from a person.
/// </summary>
internal static class HandOvers
{
    public static IReadOnlyList<(MentoringKey Key, Person NewOwner)> Of(PlanContext context)
    {
        var lines = ManagementChain.Of(context.Input.People);
        ILookup<MentoringKey?, KnownActivity> carried = context.Input.Carried.ToLookup(talk => talk.CarriedBy);
        return
        [
            .. context.Input.Known.Where(known => known.IsOpen)
                .Select(known => (known.Key, Old: known.Owner, New: Moved(context, lines, carried, known) ?? Left(context, known)))
                .Where(task => task.New is not null && task.New.Id != task.Old)
                .OrderBy(task => task.Key.ToString(), StringComparer.Ordinal)
                .Select(task => (task.Key, task.New!)),
        ];
    }

    /// <summary>Approvals that somebody else may have answered than who decides now, and who does.</summary>
    public static IReadOnlyList<(MentoringKey Key, Person Decider)> Redirected(PlanContext context, IReadOnlyList<(MentoringKey Key, Person NewOwner)> handOver)
    {
        string approval = ActivityKind.Approve.Key();
        HashSet<string> waiting = new(context.Input.Pairings.Where(pairing => pairing.State == PairState.Proposed).Select(pairing => pairing.Key), StringComparer.Ordinal);
        Dictionary<MentoringKey, Person> gets = handOver.Where(task => task.Key.Activity == approval).ToDictionary();
        return
        [
            .. context.Input.Known
                .Where(known => known.IsOpen && known.Key.Activity == approval && waiting.Contains(known.Key.PairingKey ?? "") && (known.IsAnsweredByStranger || gets.ContainsKey(known.Key)))
                .Select(known => (known.Key, Decider: gets.GetValueOrDefault(known.Key) ?? context.Owners.ManagerOf(known.Key.Mentee!.Value)))
                .Where(known => known.Decider is not null)
                .OrderBy(known => known.Key.ToString(), StringComparer.Ordinal)
                .Select(known => (known.Key, known.Decider!)),
        ];
    }

    private static Person? Left(PlanContext context, KnownActivity known) =>
        context.Owners.Of(known.Owner) is { } owner && owner.Id != known.Owner ? owner : null;

    private static Person? Moved(PlanContext context, ManagementChain lines, ILookup<MentoringKey?, KnownActivity> carried, KnownActivity known)
    {
        UserId[] about = [.. About(known, carried[known.Key])];
        if (known.IsHandedOn || about.Length == 0 || about.Any(person => lines.IsAbove(known.Owner, person)))
        {
            return null;
        }

        // Talks of people who went different ways stay one Task: they were held while it was still this manager's to ask.
        Person?[] managers = [.. about.Select(context.Owners.ManagerOf).Distinct()];
        return managers is [{ } manager] && manager.Id != known.Key.Mentor && manager.Id != known.Key.Mentee ? manager : null;
    }

    /// <summary>The people whose manager is asked.</summary>
    private static IEnumerable<UserId> About(KnownActivity known, IEnumerable<KnownActivity> talks) =>
        (ActivityNames.TryParse(known.Key.Activity), known.Key.Side, known.Key.Mentee) switch
        {
            (ActivityKind.Debrief, _, null) => talks.Select(talk => talk.Key.Mentee).OfType<UserId>().Distinct(),
            (ActivityKind.Approve or ActivityKind.Debrief or ActivityKind.Contact or ActivityKind.CheckIn or ActivityKind.Expect or ActivityKind.FollowUp, Sides.Manager, { } mentee) => [mentee],
            (ActivityKind.CheckIn or ActivityKind.Notice, Sides.MentorManager, _) when !OutsideMentor.IsOutside(known.Key.Mentor) => [known.Key.Mentor],
            _ => [],
        };
}
