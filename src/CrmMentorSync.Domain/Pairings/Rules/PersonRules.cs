namespace CrmMentorSync.Domain.Pairings.Rules;

/// <summary>A hard rule about one person.</summary>
/// <param name="Key">Its name in rows, for example <c>on_leave</c>.</param>
/// <param name="Says">What it means, to stand after "who is" or "because they are".</param>
/// <param name="TakesBackProposals">Whether an open proposal is withdrawn when the rule comes to be broken.</param>
/// <param name="Next">What can be done about it, as a clause.</param>
public sealed record PersonRule(string Key, string Says, bool TakesBackProposals, Func<RoundContext, RepProfile, bool> IsBroken, string Next);

/// <summary>Who can take part at all. The first rule that is broken is the one that is told.</summary>
public static class PersonRules
{
    public const string AtCapacity = "mentor_at_capacity";
    public const string TooManyRoles = "too_many_roles";
    public const string HasReports = "has_reports";

    private static readonly PersonRule Inactive = new("inactive", "no longer active", true, PersonIsInactive, "nothing to do");
    private static readonly PersonRule Excluded = new("excluded", "excluded by configuration", true, PersonIsExcluded, "lift the exclusion where it no longer holds");
    private static readonly PersonRule OnLeave = new("on_leave", "on leave", true, PersonIsOnLeave, "nothing to do: they come back by themselves after the leave");

    private static readonly PersonRule Paused = new("mentor_paused", "paused as a mentor for now", true, PersonIsPaused, "nothing to do: they come back by themselves on the day they named");
    private static readonly PersonRule PutOff = new("put_off", "put off by their manager for now", false, MenteeIsPutOff, "nothing to do: they come back by themselves on the day their manager named");
    private static readonly PersonRule Busy = new(TooManyRoles, "in as many pairings as one can be", false, PersonHasTooManyRoles, "wait until a pair ends, or raise Pairings:RolesAtATime");

    public static IReadOnlyList<PersonRule> ForMentees { get; } =
        [Inactive, Excluded, OnLeave, PutOff, new("mentee_already_paired", "already mentored", false, MenteeIsAlreadyPaired, "nothing to do while that pair runs"), Busy];

    public static IReadOnlyList<PersonRule> ForMentors { get; } =
    [
        Inactive,
        Excluded,
        OnLeave,
        Paused,
        new(HasReports, "a manager of people", true, MentorHasReports, "nothing to do: managers coach their own teams"),
        new("mentor_said_no", "not willing to mentor", true, MentorSaidNo, "talk to them; a yes in the invitation Task counts at once"),
        Busy,
        new(AtCapacity, "at capacity", false, MentorIsAtCapacity, "win more mentors, or raise max_mentees or Pairings:DefaultCapacity; those who wait longest come first"),
    ];

    /// <summary>The first rule that the person breaks in the round; null where they may take part.</summary>
    public static PersonRule? Broken(IReadOnlyList<PersonRule> rules, RoundContext round, RepProfile rep) =>
        rules.FirstOrDefault(rule => rule.Key != round.Waived && rule.IsBroken(round, rep));

    public static bool PersonIsInactive(RoundContext round, RepProfile rep) => !rep.Person.IsActive;

    public static bool PersonIsExcluded(RoundContext round, RepProfile rep) => rep.Person.Excluded;

    /// <summary>Both ends of a leave count; an open end lasts.</summary>
    public static bool PersonIsOnLeave(RoundContext round, RepProfile rep) =>
        rep.Person is { } person
        && (person.LeaveFrom is not null || person.LeaveTo is not null)
        && (person.LeaveFrom is not { } from || from <= round.Facts.AsOf)
        && (person.LeaveTo is not { } to || round.Facts.AsOf <= to);

    /// <summary>A mentor asked to be left alone; the day they named is the first that counts again.</summary>
    public static bool PersonIsPaused(RoundContext round, RepProfile rep) =>
        round.Facts.Pauses.TryGetValue(rep.Id, out DateOnly until) && round.Facts.AsOf < until;

    /// <summary>A manager put one proposal off: nobody else is proposed to that mentee meanwhile. What else they are in goes on.</summary>
    public static bool MenteeIsPutOff(RoundContext round, RepProfile mentee) =>
        round.Facts.PutOff.Any(put => put.Key.Mentee == mentee.Id && round.Facts.AsOf < put.Value);

    public static bool PersonHasTooManyRoles(RoundContext round, RepProfile rep) => round.RolesLeft(rep) == 0;

    /// <summary>As many mentors as one has at a time, and never two of one kind.</summary>
    public static bool MenteeIsAlreadyPaired(RoundContext round, RepProfile mentee) =>
        round.History.MentorCount(mentee.Id) >= round.Policy.MentorsAtATime
        || (round.Kind is { } kind && round.History.IsMentored(mentee.Id, kind));

    /// <summary>Coaching their own team is another treatment than peer mentoring.</summary>
    public static bool MentorHasReports(RoundContext round, RepProfile mentor) => mentor.HasReports;

    public static bool MentorSaidNo(RoundContext round, RepProfile mentor) =>
        round.Facts.Consent.TryGetValue(mentor.Id, out Answer? consent) && consent == Answer.No;

    public static bool MentorIsAtCapacity(RoundContext round, RepProfile mentor) => round.Room(mentor) == 0;
}
