using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The digest in English.</summary>
internal sealed class EnglishWords : DigestWords
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public override CareWords Care { get; } = new EnglishCareWords();
    public override string Tag => "en";
    public override string Month(int month) => Months[month - 1];
    public override string Weekday(DayOfWeek day) => Weekdays[(int)day];

    public override string WeekLine(int week, string monday, string sunday) => I($"Week {week} · {monday} – {sunday}");
    public override string Greeting(string firstName) => firstName.Length == 0 ? "Hello," : I($"Hello {firstName},");
    public override string Subject(int week, DigestPoint? point, int count) => I($"Week {week}: ") + Point(point, count);

    public override string Lead(DigestPoint? point, int count) => Sentence(Point(point, count));

    private static string Point(DigestPoint? point, int count) => point switch
    {
        DigestPoint.Decision when count == 1 => "a mentoring proposal waits for your yes or no",
        DigestPoint.Decision => I($"{Count(count)} mentoring proposals wait for your yes or no"),
        DigestPoint.PrivateWord => "a private word that should not wait",
        DigestPoint.Debrief when count == 1 => "a debrief is due, while it is fresh",
        DigestPoint.Debrief => I($"{Count(count)} debriefs are due, while they are fresh"),
        DigestPoint.Coaching => "half an hour of your own coaching is worth most",
        DigestPoint.NewHere => "someone new still has nobody to ask",
        DigestPoint.Leave => "is someone in your team away?",
        DigestPoint.Escalation => "a decision in a team below you is waiting",
        DigestPoint.TeamInNeed => count == 1 ? "one of your teams needs a word from you" : I($"{Count(count)} of your teams need a word from you"),
        DigestPoint.OwnPart => "a small thing that only you can do",
        DigestPoint.Reminder => count == 1 ? "an agreed step is late; a word from you helps" : I($"{Count(count)} agreed steps are late; a word from you helps"),
        DigestPoint.Obstacle => "an obstacle that you can clear",
        DigestPoint.Attention => "a conversation that nobody has had yet",
        null => "your team at a glance",
    };

    public override string TeamsSubject(int week) => I($"Week {week}: the teams below you at a glance");
    public override string TeamsLead(int teams, int people) =>
        I($"{Sentence(Some(teams, "team", "teams"), stop: false)}, {people} people: nothing needs you this week.");

    public override string QuietSubject(int week) => I($"Week {week}: nothing needs you");
    public override string Preheader(int acts, int approvals, int overdue, int sessions) => Sentence(Join(
        Some(acts, "thing to do", "things to do"),
        Some(approvals, "proposal to decide", "proposals to decide"),
        Some(overdue, "overdue", "overdue"),
        Some(sessions, "session coming up", "sessions coming up")));

    public override string QuietPreheader => "A quiet week: no decisions, nothing overdue.";
    public override string Ahead(int overdue, int sessions) => Sentence(Join(
        Some(overdue, "agreed step is overdue", "agreed steps are overdue"), Some(sessions, "session is coming up", "sessions are coming up")));

    public override string QuietLead(int people) =>
        I($"A quiet week: nothing to decide, nothing overdue, no open question about your {Some(people, "person", "people")}.");

    public override string QuietSessions(int sessions) =>
        sessions == 0 ? "No mentoring session is planned." : I($"{Sentence(Some(sessions, "mentoring session is", "mentoring sessions are"), stop: false)} planned; nothing for you to do.");

    public override string OnBehalf(string manager, string reason) =>
        I($"This is {manager}’s digest. It comes to you because {reason}.");

    public override string NoAddress => "no e-mail address is known for them in Salesforce";
    public override string NotActive => "their Salesforce user is inactive";
    public override string OnLeave => "they are on leave";
    public override string OldData(string day, int days) =>
        Stop(I($"The figures are {Some(days, "day", "days")} old: the last complete sync with Salesforce was on {day}"));

    public override string Confidential => "Contains assessments of people; please do not forward.";
    public override string AboutRanges => "Figures: twelve months. Ranges: 80% probability.";

    public override string OperatorsHeading => "For operators";
    public override string ForOperators(OperatorMatter matter) => EnglishActivityWords.ForOperators(matter);

    public override string More(int count) => I($"and {Count(count)} more");

    public override string FurtherProposals(int count, IReadOnlyList<string> names) =>
        Stop(I($"And {Count(count)} more: {string.Join(", ", names)}{(names.Count < count ? ", …" : "")}"));

    public override string ActsHeading(int count) => count == 1 ? "One thing to do this week" : I($"{Sentence(Count(count), stop: false)} things to do this week");
    public override string ApprovalsHeading => "Waiting for your yes or no";
    public override string TeamHeading => "Your team at a glance";
    public override string OverdueHeading => "Overdue";
    public override string SessionsHeading => "This week and next";
    public override string QuestionsHeading(int count) => count == 1 ? "A question" : "Questions";
    public override string ObstaclesHeading => "Obstacles to clear";
    public override string WinsHeading => "Worth a word of praise";
    public override string TeamsHeading => "The teams below you";

    public override string DecideOne(string mentor, string mentee) => I($"Say yes or no: {mentor} as mentor for {mentee}");
    public override string DecideMany(int count) => I($"Answer the {Count(count)} proposals below");
    public override string DecideWhy(string mentor, string mentee, int count, int days, string expires)
    {
        string which = count == 1 ? "It" : I($"The oldest ({mentor} for {mentee})");
        string since = days <= 0 ? "" : I($"has waited {Some(days, "day", "days")} and ");
        return Stop(I($"{which} {since}lapses on {expires}"));
    }

    public override string DebriefOne(string who) => I($"Hold the debrief with {who}");
    public override string DebriefMany(int count, IReadOnlyList<string> names, bool areMore) =>
        I($"{(count == 1 ? "Hold your debriefs" : I($"Hold the debriefs of {Count(count)} Tasks"))}: {string.Join(", ", names)}{(areMore ? ", …" : "")}");
    public override string DebriefOfTheWeek => "Hold this week’s debriefs";
    public override string DebriefWhy(int tasks, int people, string due, int days) => (tasks, people) switch
    {
        (> 1, _) => I($"The oldest was due {due}, {Some(days, "day", "days")} late. Three questions each, while it is fresh."),
        (_, > 1) => I($"One Task for {(people == 2 ? "both" : "all " + Count(people))}, due {due}, {Some(days, "day", "days")} late. Three questions each, while it is fresh."),
        _ => I($"Due {due}, {Some(days, "day", "days")} late. Three questions, while it is fresh."),
    };
    public override string CoachYourself(string name, string gap) => I($"Your own coaching: half an hour with {name} on {gap}");
    public override string CoachWhy(string figures) => I($"{figures}. No mentor is arranged yet.");
    public override string GiveContact(string name) => I($"Give {name} someone to ask in the first months");
    public override string GiveContactWhy(string since) => I($"With you since {since}, and no mentor is arranged yet.");
    public override string AskAway(string name) => I($"Find out whether {name} is away");
    public override string AskAwayWhy => "No deal, event or login for 30 days or more. Enter the leave, so that the time does not count.";
    public override string Together(string one, string other) => I($"{one} and {other}");
    public override string Remind(string name, string activity) => I($"Ask {name} about the {activity}");
    public override string Due(string day) => I($"due {day}");
    public override string Late(string due, int days) => I($"due {due}, {Some(days, "day", "days")} late");
    public override string ClearObstacle(string name) => I($"Clear an obstacle for {name}");
    public override string Quote(string text) => I($"“{text}”");
    public override string AskWhatNext(string name) => I($"Ask {name} what they want to learn next");
    public override string AskWhatNextWhy(int days) => I($"Strong results, and no mentoring session in {days} days. Ask and listen; they need no advice.");

    public override string Proposal(string mentor, string mentee) => I($"{mentor} → {mentee}");
    public override string ToLearn(string skill, string figures) => I($"To learn: {skill}, {figures}.");
    public override string FiguresOf(string name, string skill, string figures) => I($"{name}’s {skill}: {figures}.");
    public override string MentorFigures(string mentor, string figures) => I($"{mentor}: {figures}.");
    public override string MentorFromElsewhere(string mentor) => I($"{mentor} (another team) is good at this.");
    public override string MentorIsYou => "The mentor would be you: an hour a month, mostly questions.";
    public override string MentorFromOutside(string mentor) => I($"{mentor} is from outside the company and sees no figures.");
    public override string AboutKind(PairKind kind) => kind switch
    {
        PairKind.HighPotential => "On the rise, with someone senior.",
        PairKind.Horizontal => "Two equals: each has a measured strength where the other has a gap.",
        PairKind.ManagerToTop => "Strong people need a mentor too.",
        PairKind.Reverse => "Here the junior colleague teaches.",
        PairKind.Informal => "They chose each other.",
        PairKind.Peer or PairKind.Onboarding or PairKind.External => "",
    };

    public override string MenteeIsNew(string mentee, string since) => I($"{mentee} is new (since {since}): someone to ask.");
    public override string RunnerUp(string name) => Stop(I($"Next in line: {name}"));
    public override string HowToDecide => "Yes: set the Task to Completed. No: write “No: reason” in its comments. Nothing else is needed.";
    public override string Waiting(string expires) => Stop(I($"Lapses {expires}"));

    public override string TopicLabel(string topic) => I($"Topic: {topic}");

    public override string HoursInCommon(double hours, string formatted) => hours switch
    {
        <= 0 => "They have no working hours in common.",
        < 1 => I($"They have only {hours * 60:0} working minutes in common."),
        _ when hours == Math.Floor(hours) => I($"They have only {Some((int)hours, "working hour", "working hours")} in common."),
        _ => I($"They have only {formatted} working hours in common."),
    };

    public override string NotMeasuredYet => "too little to judge yet";

    public override string FlagWord(FlagKind flag) => flag switch
    {
        FlagKind.InsufficientData => "too little data",
        FlagKind.Ramping => "ramping",
        FlagKind.Struggling => "struggling",
        FlagKind.Top => "top",
        FlagKind.Rising => "rising",
        FlagKind.Plateau => "plateau",
        FlagKind.Steady => "steady",
    };

    public override string Was(string flagWord) => I($"last week: {flagWord}");
    public override string IsNewHere => "new here";
    public override string Legend => "Won a month. Band: 80% range. Block: best estimate. Line: median.";
    public override string TextLegend => "Won a month. =: 80% range, O: best estimate, |: median.";
    public override string Peers => "median";

    public override string PeersAre(string group) => group.Length == 0 ? "peers: all who sell" : I($"peers: {group}");
    public override string? Likely(FlagKind flag, string percent) => flag switch
    {
        FlagKind.Struggling => I($"{percent} likely in the lowest fifth"),
        FlagKind.Top => I($"{percent} likely in the highest fifth"),
        FlagKind.Rising => I($"{percent} likely growing over a tenth a quarter"),
        FlagKind.Plateau => I($"{percent} likely flat, at a high level"),
        FlagKind.InsufficientData or FlagKind.Ramping or FlagKind.Steady => null,
    };

    public override string Over(string percent) => I($"over {percent}");
    public override string NewSince(string day) => Stop(I($"New since {day}"));
    public override string WinsOf(string won, string deals, string peers) => I($"won {won} of {deals} deals, peers {peers}");

    public override string NothingMeasured => "Too little to judge yet.";
    public override string Focus(string? strength, string? gap) => (strength, gap) switch
    {
        (null, null) => "",
        (null, _) => I($"Work on {gap}"),
        (_, null) => I($"Build on {strength}"),
        _ => I($"Build on {strength} · work on {gap}"),
    };

    public override string TeamCounts(IReadOnlyList<(FlagKind Flag, int Count)> counts) =>
        string.Join(", ", counts.Select(count => I($"{count.Count} {FlagWord(count.Flag)}")));

    public override string SkillName(Skill skill) => skill switch
    {
        Skill.Overall => "overall results",
        Skill.WinRate => "win rate",
        Skill.DealSize => "deal size",
        Skill.CycleDays => "speed of closing",
        Skill.CreatedPerMonth => "new opportunities",
        Skill.WonPerMonth => "number of wins",
        Skill.Attainment => "quota attainment",
        Skill.Activity => "customer activity",
    };

    public override string Unit(Skill skill) => skill switch
    {
        Skill.Overall or Skill.CreatedPerMonth or Skill.WonPerMonth or Skill.Activity => " a month",
        Skill.CycleDays => " days",
        Skill.WinRate or Skill.DealSize or Skill.Attainment => "",
    };

    public override string Evidence(Skill skill, int n, string formatted) => formatted + " " + (skill switch
    {
        Skill.Overall or Skill.WinRate => n == 1 ? "deal" : "deals",
        Skill.DealSize or Skill.CycleDays or Skill.WonPerMonth => n == 1 ? "win" : "wins",
        Skill.CreatedPerMonth => n == 1 ? "new opportunity" : "new opportunities",
        Skill.Attainment => n == 1 ? "quota period" : "quota periods",
        Skill.Activity => n == 1 ? "customer event" : "customer events",
    });

    public override string Figures(string value, string peers, string low, string high, string evidence) =>
        I($"{value}, peers {peers} ({low}–{high}, {evidence})");

    public override string About(string value) => I($"about {value}");
    public override string Range(string low, string high, string evidence) => I($"Range {low}–{high}, from {evidence}");
    public override string BeyondTeam(int count, string counts) => Stop(I($"And {Count(count)} more: {counts}"));

    public override string ShortFigures(string value, string peers) => I($"{value}, peers {peers}");

    public override string Yourself => "you";
    public override string MentoredBy(string mentor, string? topic, string? since) =>
        I($"Mentored by {mentor}{(topic is null ? "" : " on " + topic)}{(since is null ? "" : " since " + since)}");

    public override string PausedMentor(string mentor) => I($"Mentoring by {mentor} is paused");
    public override string ProposedMentor(string mentor) => I($"Proposed mentor: {mentor}");
    public override string Mentors(IReadOnlyList<string> names, int elsewhere) => I($"Mentors {People(names, elsewhere)}");
    public override string ProposedToMentor(IReadOnlyList<string> names, int elsewhere) => I($"Proposed to mentor {People(names, elsewhere)}");
    public override string NoMentorYet => "No mentor yet";
    public override string Pair(string mentor, string? mentee) => I($"{mentor} with {mentee ?? People([], 1)}");
    public override string ActivePairs(IReadOnlyList<string> pairs, int more) =>
        Stop(I($"Active {(pairs.Count + more == 1 ? "pair" : "pairs")}: {string.Join(", ", pairs)}{(more > 0 ? ", " + More(more) : "")}"));

    public override string Side(string side) => side switch
    {
        "mentor" => "Mentor",
        "mentee" => "Mentee",
        "both" => "Both",
        _ => "You",
    };

    public override string Activity(ActivityKind? kind) => EnglishActivityWords.Name(kind);

    public override string Win(string name, string deal, string? amount) => amount is null ? I($"{name} won {deal}") : I($"{name} won {deal}, {amount}");
    public override string Unreadable(string name, string activity, string text) =>
        I($"{name} wrote “{text}” about the {activity}; it could not be read. What was meant?");

    public override string OpenApproval(string mentee) => I($"See the proposal for {mentee}");
    public override string OpenTask => "Open your Task";
    public override string OpenTaskOf(string name) => I($"Open the Task of {name}");
    public override string OpenPerson(string name) => I($"Open the profile of {name}");
    public override string OpenDeal => "Open the deal";

    private static string People(IReadOnlyList<string> names, int elsewhere) => Join(
        [.. names, elsewhere == 1 ? "a colleague in another team" : Some(elsewhere, "", "colleagues in other teams")]);

    internal static string Count(int count) => count < Small.Length ? Small[count] : I($"{count}");

    internal static string Some(int count, string one, string many) => count == 0 ? "" : I($"{Count(count)} {(count == 1 ? one : many)}");

    internal static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    internal static string Sentence(string text, bool stop = true) =>
        text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + (stop ? Stop(text[1..]) : text[1..]);

    internal static string I(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
