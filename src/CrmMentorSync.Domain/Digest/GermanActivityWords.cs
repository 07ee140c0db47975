using CrmMentorSync.Domain.Mentoring;
using static CrmMentorSync.Domain.Digest.GermanWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What Tasks and operators' matters are called, in German. The names have no default arm: the compiler asks about a new kind.</summary>
internal static class GermanActivityWords
{
    public static string Name(ActivityKind? kind) => kind switch
    {
        ActivityKind.Invite => "Einladung zum Mentoring",
        ActivityKind.Approve => "Zustimmung",
        ActivityKind.Exit => "Weitermachen oder aufhören",
        ActivityKind.Contact => "Nachfrage zum ausstehenden Gespräch",
        ActivityKind.CheckIn => "Gespräch unter vier Augen",
        ActivityKind.Expect => "Gespräch über Erwartungen",
        ActivityKind.Notice => "Hinweis zum Mentoring",
        ActivityKind.Kickoff => "Auftakt",
        ActivityKind.Worksheet => "Arbeitsblatt",
        ActivityKind.Lunch => "Mittagessen zu zweit",
        ActivityKind.Debrief => "Nachgespräch",
        ActivityKind.FollowUp => "Lernnotizen",
        ActivityKind.Check4 => "Gespräch nach vier Wochen",
        ActivityKind.Check12 => "Gespräch nach zwölf Wochen",
        ActivityKind.Guide => "Leitfaden für erste Gespräche",
        ActivityKind.Checklist => "Liste für die ersten Wochen",
        ActivityKind.Observe => "gemeinsamer Kundentermin",
        ActivityKind.Micro => "zehn Minuten zu einem Geschäft",
        ActivityKind.Listen => "Mithören bei einem Anruf",
        ActivityKind.Lead => "Teambesprechung",
        ActivityKind.Share => "Bericht über einen Abschluss",
        ActivityKind.Host => "monatliche Runde",
        ActivityKind.Interview => "Kundengespräch",
        ActivityKind.Endorse => "Empfehlung",
        ActivityKind.Thanks => "Dank",
        ActivityKind.Menu => "freiwillige Ideen",
        ActivityKind.Review => "Rückblick auf ein erstes Gespräch",
        ActivityKind.Challenge => "Frage zur Arbeitsweise",
        ActivityKind.Extra => "eigenes Gespräch",
        null => "Aufgabe",
    };

    /// <summary>An open Task of the reader's own as an act.</summary>
    public static (string What, string Why) OwnTask(ActivityKind kind, string who) => kind switch
    {
        ActivityKind.CheckIn => (I($"Unter vier Augen mit {who} sprechen"), "Fragen, wie die Mentoring-Gespräche laufen, und vor allem zuhören. Was gesagt wird, bleibt unter Ihnen."),
        ActivityKind.Expect => (I($"{who} fragen, was das Mentoring bringen soll"), "Erhofft war mehr, als bisher kam. Eine Änderung vereinbaren."),
        ActivityKind.Contact => (I($"{who} fragen, was dem nächsten Gespräch im Weg steht"), "Ein Gespräch war fällig, vermerkt ist keines. Oft liegt es nur am Kalender."),
        ActivityKind.Host => ("Einen Tag für Ihre monatliche Runde festlegen", "Die Beiträge liegen bereit, je fünf bis zehn Minuten."),
        ActivityKind.Thanks => (I($"{who} für das Mentoring danken"), "Zum ersten Mal dabei. Eine Zeile in eigenen Worten zeigt, dass es gesehen wird."),
        ActivityKind.Interview => (I($"Einen Kunden von {who} anrufen: Warum kauft er hier?"), "Eine Viertelstunde; wer den Kunden betreut, ist einverstanden."),
        _ => (Name(kind), ""),
    };

    /// <summary>Stands behind how many there are.</summary>
    public static string ForOperators(OperatorMatter matter) => matter switch
    {
        OperatorMatter.ReducedSight => "Das Integrationskonto sieht nicht alle Aufgaben: Rolle über allen Verkäufern geben, oder View All und Modify All Data.",
        OperatorMatter.RefusedTasks => "Abgewiesene Aufgaben: dead-letters list ansehen, Ursache beheben, dann dead-letters retry.",
        OperatorMatter.RefusedRecords => "Abgewiesene Datensätze: dead-letters list ansehen; sie werden übernommen, sobald sie berichtigt sind.",
        OperatorMatter.BadTemplates => "Eigene Aufgabentexte, die nicht verwendet werden können (unsere gelten): Dateien in Programme:Templates berichtigen.",
        OperatorMatter.WaitingTasks => "Aufgaben, die auf den nächsten Lauf warten: Warten sie morgen noch, doctor aufrufen.",
        OperatorMatter.RefusedMails => "Abgewiesene oder zurückgestellte Mails: Adresse in Salesforce oder Einstellungen unter Mail berichtigen; der nächste Lauf versucht es erneut.",
        OperatorMatter.UnknownMails => "Mails mit unbekannter Zustellung: nachfragen, dann digest resend MANAGER WEEK.",
        OperatorMatter.UnreachableManagers => "Führungskräfte, die keine Mail erreicht: dort oder eine Ebene höher ein aktives Konto mit Adresse eintragen.",
    };
}
