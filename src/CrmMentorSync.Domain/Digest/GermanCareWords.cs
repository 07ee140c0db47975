using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using static CrmMentorSync.Domain.Digest.GermanWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>How the team and its mentoring are doing, in German.</summary>
internal sealed class GermanCareWords : CareWords
{
    public override string Moved(string percent, bool up) => I($"Ergebnis {percent} {(up ? "höher" : "niedriger")} als letzte Woche");
    public override string Perhaps(string flagWord) => I($"vielleicht {flagWord}");
    public override string NoLongerLikely(FlagKind flag, string percent, string? was)
    {
        string fifth = flag == FlagKind.Top ? "obersten" : "untersten";
        return was is null
            ? I($"Mit {percent} Wahrscheinlichkeit im {fifth} Fünftel, also eher nicht")
            : I($"Letzte Woche mit {was} Wahrscheinlichkeit im {fifth} Fünftel, jetzt noch mit {percent}");
    }

    public override string NoLongerHere(IReadOnlyList<string> names) => I($"Nicht mehr in Ihrem Team: {string.Join(", ", names)}.");

    public override string OwnCoachingHeading => "Ihr eigenes Coaching diese Woche";
    public override string OwnCoaching(string name) => I($"Eine halbe Stunde mit {name}");
    public override string OwnCoachingWhy(string focus, string? lastTalk, int days) =>
        (lastTalk is null ? I($"Seit {days} Tagen kein Gespräch mit Ihnen.") : DigestWords.Stop(I($"Letztes Gespräch: {lastTalk}")))
        + (focus.Length == 0 ? "" : I($" {focus}."));

    public override string OwnTimeHeading => "Wem Sie Zeit gegeben haben";
    public override string OwnTimeIntro(int talks, int days) => I($"{Sentence(Some(talks, "Mentoring-Gespräch", "Mentoring-Gespräche"), stop: false)}, abgeschlossen in {days} Tagen.");
    public override string OwnTimeTier => "Einstufung";
    public override string OwnTimeTalks => "Ihre Gespräche";
    public override string OwnTimePeople => "Ihr Team";
    public override string TierName(bool top, bool struggling, bool isNew) => top ? "Spitze" : struggling ? "Im Rückstand" : isNew ? "Neu" : "Dazwischen";
    public override string TierLine(string tier, int talks, int people) =>
        I($"{tier} {(talks == 0 ? "keines" : talks == 1 ? "eines" : Count(talks))} ({Some(people, "Person", "Personen")})");
    public override string MentorsTime(int days, IReadOnlyList<(string Tier, int Talks)> tiers, int all) =>
        DigestWords.Stop(I($"Mentoring-Gespräche in {days} Tagen, nach Stand: {string.Join(", ", tiers.Select(tier => I($"{tier.Tier} {tier.Talks} von {all}")))}"));

    public override string AttentionHeading => "Spitzenleute ohne Gespräch";
    public override string LeftAlone(bool mentored, int? days) => (mentored, days) switch
    {
        (false, null) => "Noch kein eigenes Mentoring.",
        (false, _) => I($"Kein Mentoring, seit {days} Tagen keine Sitzung."),
        (true, _) => I($"Seit {days} Tagen keine Sitzung."),
    };

    public override string AlertsHeading => "Hier lohnt ein Blick";
    public override string PairLabel => "Paar";
    public override string LessonLabel => "Lektion";
    public override string TasksLabel => "Aufgaben";
    public override string Silent(string pair, int days) => I($"{pair}: seit {days} Tagen keine Sitzung. Ist das Mentoring noch gewünscht?");
    public override string NotLanded(string mentee, int grasp) => I($"{mentee}: Die letzte Lektion haben Sie mit {grasp} von 5 bewertet. Das Thema noch einmal aufgreifen.");
    public override string ClosedTogether(string name, int tasks) => I($"{name} hat {Some(tasks, "Aufgabe", "Aufgaben")} auf einen Schlag geschlossen. Hat alles stattgefunden?");

    public override string PraiseForWin(string firstName, bool isLargest, int? daysSincePrevious, int variant) => (isLargest, daysSincePrevious) switch
    {
        (true, _) => "„Der größte Abschluss seit einem Jahr! Was hat den Unterschied gemacht?“",
        (_, { } days) => I($"„Der erste Abschluss seit {days} Tagen: Dranbleiben hat sich gelohnt.“"),
        _ => (variant % 3) switch
        {
            0 => "„Gut gemacht. Was davon lässt sich wiederholen?“",
            1 => "„Glückwunsch. Was hat am Ende überzeugt?“",
            _ => "„Starke Arbeit. Wer im Team sollte hören, wie das gelungen ist?“",
        },
    };

    public override string Learned(string name, string text) => I($"{name} schrieb: „{text}“");
    public override string PraiseForLesson(string firstName, int variant) => variant % 2 == 0
        ? "„Ein guter Gedanke. Wo lässt er sich zuerst ausprobieren?“"
        : "„Danke fürs Aufschreiben. Ich bin gespannt, wie es läuft.“";

    public override string Endorsed(string mentor, string mentee, string text) => I($"{mentor} über {mentee}: „{text}“");
    public override string PraiseForEndorsement(string firstName, string mentor) => I($"„{mentor} hat ein gutes Wort eingelegt, und ich sehe es genauso.“");
    public override string Story(string name, string text) => I($"{name} hat aufgeschrieben, was zum Abschluss geführt hat: „{text}“");
    public override string PraiseForStory(string firstName) => "„Wäre das etwas für fünf Minuten in unserer nächsten Besprechung?“";
    public override string ThanksLabel => "Dank";
    public override string GaveTime(string name, int talks, int days) => I($"{name}: {Some(talks, "Mentoring-Gespräch", "Mentoring-Gespräche")} in {days} Tagen");
    public override string ThanksForTime(string firstName) => "„Danke für die Zeit. Was kam dabei zurück?“";

    public override string AboutAll(string activity, IReadOnlyList<string> names) => I($"{Sentence(activity, stop: false)} zu {string.Join(", ", names)}");

    public override string AsksWhy(string text) => I($"Fragt: „{text}“");
    public override string AnswerWhy => "Beantworten, oder dorthin weitergeben, wo es entschieden wird.";

    public override (string What, string Why) OwnTask(ActivityKind kind, string who) => GermanActivityWords.OwnTask(kind, who);

    public override string ProgressHeading => "Wie es um das Mentoring steht";
    public override string NothingRunsYet(int waiting) => I($"Noch läuft nichts; {Waiting(waiting)} auf die Antwort anderer.");

    public override string Running(int active, int waiting) =>
        (active == 0 ? "Kein Paar ist aktiv" : active == 1 ? "Ein Paar ist aktiv" : I($"{Sentence(Count(active), stop: false)} Paare sind aktiv"))
        + (waiting == 0 ? "." : I($"; {Waiting(waiting)} auf die Antwort anderer."));

    public override string SessionsHeld(int held, int late, int days) =>
        (held == 0 ? "Keine Sitzung fand" : held == 1 ? "Eine Sitzung fand" : I($"{Sentence(Count(held), stop: false)} Sitzungen fanden"))
        + I($" in {days} Tagen statt{(late == 0 ? "" : late == 1 ? "; eine ist überfällig" : I($"; {Count(late)} sind überfällig"))}.");

    public override string Landed(string average, int ratings) => I($"Die Lektionen werden im Mittel mit {average} von 5 bewertet ({Some(ratings, "Nachgespräch", "Nachgespräche")}).");
    public override string NoEffectClaimed => "Eine Wirkung wird noch nicht behauptet: Das braucht Monate.";

    public override string AskAboutDecisions(string manager) => I($"{manager} auf wartende Entscheidungen ansprechen");
    public override string AskAboutDecisionsWhy(int waiting, int days) => waiting == 1
        ? I($"Dort wartet ein Mentoring-Vorschlag seit {GermanWords.Days(days)}.")
        : I($"Dort warten {Count(waiting)} Mentoring-Vorschläge, der älteste seit {GermanWords.Days(days)}.");

    public override string AskAboutTeam(string manager, string? through) =>
        through is null ? I($"{manager} fragen, was das Team aufhält") : I($"{through} auf das Team von {manager} ansprechen: Es braucht Sie am meisten");

    public override string AskAboutTeamWhy(int late, int open, int before, int waiting, int days, int silent, int silentDays) => Sentence(Join(
        late == 0 ? "" : I($"{(late == 1 ? "einer" : Count(late))} von {Count(open)} offenen Schritten {(late == 1 ? "ist" : "sind")} überfällig{Before(late, before)}"),
        waiting == 0 ? "" : I($"{Waiting(waiting)} auf eine Entscheidung{(days > 0 ? I($", {(waiting == 1 ? "" : "der älteste ")}seit {GermanWords.Days(days)}") : "")}"),
        silent == 0 ? "" : I($"{(silent == 1 ? "ein Paar hat" : I($"{Count(silent)} Paare haben"))} sich seit {silentDays} Tagen nicht getroffen")));

    public override string AllTeams(int waiting, int overdue, int before, int pairs) => Sentence(Join(
        pairs == 0 ? "noch ist kein Paar aktiv" : pairs == 1 ? "ein Paar ist aktiv" : Some(pairs, "", "Paare sind aktiv"),
        waiting == 1 ? "ein Vorschlag wartet auf eine Entscheidung" : Some(waiting, "", "Vorschläge warten auf eine Entscheidung"),
        (overdue == 1 ? "ein Schritt ist überfällig" : Some(overdue, "", "Schritte sind überfällig")) + Before(overdue, before)));

    public override string? BranchNote(int waiting, int days, int overdue, int before, int sessions, int pairs)
    {
        string note = Join(
            Some(waiting, "Entscheidung offen", "Entscheidungen offen") + (waiting > 0 && days > 0 ? I($" (älteste seit {GermanWords.Days(days)})") : ""),
            (overdue == 1 ? "ein Schritt überfällig" : Some(overdue, "", "Schritte überfällig")) + Before(overdue, before),
            pairs == 1 ? "ein Paar aktiv" : Some(pairs, "", "Paare aktiv"),
            Some(sessions, "Sitzung diese Woche", "Sitzungen diese Woche"));
        return note.Length == 0 ? null : Sentence(note);
    }

    /// <summary>What stands behind a number of people.</summary>
    internal static string Counted(FlagKind flag) => flag switch
    {
        FlagKind.InsufficientData => "mit zu wenig Daten",
        FlagKind.Ramping => "in Einarbeitung",
        FlagKind.Struggling => "im Rückstand",
        FlagKind.Top => "an der Spitze",
        FlagKind.Rising => "im Aufwind",
        FlagKind.Plateau => "auf einem Plateau",
        FlagKind.Steady => "stabil",
    };

    private static string Before(int late, int before) => late == 0 || before == 0 ? "" : late == before ? " (wie vor einer Woche)" : I($" (vor einer Woche {Count(before)})");

    private static string Waiting(int count) => count == 1 ? "ein Vorschlag wartet" : I($"{Count(count)} Vorschläge warten");

    public override string TaskComes(string day) => DigestWords.Stop(I($"Die Aufgabe dazu kommt, sobald bei Ihnen Platz ist, ab {day}"));
    public override string Undecided(string? name, string activity, string text) => name is null
        ? I($"Eine Aufgabe von Ihnen ({activity}) entscheidet noch nichts, wegen „{text}“: bitte eine Zeile „Ja:“ oder „Nein:“ ergänzen")
        : I($"{name} hat die Aufgabe ({activity}) mit „{text}“ geschlossen; eine Zeile „Ja:“ oder „Nein:“ darin entscheidet");

    public override string OwnNote(string activity, string note) => I($"Eine Aufgabe von Ihnen ({activity}): {note}");
    public override string NoteOf(string name, string activity, string note) => I($"{name}, {activity}: {note}");
    public override string Noted(string? name, string subject, string question) => I($"{(name is null ? "Sie haben notiert:" : name + " hat notiert:")} „{subject}“; {question}");
    public override string OwnUnreadable(string activity, string text) => I($"Eine Aufgabe von Ihnen ({activity}) braucht noch ein klares Wort: „{text}“");
}
