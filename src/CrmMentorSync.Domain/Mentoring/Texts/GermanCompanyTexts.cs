namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The German words, line for line those of <see cref="EnglishCompanyTexts"/>.</summary>
internal static class GermanCompanyTexts
{
    public static TextTemplate? Of(TextId id) => id switch
    {
        TextId.LeadPipeline => new(
            "Bitte leiten Sie ein Team-Treffen: laufende Chancen",
            """
            Diesen Monat leiten Sie das Team-Treffen. Ein Plan für eine halbe Stunde, zum Thema „{topic}“:
            - eine Chance von Ihnen, die vorankam, und warum
            - alle anderen: der nächste Schritt mit Datum
            - was das Team von außen braucht

            Stimmen Sie den Tag mit Ihrer Führungskraft ab. Wenn es nicht passt, eine Zeile hinzufügen, die mit „Nein:“ beginnt.

            Grund:
            """),
        TextId.LeadTraining => new(
            "Bitte leiten Sie ein Team-Treffen: Übung",
            """
            Diesen Monat leiten Sie das Team-Treffen. Ein Plan für eine halbe Stunde, zum Thema „{topic}“:
            - wie Sie es machen, an einer laufenden Chance
            - alle probieren es zu zweit
            - was jede und jeder diese Woche einsetzt

            Stimmen Sie den Tag mit Ihrer Führungskraft ab. Wenn es nicht passt, eine Zeile hinzufügen, die mit „Nein:“ beginnt.

            Grund:
            """),
        TextId.Share => new(
            "Erzählen Sie von Ihrem Abschluss mit {account}?",
            """
            Im monatlichen Gespräch der Vertriebsleitung erzählen einige von einem Abschluss, fünf bis zehn Minuten lang. Ihrer mit {account} interessiert alle.

            Bitte füllen Sie die Zeilen aus: Es sind Ihre Notizen, und mit dem Schließen der Aufgabe dürfen andere sie lesen.
            Wenn Sie das nicht möchten, eine Zeile hinzufügen, die mit „Nein:“ beginnt.

            Einwand:
            Überraschung:
            Mehr als erwartet:
            Grund:
            """),
        TextId.Host => new(
            "Ihr Monatsgespräch: Kolleginnen und Kollegen erzählen",
            """
            Diese haben ihre Geschichte bereit, je fünf bis zehn Minuten: {people}.

            Bitte legen Sie einen Tag für Ihr Monatsgespräch fest und laden Sie alle ein. Fragen Sie nach Einwänden und Überraschungen, und danken Sie allen mit Namen.

            Aufgabe nach dem Gespräch schließen.
            """),
        TextId.InterviewOwner => new(
            "Dürfen wir {account} fragen, warum sie gern bei Ihnen kaufen?",
            """
            Ein kurzes, freundliches Gespräch Ihrer Führungskraft mit {account}: warum sie hier kaufen und was ihnen fehlen würde. Andere lernen daraus.

            Ja: Aufgabe schließen.
            Wenn es nicht passt: eine Zeile hinzufügen, die mit „Nein:“ beginnt, oder den Status „{decline}“ wählen.

            Grund:
            """),
        TextId.InterviewManager => new(
            "Fragen Sie {account}, warum sie gern hier kaufen",
            """
            {mentor} ist einverstanden. Eine Viertelstunde am Telefon:
            - Warum haben Sie uns gewählt, und woran wäre es fast gescheitert?
            - Was macht {mentor} anders als andere?
            - Was würde Ihnen fehlen, was würden Sie ändern?

            Notieren Sie, was das Team lernen kann, und schließen Sie die Aufgabe.

            Gelernt:
            """),
        _ => null,
    };
}
