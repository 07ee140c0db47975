using CrmMentorSync.Domain.Flags;
using static CrmMentorSync.Domain.Digest.GermanWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Why something stands where it stands, in German.</summary>
internal sealed class GermanReasonWords : ReasonWords
{
    public override string Still(string flagWord) => I($"noch {flagWord}");
    public override string Unsure(int count) => count == 1 ? "davon eine Person unsicher" : I($"davon {Count(count)} unsicher");
    public override string BelowSoFar => "bisher unter Median";
    public override string AboveSoFar => "bisher über Median";
    public override string ByResults(string likely, string? figure) => I($"Ergebnis: {char.ToLowerInvariant(likely[0])}{likely[1..]}{(figure is null ? "" : I($" ({figure})"))}");

    public override string YouWith(string? other) => I($"Sie mit {other ?? "einer Person aus einem anderen Team"}");
    public override string OwnTalk(string activity, string? other) => I($"{activity} mit {other ?? "einer Person aus einem anderen Team"} nachholen");
    public override string OwnTalkWhy(string due) => I($"{due} Falls es stattfand, die Aufgabe schließen, sonst den Tag verschieben.");

    public override string? CoachingWhy(FlagKind flag, bool othersSeen) => flag switch
    {
        FlagKind.Struggling => "Hier ist am meisten zu gewinnen.",
        FlagKind.Top or FlagKind.Plateau => "Die Besten werden am wenigsten gecoacht: fragen und vor allem zuhören.",
        FlagKind.Rising => "Im Aufwind.",
        FlagKind.Ramping => "Neu, und in dieser Woche sonst ohne Gespräch mit Ihnen.",
        FlagKind.Steady or FlagKind.InsufficientData => othersSeen ? "Jetzt an der Reihe: Wer mehr braucht, bekommt schon Hilfe." : null,
    };

    public override string ReviewOf(string? owner, string mentor) =>
        owner is null ? I($"Gespräch mit {mentor} nach dem ersten Mentoring-Treffen") : I($"{owner}, Gespräch mit {mentor} nach dem ersten Mentoring-Treffen");
    public override string AskAboutReview(string owner, string mentor) => I($"{owner} ansprechen: Gespräch mit {mentor} nach dem ersten Mentoring-Treffen");
    public override string ReviewWhy(string? owner) => owner is null ? "Neu im Mentoring: gemeinsam auf das erste Gespräch zurückblicken." : I($"Neu im Mentoring: {owner} blickt mit auf das erste Gespräch zurück.");
    public override string ClosedAmongMany(string? name, int tasks, string activity) => (name, tasks) switch
    {
        (null, 1) => I($"Sie haben eine Aufgabe ({activity}) zusammen mit vielen anderen geschlossen. Fand das Gespräch statt?"),
        (null, _) => I($"Sie haben {Some(tasks, "Aufgabe", "Aufgaben")} auf einen Schlag geschlossen. Hat alles stattgefunden?"),
        _ => I($"{name} hat eine Aufgabe ({activity}) zusammen mit vielen anderen geschlossen. Fand das Gespräch statt?"),
    };

    public override string DecideAll(int count, int days, string expires) => I(
        $"{(count == 2 ? "Beide" : "Alle")} {(days <= 0 ? "sind neu" : "warten seit " + Days(days))} und verfallen am {expires}; ohne Ihre Antwort beginnt nichts.");

    public override string Load(string name, int mentees, bool hasMentor) =>
        I($"{name} begleitet dann {(mentees == 1 ? "eine Person" : I($"{Count(mentees)} Personen"))}{(hasMentor ? " und wird selbst begleitet" : "")}.");

    public override string LargestSoFar(string firstName) => "„Der bisher größte Abschluss! Was hat den Unterschied gemacht?“";
    public override string PraiseForOwnLesson(string firstName) => "„Schön, dass das aus unserem Gespräch hängen blieb. Wo lässt es sich zuerst ausprobieren?“";
    public override string HasReached(string name, int round, int talks) => I($"{name} hat in zwölf Monaten {Some(round, "Mentoring-Gespräch", "Mentoring-Gespräche")} erreicht{(talks > round ? I($" (jetzt {Count(talks)})") : "")}");
    public override string GaveMostTime(string name, int talks, int days) => I($"{name} nahm sich die meiste Zeit für andere: {Some(talks, "Mentoring-Gespräch", "Mentoring-Gespräche")} in {days} Tagen");

    public override string MentorElsewhere(int pairs) => pairs == 1 ? "Ihre Leute begleiten eine Person aus einem anderen Team." : I($"Ihre Leute begleiten {Count(pairs)} Personen aus anderen Teams.");
    public override string LieWith(int decisions, IReadOnlyList<string> names, int managers, string until) => DigestWords.Stop(
        I($"{(decisions == 1 ? "Die Entscheidung liegt" : "Die Entscheidungen liegen")} bei {(names.Count > 0 ? string.Join(", ", names) : I($"{Count(managers)} Führungskräften"))}; {(decisions == 1 ? "sie" : "die erste")} verfällt am {until}"));

    public override string WhyFirst(NeedReason reason) => reason switch
    {
        NeedReason.Worsening => "Seit letzter Woche kam nirgends so viel hinzu.",
        NeedReason.MostLate => "Kein anderes Team hat so viele.",
        NeedReason.LargestShare => "Kein anderes Team hat einen so großen Anteil.",
        NeedReason.Together => "Anteil und Zuwachs zusammen sind hier am größten.",
    };
}
