using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>The operator's own subject must fit whatever it is filled with, or ours stands.</summary>
public sealed class OwnSubjectsTests
{
    private static readonly TextValues Longest = new()
    {
        Mentor = new PersonName(new string('m', 60)),
        Mentee = new PersonName(new string('n', 60)),
        Topic = Skill.CreatedPerMonth,
        DeclineStatus = "Deferred",
    };

    [Theory]
    [InlineData("A few words that are long enough to fill nearly all of the line on {topic} x", "80 characters")]
    [InlineData("Lunch: {expense}", "cannot stand in the subject")]
    [InlineData("{cover}", "cannot stand in the subject")]
    [InlineData("{decline} this if you like", "cannot stand in the subject")]
    public void What_may_not_fit_is_found_when_it_is_loaded(string subject, string says) => Assert.Contains(
        says, TextOverrides.Fault(TextId.LunchMentor, TaskLanguage.English, new TextTemplate(subject, "On {topic}.")), StringComparison.Ordinal);

    [Theory]
    [InlineData(TaskLanguage.English, "Lunch with {mentee} on {topic}")]
    [InlineData(TaskLanguage.German, "Mittags mit {mentee}: {topic}")]
    public void What_fits_with_the_longest_names_and_every_topic_may_stand(TaskLanguage language, string subject)
    {
        var template = new TextTemplate(subject, "…");
        Assert.Null(TextOverrides.Fault(TextId.LunchMentor, language, template));
        var texts = new TextOverrides(new Dictionary<(TextId, TaskLanguage), TextTemplate> { [(TextId.LunchMentor, language)] = template });
        Assert.All(Enum.GetValues<Skill>(), skill => Assert.EndsWith(
            Topics.Of(skill, language).Name, TaskTexts.Render(TextId.LunchMentor, language, Longest with { Topic = skill }, texts).Subject, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("A few words that are long enough to fill nearly all of the line on {topic} x")]
    [InlineData("Lunch {expense}")]
    public void One_that_does_not_fit_after_all_gives_way_to_our_own_and_stops_nothing(string subject)
    {
        var texts = new TextOverrides(new Dictionary<(TextId, TaskLanguage), TextTemplate>
        {
            [(TextId.LunchMentor, TaskLanguage.English)] = new(subject, "Theirs."),
        });
        TextValues values = Longest with { ExpenseNote = new string('e', 100) };

        TaskText text = TaskTexts.Render(TextId.LunchMentor, TaskLanguage.English, values, texts);

        Assert.Equal(TaskTexts.Render(TextId.LunchMentor, TaskLanguage.English, values), text);
        Assert.InRange(text.Subject.Length, 1, TaskFields.MaxSubject);
    }
}
