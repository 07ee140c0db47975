using CrmMentorSync.Domain.CrmTasks;

namespace CrmMentorSync.Domain.Tests.CrmTasks;

public sealed class TaskAnswersTests
{
    [Theory]
    [InlineData("Grasp (1-5): 4", 4)]
    [InlineData("grasp: 1", 1)]
    [InlineData("Grasp (1–5): 5", 5)]
    [InlineData("Verstanden (1-5): 3", 3)]
    [InlineData("- Verstanden : 2.", 2)]
    [InlineData("Grasp (1-5): 4/5", 4)]
    public void A_rating_is_read(string text, int grasp)
    {
        var answers = TaskAnswers.Parse($"Ask.\n\n{text}\nObstacle:");

        Assert.Equal(grasp, answers.Grasp);
        Assert.Empty(answers.Unreadable);
    }

    [Theory]
    [InlineData("Grasp (1-5): 7")]
    [InlineData("Grasp (1-5): 0")]
    [InlineData("Grasp (1-5): quite well")]
    [InlineData("Grasp (1-5): 3-4")]
    [InlineData("Grasp (1-5): -2")]
    [InlineData("Grasp (1-5): 2\nVerstanden (1-5): 3")]
    [InlineData("Verstanden (1-5): ③")]
    public void A_rating_that_cannot_be_read_is_told_and_not_guessed(string text)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Null(answers.Grasp);
        Assert.NotEmpty(answers.Unreadable);
    }

    [Theory]
    [InlineData("Grasp (1-5):")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Nothing to see, Grasp was not asked.")]
    public void What_was_left_empty_is_neither_answer_nor_fault(string? text)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal((null, null, null, null, false), (answers.Grasp, answers.Learned, answers.Obstacle, answers.Reason, answers.SaysNo));
        Assert.Empty(answers.Unreadable);
    }

    [Fact]
    public void Words_go_on_over_lines_up_to_the_next_label_or_an_empty_line()
    {
        var answers = TaskAnswers.Parse("Talk.\r\n\r\nLearned:\r\n- ask early\r\n- wait\r\nObstacle: no time\r\n\r\nClosed by someone.");

        Assert.Equal("- ask early\n- wait", answers.Learned);
        Assert.Equal("no time", answers.Obstacle);
    }

    [Theory]
    [InlineData("No: wrong quarter", "wrong quarter")]
    [InlineData("Nein: falsches Quartal", "falsches Quartal")]
    [InlineData("no:\nReason: on leave", "on leave")]
    [InlineData("No: busy\nGrund: Urlaub", "Urlaub")]
    public void A_no_is_read_with_its_reason(string text, string reason)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.True(answers.SaysNo);
        Assert.Equal(reason, answers.WhyNot);
    }

    [Fact]
    public void A_no_above_our_own_words_does_not_swallow_them()
    {
        var answers = TaskAnswers.Parse("Nein: keine Zeit\nDürfen die beiden zusammenarbeiten?\n\nGrund:");

        Assert.Equal(("keine Zeit", null), (answers.NoText, answers.Reason));
    }

    [Fact]
    public void A_reason_may_stand_on_the_line_below_its_label() =>
        Assert.Equal("on leave\nuntil May", TaskAnswers.Parse("No:\n\nReason:\non leave\nuntil May").WhyNot);

    [Theory]
    [InlineData("There is no: at the start")]
    [InlineData("Notes: fine")]
    [InlineData("No reason given")]
    [InlineData("add a line that begins with \"No:\"")]
    public void A_no_within_a_sentence_is_none(string text) => Assert.False(TaskAnswers.Parse(text).SaysNo);

    [Theory]
    [InlineData("No, thanks", "thanks")]
    [InlineData("Text of ours.\n\nNein - lieber nicht\n\nGrund:", "lieber nicht")]
    [InlineData("No thanks", "thanks")]
    [InlineData("no - not now", "not now")]
    [InlineData("– Nein, danke!", "danke!")]
    [InlineData("Nope", null)]
    [InlineData("1. No thanks", "thanks")]
    [InlineData("No", null)]
    [InlineData("* no!", null)]
    public void A_plain_no_needs_no_colon(string text, string? words)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal((true, words, null), (answers.SaysNo, answers.WhyNot, answers.NearlyNo));
    }

    [Theory]
    [InlineData("No, but maybe in May", "No, but maybe in May")]
    [InlineData("no - ask me again?", "no - ask me again?")]
    [InlineData("No thanks?", null)]
    [InlineData("> Nein, danke!", "> Nein, danke!")]
    [InlineData("> > No: he wrote that", "> > No: he wrote that")]
    [InlineData("Nee, das passt nicht.", "Nee, das passt nicht.")]
    [InlineData("No budget this quarter", null)]
    [InlineData("Noted - thanks", null)]
    [InlineData("Reason:\nno, ask Kim", "no, ask Kim")]
    [InlineData("Obstacle:\nno, none", null)]
    [InlineData("No: not now\nno - really", null)]
    public void A_no_that_may_mean_something_else_is_asked_about_and_not_taken(string text, string? asked)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal(asked, answers.NearlyNo);
        Assert.Equal(text.StartsWith("No:", StringComparison.Ordinal), answers.SaysNo);
    }

    [Theory]
    [InlineData("May they work together?\n\nNo budget this quarter", "No budget this quarter")]
    [InlineData("May they work together?\n\nNobody minds", null)]
    [InlineData("No receipt is needed.\nMay they work together?", null)]
    public void Where_our_own_words_are_known_any_line_that_begins_with_a_no_is_asked_about(string text, string? asked)
    {
        var answers = TaskAnswers.Parse(text, ours: "No receipt is needed.\nMay they work together?");

        Assert.Equal((asked, false), (answers.NearlyNo, answers.SaysNo));
    }

    [Theory]
    [InlineData("Text of ours.\n\nReason:\nno")]
    [InlineData("Text of ours.\n\nReason: No thanks")]
    [InlineData("Grund:\nNEIN!")]
    public void A_plain_no_counts_below_the_reason_as_well(string text) => Assert.True(TaskAnswers.Parse(text).SaysNo);

    [Theory]
    [InlineData("Obstacle:\nno")]
    [InlineData("Learned: no")]
    [InlineData("Reason: too busy this year")]
    public void A_no_to_something_else_is_not(string text) => Assert.False(TaskAnswers.Parse(text).SaysNo);

    [Theory]
    [InlineData("Exit: yes", true, null)]
    [InlineData("Ausstieg: Ja, bitte", true, null)]
    [InlineData("Exit: -", false, null)]
    [InlineData("Exit: no", false, null)]
    [InlineData("Exit: no, everything is fine", false, "Exit: no, everything is fine")]
    [InlineData("Ausstieg: nicht nötig", false, "Exit: nicht nötig")]
    [InlineData("Exit: yes?", false, "Exit: yes?")]
    [InlineData("Exit:\nyes", true, null)]
    [InlineData("Exit - yes", true, null)]
    [InlineData("Ausstieg ja", true, null)]
    [InlineData("Exit yes, I was told", false, null)]
    [InlineData("-- \nSent from my phone\n> Exit: yes", false, null)]
    public void Only_a_yes_ends_a_pair_and_what_is_neither_is_asked_about(string text, bool wantsExit, string? asked)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal((wantsExit, asked), (answers.WantsExit, answers.Unreadable.SingleOrDefault()));
    }

    [Fact]
    public void A_yes_and_a_no_to_an_end_are_both_asked_about() => Assert.Equal(["Exit: yes", "Exit: no"], TaskAnswers.Parse("Exit: yes\nExit: no").Unreadable);

    [Theory]
    [InlineData("\"No:\" she is too busy", "she is too busy")]
    [InlineData("„Nein:“ keine Zeit", "keine Zeit")]
    [InlineData("“No:” too busy", "too busy")]
    [InlineData("– No: x", "x")]
    [InlineData("·\tNo: x", "x")]
    [InlineData("1. No: x", "x")]
    [InlineData("\u200BNo: x", "x")]
    [InlineData("\uFEFFNo: x", "x")]
    [InlineData("<p>No: x</p>", "x")]
    [InlineData("<div><b>No:</b> x</div><div>&nbsp;</div>", "x")]
    public void A_no_is_heard_however_its_label_is_dressed(string text, string why)
    {
        var answers = TaskAnswers.Parse($"{text}\nMay they work together?", ours: "May they work together?");

        Assert.Equal((true, why), (answers.SaysNo, answers.WhyNot));
    }

    [Theory]
    [InlineData("Pause until:\n2026-12-01")]
    [InlineData("Pause until 2026-12-01")]
    [InlineData("\"Pause until:\" 2026-12-01")]
    public void A_pause_is_read_from_the_line_below_and_without_its_colon(string text) =>
        Assert.Equal(new DateOnly(2026, 12, 1), TaskAnswers.Parse($"Decide.\n\n{text}", new DayWriter(new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 2), "en_US"), "Decide.").PauseUntil);

    [Theory]
    [InlineData("Pause until Monday or so", "Pause until: Monday or so")]
    [InlineData("Learned: a  Obstacle: b  Exit: yes", null)]
    [InlineData("we said Exit: yes", "we said Exit: yes")]
    public void What_stands_where_it_is_not_read_is_asked_about(string text, string? asked) =>
        Assert.Equal(asked is null ? [] : [asked], TaskAnswers.Parse($"Talk.\n{text}", ours: "Talk.").Unreadable);

    [Fact]
    public void Our_own_words_never_continue_an_answer()
    {
        const string ours = "Anna Berg will take time for you, on win rate.\nClose this Task when you have met, and write down what you learned.\n\nObstacle:";

        var answers = TaskAnswers.Parse($"Obstacle: too little time\n{ours.Replace("met, and", "met,\nand", StringComparison.Ordinal)}\nGrasp: 4\nClose this Task when you have met,", ours: ours);

        Assert.Equal(("too little time", 4), (answers.Obstacle, answers.Grasp));
        Assert.Empty(answers.Unreadable);
    }

    [Theory]
    [InlineData("No: no objections")]
    [InlineData("Nein: keine Einwände")]
    public void No_objection_is_no_no(string text)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal((false, text), (answers.SaysNo, answers.NearlyNo));
    }

    [Theory]
    [InlineData("Grasp(1-5): 4")]
    [InlineData("Grasp [1-5]: 4")]
    [InlineData("Grasp (1 to 5): 4")]
    [InlineData("Verstanden (1 bis 5): 4")]
    [InlineData("Grasp (1-5) 4")]
    [InlineData("Grasp (1 - 5): 4")]
    [InlineData("Grasp (1-5): ４")]
    [InlineData("Grasp (1-5): **4**")]
    public void A_rating_may_be_dressed_up(string text) => Assert.Equal(4, TaskAnswers.Parse(text).Grasp);

    [Fact]
    public void A_pasted_document_is_cut()
    {
        var answers = TaskAnswers.Parse("Learned: " + new string('x', 5000));

        Assert.Equal(TaskAnswers.MaxText, answers.Learned!.Length);
    }
}
