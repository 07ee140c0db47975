using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// Says which Tasks should be in Salesforce. Asked twice with the same facts it answers the same; a Task that exists is
/// never planned again, so what people made of it stays.
/// </summary>
public static class ProgrammePlanner
{
    public static Plan Make(PlanInput facts)
    {
        IReadOnlyList<MentoringKey> close = Closures.Of(facts);
        PlanInput input = Closures.Closed(facts, close);
        var context = new PlanContext(input);
        var proposals = new ProposalActivities(context);
        var sessions = new SessionActivities(context);
        Pairing[] pairings = [.. input.Pairings.OrderBy(pairing => pairing.Key, StringComparer.Ordinal)];
        HashSet<UserId> invited = [];
        HashSet<UserId> noticed = [];
        List<Candidate> candidates = [];
        foreach (Pairing pairing in pairings)
        {
            candidates.AddRange(pairing.State switch
            {
                PairState.Proposed => proposals.For(pairing, invited, noticed),
                // What people began by themselves stays theirs: no ritual is put on it (P25, P40).
                PairState.Active when pairing.Kind == PairKind.Informal => [],
                PairState.Active => sessions.For(pairing),
                PairState.Declined or PairState.Swapped or PairState.Expired or PairState.Paused or PairState.Ended => [],
            });
        }

        candidates.AddRange(new WeeklyDebriefs(context).All());
        candidates.AddRange(new CompanyPractices(context).All());
        IReadOnlyList<(MentoringKey Key, Person NewOwner)> handOver = HandOvers.Of(context);
        return new Plan
        {
            Activities = Place(context, [.. CheckIns.OneAPerson(context, candidates)]),
            Close = close,
            AskAgain = [.. AskAgain(context)],
            Redirect = HandOvers.Redirected(context, handOver),
            Move = Pauses.Moves(context),
            Lapsed = Closures.Lapsed(facts),
            HandOver = handOver,
            Unplannable = [.. pairings.Where(pairing => pairing.State == PairState.Proposed)
                .Select(pairing => (pairing.Key, Obstacle: proposals.Obstacle(pairing)))
                .Where(pairing => pairing.Obstacle is not null)
                .Select(pairing => new Unplannable(pairing.Key, pairing.Obstacle!))],
        };
    }

    /// <summary>The load of a person is filled turn by turn; what follows from a day waits for that day.</summary>
    private static IReadOnlyList<PlannedActivity> Place(PlanContext context, List<Candidate> candidates)
    {
        var load = new LoadBook(context.Input);
        List<PlannedActivity> planned = [];
        var turns = new PriorityQueue<Candidate, CandidateTurn>(candidates.Select(candidate => (candidate, candidate.Turn(context.Input.Waiting))));
        while (turns.TryDequeue(out Candidate? candidate, out _))
        {
            (DateOnly due, string? waits) = load.Place(candidate, context.Horizon(candidate.Tasks[0].Owner));
            bool isLeftOut = waits is not null && candidate.Kind.MayBeLeftOut();
            planned.AddRange((isLeftOut ? [] : candidate.Tasks).Select(task => new PlannedActivity
            {
                Key = task.Key,
                Kind = candidate.Kind,
                Owner = task.Owner,
                DueOn = due,
                RemindAt = WorkingCalendar.ReminderAt(task.Owner, due),
                Text = TaskTexts.Render(task.Text, TaskLanguages.Of(task.Owner), task.Values, context.Input.Texts),
                Carries = task.Carries,
                Waits = waits,
            }));
            if (candidate.Then is { } then)
            {
                turns.EnqueueRange(then(waits is null ? due : null).Select(next => (next, next.Turn(context.Input.Waiting))));
            }
        }

        return [.. planned.OrderBy(activity => activity.Key.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<MentoringKey> AskAgain(PlanContext context) =>
        from pairing in context.Input.Pairings.OrderBy(pairing => pairing.Key, StringComparer.Ordinal)
        where pairing is { State: PairState.Proposed, Instead: not null }
        from known in context.Of(pairing, ActivityKind.Approve)
        where known.State == ActivityState.Declined
        select known.Key;
}
