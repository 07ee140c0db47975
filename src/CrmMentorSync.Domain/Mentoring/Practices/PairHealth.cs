using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>
/// Finds a pair that is going wrong within days. The two are asked different questions (P47), and neither sees the other's
/// answer; a bad experience weighs as much as five good ones (P46).
/// </summary>
internal sealed class PairHealth(PlanContext context, Pairing pairing, Person mentor, Person mentee, SessionHistory history)
{
    private const int FirstContactDays = 7;

    /// <summary>A rating up to this one is a bad experience, 1–5.</summary>
    private const int Bad = 2;
    private const int GoodOnesForABadOne = 5;

    /// <summary>Hopes that went so far beyond what came are talked about, on a scale of 1–5 (P31).</summary>
    private const int ExpectationGap = 2;

    /// <summary>Whoever closes the question whether to go on has said yes: it rests for so long.</summary>
    private const int DaysBetweenExits = 56;

    /// <summary>Added to a talk's number where its day passed and neither of the two said a word.</summary>
    private const int Silent = 1000;

    /// <summary>Who asks about the pair: never one of the two.</summary>
    private Person? MenteesManager => WeeklyDebriefs.ManagerOf(context, pairing);

    private Person? MentorsManager => context.Owners.ManagerOf(mentor.Id) is { } above && above.Id != mentee.Id ? above : null;

    public IEnumerable<Candidate> All() => [.. Contact(), .. MenteesSide(), .. MentorsSide(), .. Expectations()];

    /// <summary>
    /// They have not met by the seventh day though a day for it has passed, or the day of a talk is a week past. What lies further
    /// back than it is stale asks nobody anything: the worker stood still, not the pair.
    /// </summary>
    private IEnumerable<Candidate> Contact()
    {
        DateOnly today = context.Calendar.Today(mentee);
        DateOnly day = pairing.ActiveFrom!.Value.AddDays(FirstContactDays);
        bool hasMet = history.LastHeld is not null || context.Of(pairing, ActivityKind.Kickoff).Any(known => known.State is ActivityState.Done or ActivityState.Unconfirmed);
        DateOnly? missed = context.Of(pairing, ActivityKind.Kickoff).Concat(context.Of(pairing, ActivityKind.Lunch))
            .Where(known => known.IsOpen && known.DueOn < today).Select(known => (DateOnly?)known.DueOn).Min();
        (int Occurrence, DateOnly Since)? silence =
            !hasMet && today >= day && missed is { } on ? (1, on >= day ? on.AddDays(1) : day)
            : history.Open is { } open && today >= open.DueOn.AddDays(FirstContactDays) ? (Silent + open.Occurrence, open.DueOn.AddDays(FirstContactDays))
            : null;
        return silence is { } found && today <= found.Since.AddDays(context.Settings.StaleAfterDays)
            ? One(ActivityKind.Contact, found.Occurrence, Sides.Manager, MenteesManager, TextId.Contact)
            : [];
    }

    private IEnumerable<Candidate> MenteesSide()
    {
        (int Occurrence, int Rating, DateOnly On)[] ratings = Ratings(ActivityKind.FollowUp, Sides.Mentee);
        if (ratings is not [.., { Rating: <= Bad } last] || IsStale(last.On))
        {
            return [];
        }

        bool isTwiceInARow = ratings is [.., { Rating: <= Bad }, _];
        int balance = ratings.Sum(rating => rating.Rating <= Bad ? -GoodOnesForABadOne : 1);
        bool isAsked = context.Of(pairing, ActivityKind.Exit).Any(exit => exit.IsOpen || LastDay(exit).AddDays(DaysBetweenExits) > context.Earliest(mentee));
        bool isTooMuch = (isTwiceInARow || balance < -GoodOnesForABadOne) && !isAsked;
        return
        [
            .. One(ActivityKind.CheckIn, last.Occurrence, Sides.Manager, MenteesManager, TextId.CheckInMenteesManager),
            .. isTooMuch ? One(ActivityKind.Exit, last.Occurrence, Sides.Mentee, mentee, TextId.Exit) : [],
        ];
    }

    /// <summary>For a mentor a bad talk feels like wasted effort; one may happen, two in a row are asked about.</summary>
    private IEnumerable<Candidate> MentorsSide() =>
        Ratings(ActivityKind.Lunch, Sides.Mentor) is [.., { Rating: <= Bad }, { Rating: <= Bad } last] && !IsStale(last.On)
            ? One(ActivityKind.CheckIn, last.Occurrence, Sides.MentorManager, MentorsManager, TextId.CheckInMentorsManager)
            : [];

    private IEnumerable<Candidate> Expectations()
    {
        (ActivityKind Kind, int Week)[] checks = [(ActivityKind.Check4, 4), (ActivityKind.Check12, 12)];
        return checks
            .Where(check => context.Of(pairing, check.Kind).Any(known =>
                known.Key.Side == Sides.Mentee && known.Expected - known.Received >= ExpectationGap && known.DoneAt is { } at && !IsStale(context.DayOf(mentee.Id, at))))
            .SelectMany(check => One(ActivityKind.Expect, check.Week, Sides.Manager, MenteesManager, TextId.Expect));
    }

    private (int Occurrence, int Rating, DateOnly On)[] Ratings(ActivityKind kind, string side) =>
    [
        .. context.Of(pairing, kind).Where(known => known.Key.Side == side && known is { Rating: not null, DoneAt: not null })
            .Select(known => (known.Key.Occurrence, known.Rating!.Value, context.DayOf(known.Owner, known.DoneAt!.Value)))
            .OrderBy(rating => rating.Item3).ThenBy(rating => rating.Occurrence),
    ];

    private DateOnly LastDay(KnownActivity asked) =>
        asked.DoneAt is { } at && context.DayOf(asked.Owner, at) is var done && done > asked.DueOn ? done : asked.DueOn;

    private bool IsStale(DateOnly day) => context.Calendar.Today(mentee) > day.AddDays(context.Settings.StaleAfterDays);

    private IEnumerable<Candidate> One(ActivityKind kind, int occurrence, string side, Person? owner, TextId text)
    {
        MentoringKey key = PlanContext.Key(pairing, kind, occurrence, side);
        return owner is null || context.IsKnown(key) ? [] : [context.One(kind, key, owner, text, context.Values(pairing))];
    }
}
