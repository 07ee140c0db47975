using CrmMentorSync.Domain.Pairings;
using static CrmMentorSync.Domain.Digest.EnglishWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What mentors did and who could do more, in English.</summary>
internal sealed class EnglishGrowthWords : GrowthWords
{
    public override string Heading => "Mentors of the last twelve months";

    public override string Record(int talks, IReadOnlyList<string> names, int elsewhere, int? gained, int led, int told, int beyond, string? topic)
    {
        string[] people = [.. names, elsewhere == 0 ? "" : names.Count == 0 ? Some(elsewhere, "colleague", "colleagues") + " elsewhere" : Some(elsewhere, "other", "others")];
        string[] parts =
        [
            I($"{Some(talks, "talk", "talks")} with {Join(people)}"),
            gained is { } steps and not 0 ? I($"lessons landed {Some(Math.Abs(steps), "step", "steps")} {(steps > 0 ? "better" : "worse")} than at first") : "",
            Some(led, "team meeting led", "team meetings led"),
            Some(told, "win told", "wins told"),
            beyond == 0 ? "" : I($"{Count(beyond)} beyond the plan"),
            topic is null ? "" : I($"next to learn: {topic}"),
        ];
        return Sentence(string.Join("; ", parts.Where(part => part.Length > 0)));
    }

    public override string OwnMentors(IReadOnlyList<string> chain) =>
        chain.Count == 0 ? "No mentor of their own." : DigestWords.Stop(I($"Mentored in turn by {string.Join(", who is mentored by ", chain)}"));

    public override string IsReady => "Found good by those who learned, and it landed. Talk about more: leading a topic, a new colleague, a first step into leading people.";
    public override string CouldMentor => "The last lesson landed at 5 of 5: could teach it. Ask who would like to be a mentor next.";

    public override string Plan(int mentees, bool isAsked, Answer? answer, int led, string? topic) => Sentence(string.Join("; ", new[]
    {
        (mentees, isAsked, answer) switch
        {
            (0, false, _) => "mentors nobody yet: would they like to?",
            (0, _, Answer.Yes) => "agreed to mentor and has no mentee yet",
            // Whoever said no was asked once, and is left in peace.
            (0, _, Answer.No) => "",
            (0, _, _) => "was asked to mentor, no answer yet",
            _ => I($"mentors {Some(mentees, "colleague", "colleagues")}"),
        },
        led == 0 ? "no team meeting led yet" : I($"has led {Some(led, "team meeting", "team meetings")}"),
        topic is null ? "ask what they would like to learn next" : I($"next to learn: {topic}"),
    }.Where(part => part.Length > 0)));

    public override string NewGround => "Long at a high level, without growth: talk about a new market.";

    public override string BeyondPlan(int count, int days) =>
        I($"Beyond the plan: {Some(count, "visit, call or talk", "visits, calls and talks")} in {days} days.");

    public override string Questions(int asked, int answered) =>
        I($"Questions on how we work: {Count(asked)} asked, {(answered == 0 ? "none" : Count(answered))} answered.");
}
