using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>What a pair talks about, in words that judge nobody.</summary>
/// <param name="Name">Fits into "talk about …" and "mentoring on …".</param>
/// <param name="Cover">What the mentor covers.</param>
/// <param name="Learn">What the mentee takes away.</param>
public sealed record Topic(string Name, string Cover, string Learn);

public static class Topics
{
    public static Topic Of(Skill skill, TaskLanguage language) => language switch
    {
        TaskLanguage.English => English(skill),
        TaskLanguage.German => German(skill),
    };

    /// <summary>The topic that a text of ours names, in either language; null where it names none.</summary>
    public static Skill? In(string text) => Enum.GetValues<Skill>()
        .Where(skill => Names(skill).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
        .Cast<Skill?>().FirstOrDefault();

    private static string[] Names(Skill skill) => [English(skill).Name, German(skill).Name];

    private static Topic English(Skill skill) => skill switch
    {
        Skill.Overall => new("running a whole sales week", "how you plan a week, and what you leave out", "one habit of planning to take over"),
        Skill.WinRate => new("qualifying and closing deals", "how you decide early that a deal is worth it, and how you ask for the decision", "two questions to ask in every first meeting, and one way to ask for the decision"),
        Skill.DealSize => new("building deal value", "how you find the wider need and talk about price with calm", "one question that opens a wider need, and how to name a price and wait"),
        Skill.CycleDays => new("keeping deals moving", "how you agree the next step in every meeting and bring in the decider", "how to leave every meeting with a dated next step"),
        Skill.CreatedPerMonth => new("filling the calendar with new opportunities", "where your first meetings come from, and how you protect the time for them", "one source of first meetings to open, and a fixed hour for it each week"),
        Skill.WonPerMonth => new("bringing deals home every month", "how you choose which deals get your time, and what you do in the last weeks before a decision", "which two open deals to put first, and the next step for each"),
        Skill.Attainment => new("planning towards a target", "how you break a target down into weeks", "a plan for the next four weeks on half a page"),
        Skill.Activity => new("making customer time count", "how you prepare a customer meeting and what you never skip", "a short checklist for the next customer meeting"),
    };

    private static Topic German(Skill skill) => skill switch
    {
        Skill.Overall => new("eine ganze Vertriebswoche führen", "wie Sie eine Woche planen und was Sie weglassen", "eine Gewohnheit bei der Planung, die Sie übernehmen"),
        Skill.WinRate => new("Chancen qualifizieren und abschließen", "wie Sie früh entscheiden, ob sich eine Chance lohnt, und wie Sie um die Entscheidung bitten", "zwei Fragen für jedes Erstgespräch und ein Weg, um die Entscheidung zu bitten"),
        Skill.DealSize => new("den Wert von Abschlüssen ausbauen", "wie Sie den größeren Bedarf finden und ruhig über den Preis sprechen", "eine Frage, die den größeren Bedarf öffnet, und wie man einen Preis nennt und wartet"),
        Skill.CycleDays => new("Chancen in Bewegung halten", "wie Sie in jedem Termin den nächsten Schritt vereinbaren und Entscheider dazuholen", "wie jeder Termin mit einem nächsten Schritt samt Datum endet"),
        Skill.CreatedPerMonth => new("den Kalender mit neuen Chancen füllen", "woher Ihre Erstgespräche kommen und wie Sie die Zeit dafür schützen", "eine neue Quelle für Erstgespräche und eine feste Stunde pro Woche dafür"),
        Skill.WonPerMonth => new("jeden Monat Abschlüsse nach Hause bringen", "wie Sie wählen, welche Chancen Ihre Zeit bekommen, und was Sie in den letzten Wochen vor einer Entscheidung tun", "welche zwei offenen Chancen zuerst kommen, und der nächste Schritt für jede"),
        Skill.Attainment => new("auf ein Ziel hin planen", "wie Sie ein Ziel in Wochen zerlegen", "ein Plan für die nächsten vier Wochen auf einer halben Seite"),
        Skill.Activity => new("Kundentermine gut nutzen", "wie Sie einen Kundentermin vorbereiten und was Sie nie auslassen", "eine kurze Checkliste für den nächsten Kundentermin"),
    };
}
