namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The German words, line for line those of <see cref="EnglishTexts"/>.</summary>
internal static class GermanTexts
{
    public const string ClosedNote = "Vom Mentoring-Programm geschlossen: wird nicht mehr gebraucht.";
    public const string DeclinedNote = "Vom Mentoring-Programm vermerkt: abgelehnt.";
    public const string Expense = "Das Essen geht auf die Firma: Beleg wie üblich einreichen.";

    public static TextTemplate Of(TextId id) => id switch
    {
        TextId.Invite => new(
            "Mögen Sie einer Person im Team zeigen, wie Sie arbeiten?",
            """
            Andere können von Ihnen lernen, zum Thema „{topic}“. Mögen Sie Mentor oder Mentorin sein?

            Es braucht vier Wochen lang etwa eine Stunde pro Woche, danach eine Stunde im Monat. Wir fragen nur einmal; aufhören können Sie jederzeit.

            Ja: Aufgabe schließen.
            Wenn es nicht passt: eine Zeile hinzufügen, die mit „Nein:“ beginnt, gern mit Begründung, oder den Status „{decline}“ wählen.

            Grund:
            """),
        TextId.Approve => new(
            "Bitte entscheiden: {mentor} als Mentor/in für {mentee}",
            """
            Dürfen {mentor} und {mentee} zusammenarbeiten, zum Thema „{topic}“?

            Beide brauchen dafür vier Wochen lang etwa eine Stunde pro Woche, danach eine Stunde im Monat. Die Hintergründe stehen in Ihrer Wochen-Mail.

            Ja: Aufgabe schließen.
            Wenn Sie das nicht möchten: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen.
            Lieber jemand anderes: eine Zeile „Stattdessen:“ mit dem Namen. Später: eine Zeile „Pause bis:“ mit dem Tag.
            Ohne Antwort bis {day} verfällt der Vorschlag.

            Grund:
            """),
        TextId.Notice => new(
            "Zur Kenntnis: {mentor} wird vielleicht Mentor/in",
            """
            {mentor} wurde gefragt, eine Person im Unternehmen zu begleiten, zum Thema „{topic}“.

            Es braucht vier Wochen lang etwa eine Stunde pro Woche, danach eine Stunde im Monat. Nichts beginnt ohne Zustimmung von {mentor}.

            Nichts zu entscheiden: Aufgabe nach dem Lesen schließen. Wenn es zeitlich nicht passt, sprechen Sie bitte mit {mentor}.
            """),
        TextId.KickoffMentor => new(
            "Auftakt mit {mentee}",
            """
            Sie und {mentee} beginnen Ihre Zusammenarbeit, zum Thema „{topic}“. Vereinbaren Sie in einer halben Stunde:
            - wann Sie sich treffen und wie lange
            - woran Sie arbeiten und woran nicht
            - was unter Ihnen bleibt

            Rufen Sie {mentee} heute an, um die Zeit festzulegen. Aufgabe nach dem Treffen schließen.

            Hindernis:
            """),
        TextId.KickoffMentee => new(
            "Auftakt mit {mentor}",
            """
            {mentor} nimmt sich Zeit für Sie, zum Thema „{topic}“. Vereinbaren Sie in einer halben Stunde:
            - wann Sie sich treffen und wie lange
            - was Sie mitnehmen möchten
            - was unter Ihnen bleibt

            Aufgabe nach dem Treffen schließen. Wenn es nicht passt: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen.

            Grund:
            """),
        TextId.WorksheetMentee => new(
            "Arbeitsblatt vor dem Treffen mit {mentor}",
            """
            Eine Viertelstunde Vorbereitung zum Thema „{topic}“. Notieren Sie für sich:
            - eine laufende Chance, über die Sie sprechen möchten, und wo sie steht
            - was Sie bisher versucht haben
            - die eine Frage an {mentor}

            Aufgabe schließen, wenn Sie bereit sind. Wenn es nicht passt, eine Zeile hinzufügen, die mit „Nein:“ beginnt.

            Hindernis:
            """),
        TextId.LunchMentor => new(
            "Mittagessen mit {mentee}",
            """
            Ihr Gespräch mit {mentee} zum Thema „{topic}“.

            Bitte erzählen Sie: {cover}. Nehmen Sie ein eigenes Geschäft als Beispiel, auch das Schwierige daran. Fragen Sie dann nach einer laufenden Chance und hören Sie zu.
            {expense} Ein Treffen per Video ist auch gut.

            Aufgabe nach dem Treffen schließen. Was haben Sie selbst gelernt?

            Gelernt:
            Die Zeit wert (1-5):
            Hindernis:
            """),
        TextId.LunchMentee => new(
            "Mittagessen mit {mentor}",
            """
            Ihr Gespräch mit {mentor} zum Thema „{topic}“.

            Nehmen Sie mit: {learn}. Bringen Sie eine laufende Chance und Ihre Frage mit. Fragen Sie, warum {mentor} es so macht.
            {expense} Ein Treffen per Video ist auch gut.

            Aufgabe nach dem Treffen schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.DebriefManager => new(
            "Nachgespräch: {mentee} nach dem Treffen mit {mentor}",
            """
            {mentee} und {mentor} haben sich getroffen, zum Thema „{topic}“. Fünf Minuten mit {mentee}:
            - Was nehmen Sie mit?
            - Bei welcher Chance setzen Sie es ein?
            - Was steht im Weg?

            Wie gut ist es angekommen, von eins (noch nicht) bis fünf (kann es weitergeben)? Dann Aufgabe schließen.

            Verstanden (1-5):
            Hindernis:
            """),
        TextId.FollowUpMentee => new(
            "Drei Dinge aus dem Gespräch mit {mentor}",
            """
            Was bleibt von Ihrem Gespräch zum Thema „{topic}“? Drei Dinge, die Sie gelernt haben, und das eine, das Sie diese Woche ausprobieren.

            Wählen Sie dann die laufende Chance für das nächste Gespräch mit {mentor} und schließen Sie die Aufgabe.

            Gelernt:
            Wie war es (1-5):
            Hindernis:
            """),
        TextId.FollowUpManager => new(
            "Fragen Sie {mentee} nach dem Gespräch mit {mentor}",
            """
            {mentee} sollte drei Dinge aus dem Gespräch zum Thema „{topic}“ notieren und eines davon ausprobieren.

            Fragen Sie, wie es gelaufen ist, und helfen Sie bei dem, was im Weg steht. Danach Aufgabe schließen.

            Hindernis:
            """),
        TextId.Check4Mentor => new(
            "Nach vier Wochen: Sie und {mentee}",
            """
            Vier Wochen mit {mentee} zum Thema „{topic}“. Ist es so, wie Sie es erwartet haben? Sprechen Sie offen darüber:
            - Passt der Rhythmus für Sie beide?
            - Wovon darf es mehr sein, wovon weniger?

            Aufgabe nach dem Gespräch schließen.

            Gelernt:
            Hindernis:
            """),
        TextId.Check4Mentee => new(
            "Nach vier Wochen: Sie und {mentor}",
            """
            Vier Wochen mit {mentor} zum Thema „{topic}“. Bekommen Sie, was Sie sich erhofft haben? Sprechen Sie offen darüber:
            - Was hat Ihnen geholfen?
            - Was fehlt?

            Aufgabe nach dem Gespräch schließen.

            Erhofft (1-5):
            Bekommen (1-5):
            Gelernt:
            Hindernis:
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such text"),
    };
}
