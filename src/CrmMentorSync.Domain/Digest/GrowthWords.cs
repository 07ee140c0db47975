using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The digest's words on what mentors did and on people who could do more, in one language.</summary>
public abstract class GrowthWords
{
    private static readonly EnglishGrowthWords English = new();
    private static readonly GermanGrowthWords German = new();

    /// <summary>The words for a language's tag; English where we have no other.</summary>
    public static GrowthWords Of(string tag) => tag.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    public abstract string Heading { get; }

    /// <param name="names">Mentees that the reader may know of; may be empty.</param>
    /// <param name="elsewhere">How many more there are.</param>
    /// <param name="topic">What they could learn next; null where it is not said.</param>
    /// <param name="gained">Steps of grasp, summed over the pairs; null where it was not rated twice.</param>
    public abstract string Record(int talks, IReadOnlyList<string> names, int elsewhere, int? gained, int led, int told, int beyond, string? topic);

    /// <param name="chain">Who mentors the mentor, and that one in turn; empty where nobody does.</param>
    public abstract string OwnMentors(IReadOnlyList<string> chain);
    public abstract string IsReady { get; }
    public abstract string CouldMentor { get; }

    /// <param name="mentees">How many people they mentor.</param>
    /// <param name="isAsked">Was asked to mentor; <paramref name="answer"/> is null while there is none.</param>
    /// <param name="topic">What they could learn next; null where nothing stands out.</param>
    public abstract string Plan(int mentees, bool isAsked, Answer? answer, int led, string? topic);
    public abstract string NewGround { get; }
    public abstract string BeyondPlan(int count, int days);
    public abstract string Questions(int asked, int answered);
}
