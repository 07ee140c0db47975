using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using static CrmMentorSync.Domain.Digest.EnglishWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>How the team and its mentoring are doing, in English.</summary>
internal sealed class EnglishCareWords : CareWords
{
    public override string Moved(string percent, bool up) => I($"results {(up ? "up" : "down")} {percent} since last week");
    public override string Perhaps(string flagWord) => I($"perhaps {flagWord}");
    public override string NoLongerLikely(FlagKind flag, string percent, string? was)
    {
        string fifth = flag == FlagKind.Top ? "highest" : "lowest";
        return was is null ? I($"{percent} likely in the {fifth} fifth, less likely than not") : I($"was {was} likely in the {fifth} fifth last week, now {percent}");
    }

    public override string NoLongerHere(IReadOnlyList<string> names) => I($"No longer in your team: {string.Join(", ", names)}.");

    public override string OwnCoachingHeading => "Your own coaching this week";
    public override string OwnCoaching(string name) => I($"Half an hour with {name}");
    public override string OwnCoachingWhy(string focus, string? lastTalk, int days) =>
        (lastTalk is null ? I($"No talk with you in {days} days.") : DigestWords.Stop(I($"Last talk: {lastTalk}")))
        + (focus.Length == 0 ? "" : I($" {focus}."));

    public override string OwnTimeHeading => "Who got your time";
    public override string OwnTimeIntro(int talks, int days) => I($"{Sentence(Some(talks, "mentoring talk", "mentoring talks"), stop: false)} that you closed in {days} days.");
    public override string OwnTimeTier => "Where they stand";
    public override string OwnTimeTalks => "Your talks";
    public override string OwnTimePeople => "Your team";
    public override string TierName(bool top, bool struggling, bool isNew) => top ? "Top" : struggling ? "Struggling" : isNew ? "New" : "In between";
    public override string TierLine(string tier, int talks, int people) =>
        I($"{tier} {(talks == 0 ? "none" : Count(talks))} ({Some(people, "person", "people")})");
    public override string MentorsTime(int days, IReadOnlyList<(string Tier, int Talks)> tiers, int all) =>
        DigestWords.Stop(I($"Mentors’ talks in {days} days, by where people stand: {string.Join(", ", tiers.Select(tier => I($"{tier.Tier} {tier.Talks} of {all}")))}"));

    public override string AttentionHeading => "Top people without a talk";
    public override string LeftAlone(bool mentored, int? days) => (mentored, days) switch
    {
        (false, null) => "No mentor of their own.",
        (false, _) => I($"No mentor, and no session for {days} days."),
        (true, _) => I($"No session for {days} days."),
    };

    public override string AlertsHeading => "Pairs that need a look";
    public override string PairLabel => "Pair";
    public override string LessonLabel => "Lesson";
    public override string TasksLabel => "Tasks";
    public override string Silent(string pair, int days) => I($"{pair}: no session for {days} days. Is it still wanted?");
    public override string NotLanded(string mentee, int grasp) => I($"{mentee}: you rated the last lesson {grasp} of 5. Take the topic up once more.");
    public override string ClosedTogether(string name, int tasks) => I($"{name} closed {Some(tasks, "Task", "Tasks")} at one stroke. Did it all take place?");

    public override string PraiseForWin(string firstName, bool isLargest, int? daysSincePrevious, int variant) => (isLargest, daysSincePrevious) switch
    {
        (true, _) => I($"“{firstName}, your largest win in a year. What made the difference?”"),
        (_, { } days) => I($"“{firstName}, the first win in {days} days: good that you kept at it.”"),
        _ => (variant % 3) switch
        {
            0 => I($"“{firstName}, well won. What would you do the same way again?”"),
            1 => I($"“{firstName}, congratulations. What convinced them in the end?”"),
            _ => I($"“{firstName}, good work. Who in the team should hear how you did it?”"),
        },
    };

    public override string Learned(string name, string text) => I($"{name} wrote: “{text}”");
    public override string PraiseForLesson(string firstName, int variant) => variant % 2 == 0
        ? I($"“{firstName}, I read what you took from it. Where will you try it first?”")
        : I($"“{firstName}, thank you for writing that down. Tell me how it goes.”");

    public override string Endorsed(string mentor, string mentee, string text) => I($"{mentor} on {mentee}: “{text}”");
    public override string PraiseForEndorsement(string firstName, string mentor) => I($"“{firstName}, {mentor} has put in a word for you, and I agree.”");
    public override string Story(string name, string text) => I($"{name} wrote down what made a win: “{text}”");
    public override string PraiseForStory(string firstName) => I($"“{firstName}, would you tell that in five minutes at our next meeting?”");
    public override string ThanksLabel => "Thanks";
    public override string GaveTime(string name, int talks, int days) => I($"{name}: {Some(talks, "talk", "talks")} as a mentor in {days} days");
    public override string ThanksForTime(string firstName) => I($"“{firstName}, thank you for the time you give. What do you take from it yourself?”");

    public override string AboutAll(string activity, IReadOnlyList<string> names) => I($"{Sentence(activity, stop: false)} about {string.Join(", ", names)}");

    public override string AsksWhy(string text) => I($"Asks: “{text}”");
    public override string AnswerWhy => "Answer it, or pass it on to whoever decides that.";

    public override (string What, string Why) OwnTask(ActivityKind kind, string who) => EnglishActivityWords.OwnTask(kind, who);

    public override string ProgressHeading => "How mentoring is doing";
    public override string NothingRunsYet(int waiting) =>
        I($"Nothing runs yet; {Some(waiting, "proposal waits", "proposals wait")} for others to answer.");

    public override string Running(int active, int waiting) =>
        Sentence(active == 0 ? "no pair is active" : Some(active, "pair is active", "pairs are active"), stop: false)
        + (waiting == 0 ? "." : I($"; {Some(waiting, "proposal waits", "proposals wait")} for others to answer."));

    public override string SessionsHeld(int held, int late, int days) =>
        Sentence(held == 0 ? "no session was held" : Some(held, "session was held", "sessions were held"), stop: false)
        + I($" in {days} days{(late == 0 ? "" : ", " + Some(late, "is late", "are late"))}.");

    public override string Landed(string average, int ratings) => I($"Lessons were rated {average} of 5 on average ({Some(ratings, "debrief", "debriefs")}).");
    public override string NoEffectClaimed => "No effect on results is claimed yet: that takes months.";

    public override string AskAboutDecisions(string manager) => I($"Ask {manager} about decisions that wait");
    public override string AskAboutDecisionsWhy(int waiting, int days) =>
        I($"{Sentence(Some(waiting, "mentoring proposal waits", "mentoring proposals wait"), stop: false)} there, {(waiting == 1 ? "" : "the oldest ")}for {Some(days, "day", "days")}.");

    public override string AskAboutTeam(string manager, string? through) =>
        through is null ? I($"Ask {manager} what holds the team up") : I($"Ask {through} about {manager}’s team: it needs you most");

    public override string AskAboutTeamWhy(int late, int open, int before, int waiting, int days, int silent, int silentDays) => Sentence(Join(
        late == 0 ? "" : I($"{Count(late)} of {Some(open, "open step", "open steps")} {(late == 1 ? "is" : "are")} late{Before(late, before)}"),
        waiting == 0 ? "" : I($"{Some(waiting, "proposal waits", "proposals wait")} for a decision{(days > 0 ? I($", {(waiting == 1 ? "" : "the oldest ")}for {Some(days, "day", "days")}") : "")}"),
        silent == 0 ? "" : I($"{Some(silent, "pair has", "pairs have")} not met for {silentDays} days")));

    public override string AllTeams(int waiting, int overdue, int before, int pairs) => Sentence(Join(
        pairs == 0 ? "no pair is active yet" : Some(pairs, "pair is active", "pairs are active"),
        Some(waiting, "proposal waits for a decision", "proposals wait for a decision"),
        Some(overdue, "step is late", "steps are late") + Before(overdue, before)));

    public override string? BranchNote(int waiting, int days, int overdue, int before, int sessions, int pairs)
    {
        string note = Join(
            Some(waiting, "proposal to decide", "proposals to decide") + (waiting > 0 && days > 0 ? I($" (oldest {Some(days, "day", "days")})") : ""),
            Some(overdue, "step late", "steps late") + Before(overdue, before),
            Some(pairs, "pair active", "pairs active"),
            Some(sessions, "session this week", "sessions this week"));
        return note.Length == 0 ? null : Sentence(note);
    }

    // Nothing was late before anything ran: that is no trend.
    private static string Before(int late, int before) => late == 0 || before == 0 ? "" : late == before ? " (as a week ago)" : I($" ({Count(before)} a week ago)");

    public override string TaskComes(string day) => DigestWords.Stop(I($"The Task for it comes when you have room, from {day}"));
    public override string Undecided(string? name, string activity, string text) => name is null
        ? I($"Your {activity} decides nothing yet, because of “{text}”: add a line “Yes:” or “No:” to it")
        : I($"{name} closed the {activity} with “{text}”; a line “Yes:” or “No:” in it decides");

    public override string OwnNote(string activity, string note) => I($"Your {activity}: {note}");
    public override string NoteOf(string name, string activity, string note) => I($"{name}, {activity}: {note}");
    public override string Noted(string? name, string subject, string question) => I($"{(name is null ? "You noted" : name + " noted")} “{subject}”: {question}");
    public override string OwnUnreadable(string activity, string text) => I($"Your {activity} waits for a clearer word: “{text}”");
}
