using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class NotesInTasksTests
{
    [Fact]
    public void Notes_carry_no_label_and_are_taken_for_nobodys_answer()
    {
        foreach (TaskLanguage language in Enum.GetValues<TaskLanguage>())
        {
            foreach (string note in new[] { TaskTexts.ClosedNote(language), TaskTexts.LapsedNote(language), TaskTexts.DeclinedNote(language) })
            {
                Assert.Empty(LabelSafety.Find(note));
                Assert.Equal(TaskAnswers.Parse("Reason: busy"), TaskAnswers.Parse($"Reason: busy\n\n{note}") with { Unreadable = TaskAnswers.Parse("Reason: busy").Unreadable });
            }
        }
    }

    [Fact]
    public void A_closed_task_and_a_declined_one_are_told_apart()
    {
        foreach (TaskLanguage language in Enum.GetValues<TaskLanguage>())
        {
            Assert.False(TaskTexts.IsNotedAsDeclined($"x\n\n{TaskTexts.ClosedNote(language)}"));
            Assert.False(TaskTexts.IsClosedByUs($"x\n\n{TaskTexts.DeclinedNote(language)}"));
            Assert.True(TaskTexts.IsClosedByUs($"x\n\n{TaskTexts.LapsedNote(language)}"));
            Assert.False(TaskTexts.IsClosedAsOver($"x\n\n{TaskTexts.LapsedNote(language)}"));
            Assert.True(TaskTexts.IsNotedAsDeclined($"x\n\n{TaskTexts.DeclinedNote(language)}\nwhatever"));
        }
    }
}
