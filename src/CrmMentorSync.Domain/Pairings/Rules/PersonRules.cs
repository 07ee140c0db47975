namespace CrmMentorSync.Domain.Pairings.Rules;

/// <summary>A hard rule about one person.</summary>
/// <param name="Key">Its name in rows, for example <c>on_leave</c>.</param>
/// <param name="Says">What it means, to stand after "who is" or "because they are".</param>
/// <param name="TakesBackProposals">Whether an open proposal is withdrawn when the rule comes to be broken.</param>
public sealed record PersonRule(string Key, string Says, bool TakesBackProposals, Func<RoundContext, RepProfile, bool> IsBroken);

/// <summary>Who can take part at all. The first rule that is broken is the one that is told.</summary>
public static class PersonRules
{
    private static readonly PersonRule Inactive = new("inactive", "no longer active", true, PersonIsInactive);
    private static readonly PersonRule Excluded = new("excluded", "excluded by configuration", true, PersonIsExcluded);
    private static readonly PersonRule OnLeave = new("on_leave", "on leave", true, PersonIsOnLeave);

    public static IReadOnlyList<PersonRule> ForMentees { get; } =
        [Inactive, Excluded, OnLeave, new("mentee_already_paired", "already mentored", false, MenteeIsAlreadyPaired)];

    public static IReadOnlyList<PersonRule> ForMentors { get; } =
    [
        Inactive,
        Excluded,
        OnLeave,
        new("has_reports", "a manager of people", true, MentorHasReports),
        new("mentor_said_no", "not willing to mentor", true, MentorSaidNo),
        new("mentor_at_capacity", "at capacity", false, MentorIsAtCapacity),
    ];

    public static bool PersonIsInactive(RoundContext round, RepProfile rep) => !rep.Person.IsActive;

    public static bool PersonIsExcluded(RoundContext round, RepProfile rep) => rep.Person.Excluded;

    /// <summary>Both ends of a leave count; an open end lasts.</summary>
    public static bool PersonIsOnLeave(RoundContext round, RepProfile rep) =>
        rep.Person is { } person
        && (person.LeaveFrom is not null || person.LeaveTo is not null)
        && (person.LeaveFrom is not { } from || from <= round.Facts.AsOf)
        && (person.LeaveTo is not { } to || round.Facts.AsOf <= to);

    public static bool MenteeIsAlreadyPaired(RoundContext round, RepProfile mentee) => round.History.IsMentored(mentee.Id);

    /// <summary>Coaching their own team is another treatment than peer mentoring.</summary>
    public static bool MentorHasReports(RoundContext round, RepProfile mentor) => mentor.HasReports;

    public static bool MentorSaidNo(RoundContext round, RepProfile mentor) =>
        round.Facts.Consent.TryGetValue(mentor.Id, out Answer? consent) && consent == Answer.No;

    public static bool MentorIsAtCapacity(RoundContext round, RepProfile mentor) => round.Room(mentor) == 0;
}
