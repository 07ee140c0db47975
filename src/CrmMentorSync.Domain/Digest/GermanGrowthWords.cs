using CrmMentorSync.Domain.Pairings;
using static CrmMentorSync.Domain.Digest.GermanWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What mentors did and who could do more, in German.</summary>
internal sealed class GermanGrowthWords : GrowthWords
{
    public override string Heading => "Mentoring der letzten zwölf Monate";

    public override string Record(int talks, IReadOnlyList<string> names, int elsewhere, int? gained, int led, int told, int beyond, string? topic)
    {
        string others = elsewhere == 0 ? "" : names.Count == 0 ? ColleaguesElsewhere(elsewhere) : elsewhere == 1 ? "einer weiteren Person" : I($"{Count(elsewhere)} weiteren");
        string[] parts =
        [
            I($"{(talks == 1 ? "ein" : Count(talks))} {(talks == 1 ? "Gespräch" : "Gespräche")} mit {string.Join(", ", names.Append(others).Where(part => part.Length > 0))}"),
            gained is { } steps and not 0 ? I($"Gelerntes kommt {Some(Math.Abs(steps), "Stufe", "Stufen")} {(steps > 0 ? "besser" : "schlechter")} an als am Anfang") : "",
            led == 0 ? "" : I($"{(led == 1 ? "ein" : Count(led))} Team-Treffen geleitet"),
            told == 0 ? "" : I($"{(told == 1 ? "einen Abschluss" : Count(told) + " Abschlüsse")} erzählt"),
            beyond == 0 ? "" : I($"{Count(beyond)} über den Plan hinaus"),
            topic is null ? "" : I($"als Nächstes zu lernen: {topic}"),
        ];
        return Sentence(string.Join("; ", parts.Where(part => part.Length > 0)));
    }

    public override string OwnMentors(IReadOnlyList<string> chain) =>
        chain.Count == 0 ? "Kein eigenes Mentoring." : DigestWords.Stop(I($"Eigenes Mentoring durch {string.Join(", dort wiederum durch ", chain)}"));

    public override string IsReady => "Wer lernt, findet die Gespräche gut, und es kommt an. Sprechen Sie über mehr: ein Thema führen, jemand Neues begleiten, ein erster Schritt in die Führung.";
    public override string CouldMentor => "Das Letzte kam mit 5 von 5 an: kann es weitergeben. Fragen Sie, ob das als Mentor der nächste Schritt wäre.";

    public override string Plan(int mentees, bool isAsked, Answer? answer, int led, string? topic) => Sentence(string.Join("; ", new[]
    {
        (mentees, isAsked, answer) switch
        {
            (0, false, _) => "begleitet noch niemanden: wäre das etwas?",
            (0, _, Answer.Yes) => "hat dem Mentoring zugestimmt und begleitet noch niemanden",
            (0, _, Answer.No) => "",
            (0, _, _) => "für das Mentoring angefragt, noch ohne Antwort",
            _ => I($"begleitet {Some(mentees, "Person", "Personen")}"),
        },
        led == 0 ? "noch kein Team-Treffen geleitet" : I($"hat {(led == 1 ? "ein" : Count(led))} Team-Treffen geleitet"),
        topic is null ? "fragen Sie, was als Nächstes zu lernen wäre" : I($"als Nächstes zu lernen: {topic}"),
    }.Where(part => part.Length > 0)));

    public override string NewGround => "Lange hoch und gleichbleibend: Sprechen Sie über einen neuen Markt.";

    public override string BeyondPlan(int count, int days) =>
        I($"Über den Plan hinaus: {(count == 1 ? "ein Besuch, Anruf oder Gespräch" : Count(count) + " Besuche, Anrufe und Gespräche")} in {days} Tagen.");

    public override string Questions(int asked, int answered) => I($"Fragen zur Arbeitsweise: {Count(asked)} gestellt, {Count(answered)} beantwortet.");

    private static string ColleaguesElsewhere(int count) => count == 1 ? "einer Person aus einem anderen Team" : I($"{Count(count)} Personen aus anderen Teams");
}
