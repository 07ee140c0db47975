using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class TaskTextTests
{
    public static TheoryData<TextId, TaskLanguage> AllTemplates()
    {
        var data = new TheoryData<TextId, TaskLanguage>();
        foreach (TextId id in Enum.GetValues<TextId>())
        {
            data.Add(id, TaskLanguage.English);
            data.Add(id, TaskLanguage.German);
        }

        return data;
    }

    private static TextValues Values(Skill skill, string mentor = "Anna Berg", string mentee = "Ben Ode") => new()
    {
        Mentor = new PersonName(mentor),
        Mentee = new PersonName(mentee),
        Topic = skill,
        Day = new DateOnly(2027, 1, 7),
        Account = new PersonName("Harbor Foods"),
        People = [new PersonName("Cleo Kane"), new PersonName("Dan Ito"), new PersonName("Eva Roth")],
        Talks = [new Talk(new PersonName(mentee), new PersonName(mentor), skill)],
        Words = new ConfirmedWords("Why three approvals?"),
        Answer = new ConfirmedWords("Because of the audit."),
        Link = "https://acme.example/lightning/r/Account/001000000000001AAA/view",
        DeclineStatus = "Deferred",
    };

    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void No_text_leaks_a_label_on_any_topic(TextId id, TaskLanguage language)
    {
        foreach (Skill skill in Enum.GetValues<Skill>())
        {
            TaskText text = TaskTexts.Render(id, language, Values(skill));

            Assert.Empty(LabelSafety.Find(text.Subject + "\n" + text.Description));
            Assert.DoesNotContain('{', text.Subject + text.Description);
        }
    }

    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void No_template_holds_a_number_but_the_scale_of_a_rating(TextId id, TaskLanguage language)
    {
        TextTemplate template = TaskTexts.Template(id, language);

        Assert.DoesNotContain((template.Subject + template.Body).Replace("(1-5)", "", StringComparison.Ordinal), char.IsDigit);
    }

    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void Every_text_fits_its_field_and_a_phone(TextId id, TaskLanguage language)
    {
        string endless = string.Join(' ', Enumerable.Repeat("Maximiliane-Theodora", 5));
        foreach (Skill skill in Enum.GetValues<Skill>())
        {
            TaskText text = TaskTexts.Render(id, language, Values(skill, endless, endless));
            TaskText usual = TaskTexts.Render(id, language, Values(skill));

            Assert.InRange(text.Subject.Length, 1, TaskFields.MaxSubject);
            Assert.InRange(usual.Description.Length, 1, 720);
            Assert.InRange(usual.Description.Split('\n').Length, 1, 16);
        }
    }

    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void A_text_nobody_answered_says_nothing(TextId id, TaskLanguage language)
    {
        var answers = TaskAnswers.Parse(TaskTexts.Render(id, language, Values(Skill.WinRate)).Description);

        Assert.Equal((null, null, null, null, false), (answers.Grasp, answers.Learned, answers.Obstacle, answers.Reason, answers.SaysNo));
        Assert.Empty(answers.Unreadable);
    }

    /// <summary>An org may show its statuses in its own words; a line works in every one.</summary>
    [Theory]
    [InlineData(TaskLanguage.English, "begins with \"No:\"", "\"Deferred\"")]
    [InlineData(TaskLanguage.German, "mit „Nein:“ beginnt", "„Deferred“")]
    public void The_way_to_say_no_by_a_line_stands_before_the_one_by_status(TaskLanguage language, string byLine, string byStatus)
    {
        foreach (TextId id in new[] { TextId.Invite, TextId.Approve, TextId.KickoffMentee })
        {
            string text = TaskTexts.Render(id, language, Values(Skill.WinRate)).Description;

            Assert.InRange(text.IndexOf(byLine, StringComparison.Ordinal), 1, text.IndexOf(byStatus, StringComparison.Ordinal) - 1);
        }
    }

    [Theory]
    [MemberData(nameof(AllTemplates))]
    public void No_sentence_ends_in_two_full_stops(TextId id, TaskLanguage language)
    {
        foreach (Skill skill in Enum.GetValues<Skill>())
        {
            TaskText text = TaskTexts.Render(id, language, Values(skill, "Anna Berg Jr.", "Ben Ode Sr."));

            Assert.DoesNotContain("..", text.Subject + text.Description, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(TaskLanguage.English, "\nGrasp (1-5) Ben Ode with Anna Berg, on qualifying and closing deals:\nObstacle:")]
    [InlineData(TaskLanguage.German, "\nVerstanden (1-5) Ben Ode mit Anna Berg, zum Thema „Chancen qualifizieren und abschließen“:\nHindernis:")]
    public void The_debrief_ends_with_its_lines_to_fill_in(TaskLanguage language, string lines) =>
        Assert.EndsWith(lines, TaskTexts.Render(TextId.DebriefManager, language, Values(Skill.WinRate)).Description, StringComparison.Ordinal);

    [Theory]
    [InlineData(TaskLanguage.English)]
    [InlineData(TaskLanguage.German)]
    public void The_two_briefs_of_a_lunch_differ(TaskLanguage language)
    {
        foreach (Skill skill in Enum.GetValues<Skill>())
        {
            TaskText mentor = TaskTexts.Render(TextId.LunchMentor, language, Values(skill));
            TaskText mentee = TaskTexts.Render(TextId.LunchMentee, language, Values(skill));

            Assert.Contains(Topics.Of(skill, language).Cover, mentor.Description, StringComparison.Ordinal);
            Assert.Contains(Topics.Of(skill, language).Learn, mentee.Description, StringComparison.Ordinal);
            Assert.DoesNotContain(Topics.Of(skill, language).Cover, mentee.Description, StringComparison.Ordinal);
            Assert.DoesNotContain(Topics.Of(skill, language).Learn, mentor.Description, StringComparison.Ordinal);
        }
    }

    /// <summary>Whose money it is only the operator knows.</summary>
    [Theory]
    [InlineData(TaskLanguage.English)]
    [InlineData(TaskLanguage.German)]
    public void P9_Without_a_sentence_on_expenses_no_text_spends_anybodys_money(TaskLanguage language)
    {
        foreach (TextId id in Enum.GetValues<TextId>())
        {
            string plain = TaskTexts.Render(id, language, Values(Skill.WinRate)).Description;
            string told = TaskTexts.Render(id, language, Values(Skill.WinRate) with { ExpenseNote = "Code L." }).Description;

            Assert.DoesNotContain("{expense}", plain, StringComparison.Ordinal);
            Assert.All(["receipt", "company", "Beleg", "Firma"], word => Assert.DoesNotContain(word, plain, StringComparison.Ordinal));
            Assert.Equal(plain, told.Replace("Code L. ", "", StringComparison.Ordinal).Replace("Code L.\n", "", StringComparison.Ordinal));
            Assert.Equal(TaskTexts.Template(id, language).Body.Contains("{expense}", StringComparison.Ordinal), told != plain);
        }
    }

    [Theory]
    [InlineData(TaskLanguage.English)]
    [InlineData(TaskLanguage.German)]
    public void A_topic_is_found_again_in_every_text_that_names_it(TaskLanguage language)
    {
        foreach (Skill skill in Enum.GetValues<Skill>())
        {
            foreach (TextId id in Enum.GetValues<TextId>().Where(id => TaskTexts.Template(id, language).Body.Contains("{topic}", StringComparison.Ordinal)))
            {
                TaskText text = TaskTexts.Render(id, language, Values(skill));
                Assert.Equal(skill, Topics.In(text.Subject + "\n" + text.Description));
            }
        }
    }

    [Fact]
    public void A_text_without_topic_names_none() => Assert.Null(Topics.In("Lunch with Anna"));

    [Fact]
    public void A_surname_that_is_a_label_does_no_harm()
    {
        TaskText text = TaskTexts.Render(TextId.LunchMentee, TaskLanguage.English, Values(Skill.WinRate, mentor: "Frank Low", mentee: "Eva Schwach"));

        Assert.Equal("Lunch with Frank Low", text.Subject);
    }

    [Fact]
    public void A_label_in_the_operators_own_words_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => TaskTexts.Render(
            TextId.LunchMentor, TaskLanguage.English, Values(Skill.WinRate) with { ExpenseNote = "Only for top performers." }));

    [Theory]
    [InlineData("a struggling colleague")]
    [InlineData("your score")]
    [InlineData("Flagged today")]
    [InlineData("ranked third")]
    [InlineData("the lowest")]
    [InlineData("a low win rate")]
    [InlineData("ein Leistungsträger")]
    [InlineData("SCHWACHE Quote")]
    [InlineData("onboarding buddy")]
    [InlineData("a peer")]
    public void A_label_is_found(string text) => Assert.NotEmpty(LabelSafety.Find(text));

    [Theory]
    [InlineData("follow slowly, Frank, and stop below the desktop")]
    [InlineData("die Stärke des Getränks")]
    [InlineData("")]
    public void Harmless_words_are_none(string text) => Assert.Empty(LabelSafety.Find(text));

    [Theory]
    [InlineData("  Anna\r\n\tBerg ", "Anna Berg")]
    [InlineData("", "…")]
    [InlineData("\u0007", "…")]
    public void A_name_is_one_clean_line(string name, string clean) => Assert.Equal(clean, new PersonName(name).Value);

    [Fact]
    public void A_name_is_cut_at_its_first_name_or_with_a_mark_and_never_within_a_character()
    {
        Assert.Equal("Anna", new PersonName("Anna Bergmann").Within(6));
        Assert.Equal("Maxim…", new PersonName("Maximiliane").Within(6));
        Assert.Equal("abcd…", new PersonName("abcd😀xyz").Within(6));
    }

    [Theory]
    [InlineData(TaskLanguage.English, "Thursday, 7 January 2027")]
    [InlineData(TaskLanguage.German, "Donnerstag, 7. Januar 2027")]
    public void A_deadline_is_written_in_words(TaskLanguage language, string day) =>
        Assert.Contains(day, TaskTexts.Render(TextId.Approve, language, Values(Skill.WinRate)).Description, StringComparison.Ordinal);

    [Fact]
    public void A_link_stands_on_a_line_of_its_own_and_without_one_there_is_no_line()
    {
        TextValues values = Values(Skill.WinRate);

        Assert.Contains("\nhttps://acme.example/", TaskTexts.Render(TextId.MicroMentee, TaskLanguage.English, values).Description, StringComparison.Ordinal);
        string without = TaskTexts.Render(TextId.MicroMentee, TaskLanguage.English, values with { Link = null }).Description;
        Assert.DoesNotContain("https", without, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", without, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Why three\napprovals?\u202e", "Why three approvals?")]
    [InlineData("Why is Ben a top performer?", "…")]
    [InlineData("  ", "…")]
    public void P44_Words_of_a_question_are_passed_on_clean_or_not_at_all(string words, string passed) =>
        Assert.Equal(passed, new ConfirmedWords(words).Value);

    [Fact]
    public void P11_Each_line_of_a_debrief_is_read_for_its_own_pair_whatever_the_others_say()
    {
        var answers = TaskAnswers.Parse("Grasp (1-5) Ben Ode with Anna Berg, on building deal value: 4\nVerstanden (1–5) Cleo Kane mit Anna Berg: 2/5\nGrasp (1-5) Dan with Eva: soon\nGrasp of it: good");

        Assert.Equal([4, 2, null], answers.Grasps.Select(line => line.Grasp));
        Assert.Equal(["Grasp (1-5) Dan with Eva: soon"], answers.Unreadable);
        Assert.True(TalkLines.IsAbout(answers.Grasps[0].Whom, new PersonName("Ben Ode"), new PersonName("Anna Berg")));
        Assert.False(TalkLines.IsAbout(answers.Grasps[0].Whom, new PersonName("Ben Ode"), new PersonName("Anna")));
        Assert.Null(answers.Grasp);
    }
}
