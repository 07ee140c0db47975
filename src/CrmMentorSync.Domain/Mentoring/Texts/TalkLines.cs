namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// The lines of a Task that asks about several talks: <c>Grasp (1-5) Ben Ode with Anna Berg, on building deal value:</c>. Each
/// names its two people, so that a rating can be read back whatever became of the other lines.
/// </summary>
public static class TalkLines
{
    /// <summary>Without a colon within: the first one on a line ends its label.</summary>
    internal static string Write(Talk talk, TaskLanguage language, Func<PersonName, string> name)
    {
        string topic = Topics.Of(talk.Topic, language).Name;
        return language switch
        {
            TaskLanguage.English => $"Grasp (1-5) {Two(name(talk.Mentee), "with", name(talk.Mentor))}, on {topic}:",
            TaskLanguage.German => $"Verstanden (1-5) {Two(name(talk.Mentee), "mit", name(talk.Mentor))}, zum Thema „{topic}“:",
        };
    }

    /// <summary>Whether a line is about these two, as they are called now.</summary>
    /// <param name="whom">What stands between the label and the colon.</param>
    public static bool IsAbout(string whom, PersonName mentee, PersonName mentor) =>
        ((string[])["with", "mit"]).Any(word => Two(mentee.Value, word, mentor.Value) is var two
            && whom.StartsWith(two, StringComparison.OrdinalIgnoreCase) && (whom.Length == two.Length || whom[two.Length] == ','));

    private static string Two(string mentee, string word, string mentor) => $"{mentee} {word} {mentor}".Replace(':', ' ').Replace('：', ' ').Replace('–', '-');
}
