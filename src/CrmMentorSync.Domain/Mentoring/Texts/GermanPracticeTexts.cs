namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The German words, line for line those of <see cref="EnglishPracticeTexts"/>.</summary>
internal static class GermanPracticeTexts
{
    public static TextTemplate? Of(TextId id) => id switch
    {
        TextId.Exit => new(
            "Sie und {mentor}: weitermachen oder hier aufhören?",
            """
            Nicht jedes Paar passt, und niemand ist schuld daran. Sie und {mentor} dürfen die Zusammenarbeit zum Thema „{topic}“ jederzeit beenden.

            Weitermachen: Aufgabe schließen.
            Aufhören: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen. Niemand muss einen Grund nennen, und es findet sich jemand anderes.

            Grund:
            """),
        TextId.Contact => new(
            "Haben sich {mentor} und {mentee} getroffen?",
            """
            {mentor} und {mentee} arbeiten zusammen, zum Thema „{topic}“; in ihren Aufgaben steht noch kein Treffen.

            Bitte fragen Sie {mentee} heute, was im Weg steht: Oft ist es nur der Kalender. Aufgabe nach dem Gespräch schließen.

            Hindernis:
            """),
        TextId.CheckInMenteesManager => new(
            "Ein Wort unter vier Augen mit {mentee}",
            """
            Wie läuft es mit {mentor}, zum Thema „{topic}“? Bitte fragen Sie {mentee} diese Woche unter vier Augen und hören Sie vor allem zu:
            - Was würde das nächste Gespräch lohnend machen?
            - Können Sie etwas abnehmen?

            Es bleibt unter Ihnen. Aufgabe nach dem Gespräch schließen.

            Hindernis:
            """),
        TextId.CheckInMentorsManager => new(
            "Ein Wort unter vier Augen mit {mentor}",
            """
            {mentor} nimmt sich Zeit für {mentee}, zum Thema „{topic}“. Bitte fragen Sie unter vier Augen, ob es die Mühe so wert ist:
            - Passt die Vorbereitung?
            - Soll sich etwas ändern oder enden?

            Es bleibt unter Ihnen. Aufgabe nach dem Gespräch schließen.

            Hindernis:
            """),
        TextId.Expect => new(
            "Sprechen Sie mit {mentee} über Erhofftes und Bekommenes",
            """
            {mentee} hatte sich von den Gesprächen mit {mentor} zum Thema „{topic}“ etwas anderes erhofft.

            Fragen Sie, was erhofft war, sagen Sie, was die Zeit zulässt, und vereinbaren Sie eine Änderung. Aufgabe nach dem Gespräch schließen.

            Hindernis:
            """),
        TextId.Check12Mentor => new(
            "Nach zwölf Wochen: Sie und {mentee}",
            """
            Zwölf Wochen mit {mentee} zum Thema „{topic}“. Sprechen Sie offen darüber:
            - Was hat sich seit dem Anfang verändert?
            - Was bleibt zu tun, und wer tut es?

            Aufgabe nach dem Gespräch schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.Check12Mentee => new(
            "Nach zwölf Wochen: Sie und {mentor}",
            """
            Zwölf Wochen mit {mentor} zum Thema „{topic}“. Bekommen Sie, was Sie sich erhofft haben? Sprechen Sie offen darüber.

            Aufgabe nach dem Gespräch schließen.

            Erhofft (1-5):
            Bekommen (1-5):
            Gelernt:
            Hindernis:
            """),
        TextId.TalkMentor => new(
            "Ihr Gespräch mit {mentee}",
            """
            Eine Stunde mit {mentee}, zum Thema „{topic}“. Fragen Sie, und überlassen Sie {mentee} die Antworten:
            - Worauf arbeiten Sie hin, und was möchten Sie als Nächstes tun?
            - Was machen Sie, das andere lernen könnten?
            - Was kann ich Ihnen aus dem Weg räumen?
            - Was soll ich anders machen?
            {expense}

            Aufgabe nach dem Treffen schließen. Was haben Sie selbst gelernt?

            Gelernt:
            Hindernis:
            """),
        TextId.TalkMentee => new(
            "Ihr Gespräch mit {mentor}",
            """
            Eine Stunde mit {mentor}, und die Themen bestimmen Sie: „{topic}“, was Sie als Nächstes tun möchten, und was im Weg steht.
            {expense}

            Aufgabe nach dem Treffen schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.Guide => new(
            "Ein kurzer Leitfaden für Ihre ersten Gespräche",
            """
            Bevor Sie {mentee} treffen, zum Thema „{topic}“:
            - Erst fragen, dann erzählen: {mentee} spricht mehr als Sie.
            - Eine laufende Chance, nicht alles auf einmal.
            - Auch erzählen, was schiefging. Geschichten bleiben.
            - Einen kleinen Schritt vereinbaren und beim nächsten Mal danach fragen.

            Wenn Sie unsicher sind, rufen Sie vorher oder nachher Ihre Führungskraft an. Nichts zu schreiben: Aufgabe nach dem Lesen schließen.
            """),
        TextId.Checklist => new(
            "Kennenlernen, wie wir arbeiten",
            """
            Das sollten Sie in den nächsten Wochen sehen, mit Hilfe von {mentor}:
            - wer bei einer Chance was entscheidet und wen Sie fragen
            - eine Chance vom ersten Anruf bis zur Unterschrift
            - woher Angebote, Preise und Verträge kommen
            - wie eine Woche von {mentor} aussieht, zum Thema „{topic}“

            Aufgabe schließen, wenn Sie es gesehen haben.

            Hindernis:
            """),
        TextId.ObserveMentor => new(
            "Darf {mentee} mit zu {account}?",
            """
            Sie treffen {account} am {day}. Ihnen dort zuzusehen hilft {mentee}, zum Thema „{topic}“. Es kostet Sie keine Zeit.

            Ja: Aufgabe schließen und beim Kunden Bescheid geben, dass jemand mitkommt.
            Wenn es nicht passt: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen.

            Grund:
            """),
        TextId.ObserveOwner => new(
            "Darf {mentee} mit zu {account}?",
            """
            {mentor} trifft {account} am {day}. {mentee} möchte mitkommen und zuhören, zum Thema „{topic}“. Der Kunde ist Ihrer, also entscheiden Sie.

            Ja: Aufgabe schließen.
            Wenn Sie das nicht möchten: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen.

            Grund:
            """),
        TextId.ObserveMentee => new(
            "Gehen Sie mit: {mentor} trifft {account}",
            """
            {mentor} nimmt Sie heute mit zu {account}, zum Thema „{topic}“. Klären Sie vorher Ort und Zeit.

            Achten Sie auf zwei Dinge: eine Frage, die etwas geöffnet hat, und wie der nächste Schritt vereinbart wurde. Führen Sie nicht selbst das Gespräch.

            Aufgabe danach schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.MicroMentor => new(
            "Zehn Minuten mit {mentee} zu {account}",
            """
            {mentee} ist bei {account} an dem Punkt, an dem Sie zusammen arbeiten: „{topic}“.

            Zehn Minuten am Telefon genügen, vor dem nächsten Kundentermin: eine Frage, ein Tipp. Aufgabe danach schließen.

            Hindernis:
            """),
        TextId.MicroMentee => new(
            "Zehn Minuten mit {mentor} zu {account}",
            """
            {account} ist an dem Punkt, an dem Sie zusammen arbeiten: „{topic}“.

            Rufen Sie {mentor} vor Ihrem nächsten Termin dort an: Sagen Sie, wo es steht und was Sie vorhaben, und fragen Sie nach einem Tipp. Aufgabe danach schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.Listen => new(
            "Hören Sie bei einem Gespräch von {mentor} zu",
            """
            Fragen Sie {mentor} nach der Einwahl oder der Aufnahme eines Kundengesprächs, zum Thema „{topic}“.

            Achten Sie auf zwei Dinge: welche Frage etwas geöffnet hat und wie der nächste Schritt vereinbart wurde. Fragen Sie {mentor} dann, warum.

            Aufgabe danach schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.EndorseMentor => new(
            "Ein Wort zum Abschluss von {mentee} mit {account}?",
            """
            {mentee} hat einen Abschluss mit {account}. Ein Wort von Ihnen an die Führungskräfte zählt: Ändern Sie den Entwurf, wie Sie mögen.

            Nur was hinter „Empfehlung:“ steht, wird weitergegeben, und erst, wenn Sie die Aufgabe schließen. Wenn Sie das nicht möchten, eine Zeile hinzufügen, die mit „Nein:“ beginnt.

            Empfehlung: {mentee} hat {account} gewonnen. Ich habe die Arbeit dahinter gesehen, und sie zahlt sich aus.
            """),
        TextId.EndorseMentee => new(
            "{mentor} hat von Ihrem Abschluss mit {account} erzählt",
            """
            {mentor} hat bei den Führungskräften ein Wort für Sie eingelegt, zu Ihrem Abschluss mit {account}. Gut gemacht.

            Nichts zu tun: Aufgabe nach dem Lesen schließen.
            """),
        TextId.Thanks => new(
            "Ein Dank an {mentor}",
            """
            {mentor} begleitet jetzt {mentee}. Eine Zeile von Ihnen zeigt, dass es zählt. Zum Beispiel:

            „Danke, dass Sie sich Zeit für {mentee} nehmen. Es wird gesehen, und es hilft uns allen.“

            Schicken Sie sie in Ihren Worten und schließen Sie die Aufgabe.
            """),
        TextId.Menu => new(
            "Wenn Sie mögen: mehr mit {mentor} als die Gespräche",
            """
            Nichts davon ist verlangt; nehmen Sie, was Sie mögen:
            - einen Kundentermin gemeinsam vorbereiten
            - eine Gesprächsaufnahme tauschen und besprechen
            - gegenseitig ein Angebot lesen
            - {mentor} fragen, warum wir etwas so machen, wie wir es machen

            Alles, was dazukommt, zählt. Nichts zu melden: Aufgabe schließen, wann Sie mögen.

            Warum so:
            """),
        _ => GermanCompanyTexts.Of(id),
    };
}
