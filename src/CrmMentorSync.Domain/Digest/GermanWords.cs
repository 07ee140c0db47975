using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The digest in German. Sentences avoid the reader's and the reps' gender.</summary>
internal sealed class GermanWords : DigestWords
{
    private static readonly string[] Months =
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

    private static readonly string[] Weekdays = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];
    private static readonly string[] Small = ["keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];

    public override CareWords Care { get; } = new GermanCareWords();
    public override string Tag => "de";
    public override string Month(int month) => Months[month - 1];
    public override string Weekday(DayOfWeek day) => Weekdays[(int)day];

    public override string WeekLine(int week, string monday, string sunday) => I($"Woche {week} · {monday} – {sunday}");
    public override string Greeting(string firstName) => firstName.Length == 0 ? "Guten Tag," : I($"Guten Tag {firstName},");
    public override string Subject(int week, DigestPoint? point, int count) => I($"Woche {week}: ") + Point(point, count);

    public override string Lead(DigestPoint? point, int count) => Sentence(Point(point, count));

    private static string Point(DigestPoint? point, int count) => point switch
    {
        DigestPoint.Decision when count == 1 => "ein Mentoring-Vorschlag wartet auf Ihr Ja oder Nein",
        DigestPoint.Decision => I($"{Count(count)} Mentoring-Vorschläge warten auf Ihr Ja oder Nein"),
        DigestPoint.PrivateWord => "ein Gespräch unter vier Augen, das nicht warten sollte",
        DigestPoint.Debrief when count == 1 => "ein Nachgespräch ist fällig, solange es frisch ist",
        DigestPoint.Debrief => I($"{Count(count)} Nachgespräche sind fällig, solange sie frisch sind"),
        DigestPoint.Coaching => "eine halbe Stunde Ihres Coachings bringt am meisten",
        DigestPoint.NewHere => "jemand Neues hat noch keine Ansprechperson",
        DigestPoint.Leave => "ist jemand in Ihrem Team abwesend?",
        DigestPoint.Escalation => "in einem Ihrer Teams wartet eine Entscheidung",
        DigestPoint.TeamInNeed => count == 1 ? "eines Ihrer Teams braucht ein Wort von Ihnen" : I($"{Count(count)} Ihrer Teams brauchen ein Wort von Ihnen"),
        DigestPoint.OwnPart => "eine Kleinigkeit, die nur Sie erledigen können",
        DigestPoint.Reminder => count == 1 ? "ein vereinbarter Schritt hängt; ein Wort von Ihnen hilft" : I($"{Count(count)} vereinbarte Schritte hängen; ein Wort von Ihnen hilft"),
        DigestPoint.Obstacle => "ein Hindernis, das Sie beseitigen können",
        DigestPoint.Attention => "ein Gespräch, das noch niemand geführt hat",
        null => "Ihr Team auf einen Blick",
    };

    public override string TeamsSubject(int week) => I($"Woche {week}: Ihre Teams auf einen Blick");
    public override string TeamsLead(int teams, int people) =>
        I($"{(teams == 1 ? "Ein Team" : Sentence(Count(teams), stop: false) + " Teams")}, {people} Personen: In dieser Woche ist nichts zu tun.");

    public override string QuietSubject(int week) => I($"Woche {week}: nichts zu tun");
    public override string Preheader(int acts, int approvals, int overdue, int sessions) => Sentence(Join(
        Some(acts, "Sache zu tun", "Dinge zu tun"),
        Some(approvals, "Entscheidung offen", "Entscheidungen offen"),
        overdue == 1 ? "ein Schritt überfällig" : Some(overdue, "", "Schritte überfällig"),
        Some(sessions, "Sitzung geplant", "Sitzungen geplant")));

    public override string QuietPreheader => "Eine ruhige Woche: nichts zu entscheiden, nichts überfällig.";
    public override string Ahead(int overdue, int sessions) => Sentence(Join(
        overdue == 1 ? "ein vereinbarter Schritt ist überfällig" : Some(overdue, "", "vereinbarte Schritte sind überfällig"), Some(sessions, "Sitzung steht an", "Sitzungen stehen an")));

    public override string QuietLead(int people) =>
        I($"Eine ruhige Woche: nichts zu entscheiden, nichts überfällig, keine offene Frage zu Ihrem Team ({Some(people, "Person", "Personen")}).");

    public override string QuietSessions(int sessions) => sessions == 0
        ? "Es ist keine Mentoring-Sitzung geplant."
        : I($"{Sentence(Some(sessions, "Mentoring-Sitzung ist", "Mentoring-Sitzungen sind"), stop: false)} geplant; Sie müssen nichts tun.");

    public override string OnBehalf(string manager, string reason) =>
        I($"Dies ist die Wochenübersicht für {manager}. Sie geht an Sie, denn {reason}.");

    public override string NoAddress => "in Salesforce ist dort keine E-Mail-Adresse eingetragen";
    public override string NotActive => "das dortige Salesforce-Konto ist nicht aktiv";
    public override string OnLeave => "dort ist eine Abwesenheit eingetragen";
    public override string OldData(string day, int days) =>
        Stop(I($"Die Zahlen sind {(days == 1 ? "einen Tag" : I($"{days} Tage"))} alt: Der letzte vollständige Abgleich mit Salesforce war am {day}"));

    public override string Confidential => "Enthält Einschätzungen zu Personen; bitte nicht weiterleiten.";
    public override string AboutRanges => "Zahlen: zwölf Monate. Bereiche: 80 % Wahrscheinlichkeit.";

    public override string OperatorsHeading => "Für den Betrieb";
    public override string ForOperators(OperatorMatter matter) => GermanActivityWords.ForOperators(matter);

    public override string More(int count) => I($"und {(count == 1 ? "ein weiterer Punkt" : Count(count) + " weitere")}");

    public override string FurtherProposals(int count, IReadOnlyList<string> names) => Stop(I(
        $"Und {(count == 1 ? "ein weiterer" : Count(count) + " weitere")}: {string.Join(", ", names)}{(names.Count < count ? ", …" : "")}"));

    public override string ActsHeading(int count) => count == 1 ? "Eine Sache für diese Woche" : I($"{Sentence(Count(count), stop: false)} Dinge für diese Woche");
    public override string ApprovalsHeading => "Wartet auf Ihr Ja oder Nein";
    public override string TeamHeading => "Ihr Team auf einen Blick";
    public override string OverdueHeading => "Überfällig";
    public override string SessionsHeading => "Diese und nächste Woche";
    public override string QuestionsHeading(int count) => count == 1 ? "Eine Frage" : "Fragen";
    public override string ObstaclesHeading => "Hindernisse aus dem Weg räumen";
    public override string WinsHeading => "Ein Lob wert";
    public override string TeamsHeading => "Ihre Teams";

    public override string DecideOne(string mentor, string mentee) => I($"Ja oder Nein: {mentor} begleitet {mentee}");
    public override string DecideMany(int count) => I($"Die {Count(count)} Vorschläge unten beantworten");
    public override string DecideWhy(string mentor, string mentee, int count, int days, string expires)
    {
        string which = count == 1 ? "Der Vorschlag" : I($"Der älteste ({mentor} für {mentee})");
        string since = days <= 0 ? "" : I($"wartet seit {Days(days)} und ");
        return I($"{which} {since}verfällt am {expires}; ohne Ihre Antwort beginnt nichts.");
    }

    public override string DebriefOne(string who) => I($"Nachgespräch mit {who} führen");
    public override string DebriefMany(int count, IReadOnlyList<string> names, bool areMore) =>
        I($"{(count == 1 ? "Nachgespräche führen" : I($"Nachgespräche aus {Count(count)} Aufgaben führen"))}: {string.Join(", ", names)}{(areMore ? ", …" : "")}");
    public override string DebriefOfTheWeek => "Die Nachgespräche dieser Woche führen";
    public override string DebriefWhy(int tasks, int people, string due, int days) => (tasks, people) switch
    {
        (> 1, _) => I($"Das älteste war am {due} fällig, {HowLate(days)}. Je drei Fragen, solange es frisch ist."),
        (_, > 1) => I($"Eine Aufgabe für {(people == 2 ? "beide" : "alle " + Count(people))}, fällig am {due}, {HowLate(days)}. Je drei Fragen, solange es frisch ist."),
        _ => I($"Fällig am {due}, {HowLate(days)}. Drei Fragen, solange es frisch ist."),
    };
    public override string CoachYourself(string name, string gap) => I($"Ihr eigenes Coaching: eine halbe Stunde mit {name} zum Thema {gap}");
    public override string CoachWhy(string figures) => I($"{figures}. Noch ist kein Mentoring vereinbart.");
    public override string GiveContact(string name) => I($"Für {name} eine Ansprechperson für die ersten Monate finden");
    public override string GiveContactWhy(string since) => I($"Seit {since} dabei; noch ist kein Mentoring vereinbart.");
    public override string AskAway(string name) => I($"Klären, ob {name} abwesend ist");
    public override string AskAwayWhy => "Seit mindestens 30 Tagen kein Geschäft, Termin oder Login. Abwesenheit eintragen, damit die Zeit nicht zählt.";
    public override string Together(string one, string other) => I($"{one} und {other}");
    public override string Remind(string name, string activity) => I($"{name} ansprechen: {activity}");
    public override string Due(string day) => I($"fällig am {day}");
    public override string Late(string due, int days) => I($"fällig am {due}, {HowLate(days)}");
    public override string ClearObstacle(string name) => I($"Ein Hindernis für {name} beseitigen");
    public override string Quote(string text) => I($"„{text}“");
    public override string AskWhatNext(string name) => I($"{name} fragen, was als Nächstes kommen soll");
    public override string AskWhatNextWhy(int days) => I($"Starke Ergebnisse, aber seit {days} Tagen keine Mentoring-Sitzung. Fragen und zuhören statt raten.");

    public override string Proposal(string mentor, string mentee) => I($"{mentor} → {mentee}");
    public override string ToLearn(string skill, string figures) => I($"Zu lernen: {skill}, {figures}.");
    public override string FiguresOf(string name, string skill, string figures) => I($"{name}, {skill}: {figures}.");
    public override string MentorFigures(string mentor, string figures) => I($"{mentor}: {figures}.");
    public override string MentorFromElsewhere(string mentor) => I($"{mentor} (anderes Team) kann das gut.");
    public override string MentorIsYou => "Das Mentoring läge bei Ihnen: eine Stunde im Monat, vor allem Fragen.";
    public override string MentorFromOutside(string mentor) => I($"{mentor} kommt von außerhalb und sieht keine Zahlen.");
    public override string AboutKind(PairKind kind) => kind switch
    {
        PairKind.HighPotential => "Im Aufwind, begleitet von jemandem mit viel Erfahrung.",
        PairKind.Horizontal => "Auf Augenhöhe: Jede Seite hat eine gemessene Stärke, wo die andere eine Lücke hat.",
        PairKind.ManagerToTop => "Auch wer stark ist, braucht jemanden zum Sparring.",
        PairKind.Reverse => "Hier lernt Erfahrung von Jüngeren.",
        PairKind.Informal => "Die beiden haben sich selbst gefunden.",
        PairKind.Peer or PairKind.Onboarding or PairKind.External => "",
    };

    public override string MenteeIsNew(string mentee, string since) => I($"{mentee} ist neu (seit {since}) und braucht eine Ansprechperson.");
    public override string RunnerUp(string name) => Stop(I($"Nächste Wahl: {name}"));
    public override string HowToDecide => "Ja: die Aufgabe auf „Abgeschlossen“ setzen. Nein: „Nein: Grund“ in ihre Kommentare schreiben. Mehr braucht es nicht.";
    public override string Waiting(string expires) => Stop(I($"Verfällt am {expires}"));

    public override string TopicLabel(string topic) => I($"Thema: {topic}");

    public override string HoursInCommon(double hours, string formatted) => hours switch
    {
        <= 0 => "Die beiden haben keine gemeinsamen Arbeitsstunden.",
        < 1 => I($"Die beiden haben nur {hours * 60:0} gemeinsame Arbeitsminuten."),
        1 => "Die beiden haben nur eine gemeinsame Arbeitsstunde.",
        _ when hours == Math.Floor(hours) => I($"Die beiden haben nur {Count((int)hours)} gemeinsame Arbeitsstunden."),
        _ => I($"Die beiden haben nur {formatted} gemeinsame Arbeitsstunden."),
    };

    public override string NotMeasuredYet => "noch zu wenig für ein Urteil";

    public override string FlagWord(FlagKind flag) => flag switch
    {
        FlagKind.InsufficientData => "zu wenig Daten",
        FlagKind.Ramping => "Einarbeitung",
        FlagKind.Struggling => "im Rückstand",
        FlagKind.Top => "Spitze",
        FlagKind.Rising => "im Aufwind",
        FlagKind.Plateau => "Plateau",
        FlagKind.Steady => "stabil",
    };

    public override string Was(string flagWord) => I($"letzte Woche: {flagWord}");
    public override string IsNewHere => "neu hier";
    public override string Legend => "Im Monat gewonnen. Band: 80-%-Bereich. Block: beste Schätzung. Strich: Median.";
    public override string TextLegend => "Im Monat gewonnen. =: 80-%-Bereich, O: beste Schätzung, |: Median.";
    public override string Peers => "Median";

    public override string PeersAre(string group) => group.Length == 0 ? "Vergleichsgruppe: alle im Vertrieb" : I($"Vergleichsgruppe: {group}");
    public override string? Likely(FlagKind flag, string percent) => flag switch
    {
        FlagKind.Struggling => I($"Mit {percent} Wahrscheinlichkeit im untersten Fünftel"),
        FlagKind.Top => I($"Mit {percent} Wahrscheinlichkeit im obersten Fünftel"),
        FlagKind.Rising => I($"Wächst mit {percent} Wahrscheinlichkeit um mehr als ein Zehntel im Quartal"),
        FlagKind.Plateau => I($"Mit {percent} Wahrscheinlichkeit unverändert auf hohem Niveau"),
        FlagKind.InsufficientData or FlagKind.Ramping or FlagKind.Steady => null,
    };

    public override string Over(string percent) => I($"über {percent}");
    public override string NewSince(string day) => Stop(I($"Neu seit {day}"));
    public override string WinsOf(string won, string deals, string peers) => I($"{won} von {deals} entschiedenen Chancen gewonnen, Vergleichsgruppe {peers}");

    public override string NothingMeasured => "Noch zu wenig für ein Urteil.";
    public override string Focus(string? strength, string? gap) => (strength, gap) switch
    {
        (null, null) => "",
        (null, _) => I($"Arbeiten an: {gap}"),
        (_, null) => I($"Stärke: {strength}"),
        _ => I($"Stärke: {strength} · arbeiten an: {gap}"),
    };

    public override string TeamCounts(IReadOnlyList<(FlagKind Flag, int Count)> counts) =>
        string.Join(", ", counts.Select(count => I($"{count.Count} {GermanCareWords.Counted(count.Flag)}")));

    public override string SkillName(Skill skill) => skill switch
    {
        Skill.Overall => "Gesamtergebnis",
        Skill.WinRate => "Gewinnquote",
        Skill.DealSize => "Auftragsgröße",
        Skill.CycleDays => "Dauer bis zum Abschluss",
        Skill.CreatedPerMonth => "neue Verkaufschancen",
        Skill.WonPerMonth => "Zahl der Aufträge",
        Skill.Attainment => "Zielerreichung",
        Skill.Activity => "Kundenkontakte",
    };

    public override string Unit(Skill skill) => skill switch
    {
        Skill.Overall or Skill.CreatedPerMonth or Skill.WonPerMonth or Skill.Activity => " im Monat",
        Skill.CycleDays => " Tage",
        Skill.WinRate or Skill.DealSize or Skill.Attainment => "",
    };

    public override string Evidence(Skill skill, int n, string formatted) => formatted + " " + (skill switch
    {
        Skill.Overall or Skill.WinRate => n == 1 ? "entschiedene Chance" : "entschiedene Chancen",
        Skill.DealSize or Skill.CycleDays or Skill.WonPerMonth => n == 1 ? "Auftrag" : "Aufträge",
        Skill.CreatedPerMonth => n == 1 ? "neue Chance" : "neue Chancen",
        Skill.Attainment => n == 1 ? "Zielperiode" : "Zielperioden",
        Skill.Activity => n == 1 ? "Kundentermin" : "Kundentermine",
    });

    public override string Figures(string value, string peers, string low, string high, string evidence) =>
        I($"{value}, Vergleichsgruppe {peers} ({low}–{high}, {evidence})");

    public override string ShortFigures(string value, string peers) => I($"{value}, Vergleichsgruppe {peers}");
    public override string About(string value) => I($"etwa {value}");
    public override string Range(string low, string high, string evidence) => I($"Bereich {low}–{high}, {evidence}");
    public override string BeyondTeam(int count, string counts) => Stop(I($"Und {(count == 1 ? "eine weitere Person" : Count(count) + " weitere")}: {counts}"));

    public override string Yourself => "Sie";
    public override string MentoredBy(string mentor, string? topic, string? since) =>
        I($"Mentoring durch {mentor}{(since is null ? "" : " seit " + since)}{(topic is null ? "" : ", Thema: " + topic)}");

    public override string PausedMentor(string mentor) => I($"Mentoring durch {mentor} ruht");
    public override string ProposedMentor(string mentor) => I($"Vorgeschlagen: Mentoring durch {mentor}");
    public override string Mentors(IReadOnlyList<string> names, int elsewhere) => I($"Begleitet {People(names, elsewhere)}");
    public override string ProposedToMentor(IReadOnlyList<string> names, int elsewhere) => I($"Vorgeschlagen: Mentoring für {People(names, elsewhere)}");
    public override string NoMentorYet => "Noch kein Mentoring";
    public override string Pair(string mentor, string? mentee) => I($"{mentor} mit {mentee ?? "einer Person aus einem anderen Team"}");
    public override string ActivePairs(IReadOnlyList<string> pairs, int more) =>
        Stop(I($"Aktives Mentoring: {string.Join(", ", pairs)}{(more > 0 ? ", " + More(more) : "")}"));

    public override string Side(string side) => side switch
    {
        "mentor" => "Mentor",
        "mentee" => "Mentee",
        "both" => "Beide",
        _ => "Sie",
    };

    public override string Activity(ActivityKind? kind) => GermanActivityWords.Name(kind);

    public override string Win(string name, string deal, string? amount) =>
        amount is null ? I($"{name} hat {deal} gewonnen") : I($"{name} hat {deal} gewonnen, {amount}");

    public override string Unreadable(string name, string activity, string text) =>
        I($"{name} schrieb „{text}“ ({activity}); das war nicht lesbar. Was ist gemeint?");

    public override string OpenApproval(string mentee) => I($"Vorschlag für {mentee} ansehen");
    public override string OpenTask => "Ihre Aufgabe öffnen";
    public override string OpenTaskOf(string name) => I($"Aufgabe von {name} öffnen");
    public override string OpenPerson(string name) => I($"Profil von {name} öffnen");
    public override string OpenDeal => "Geschäft öffnen";

    private static string People(IReadOnlyList<string> names, int elsewhere) => Join(
        [.. names, elsewhere == 1 ? "eine Person aus einem anderen Team" : Some(elsewhere, "", "Personen aus anderen Teams")]);

    private static string HowLate(int days) => days == 1 ? "ein Tag zu spät" : I($"{Count(days)} Tage zu spät");
    internal static string Days(int days) => days == 1 ? "einem Tag" : I($"{Count(days)} Tagen");

    internal static string Count(int count) => count < Small.Length ? Small[count] : I($"{count}");

    internal static string Some(int count, string one, string many) => count == 0 ? "" : I($"{Count(count)} {(count == 1 ? one : many)}");

    internal static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    internal static string Sentence(string text, bool stop = true) =>
        text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + (stop ? Stop(text[1..]) : text[1..]);

    internal static string I(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
