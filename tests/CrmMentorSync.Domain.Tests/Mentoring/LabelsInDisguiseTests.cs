using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>Whatever a reader reads as a label is one, however it is written.</summary>
public sealed class LabelsInDisguiseTests
{
    [Theory]
    [InlineData("a w\u0435ak month")]
    [InlineData("your sc\u03BFre")]
    [InlineData("\u0440\u043E\u043Er")]
    [InlineData("\u0422\u041E\u0420")]
    [InlineData("we\u00ADak")]
    [InlineData("sc\u200Bore")]
    [InlineData("we\U000E0061ak")]
    [InlineData("w\u0336e\u0336a\u0336k\u0336")]
    [InlineData("w\u00E9\u00E4k")]
    [InlineData("schwa\u0308che")]
    [InlineData("schwaeche")]
    [InlineData("\uFF57\uFF45\uFF41\uFF4B")]
    [InlineData("\U0001D430\U0001D41E\U0001D41A\U0001D424")]
    [InlineData("\u24E6\u24D4\u24D0\u24DA")]
    [InlineData("\u1D21\u1D07\u1D00\u1D0B")]
    [InlineData("your s c o r e is here")]
    [InlineData("a s c o r e")]
    [InlineData("s-c-o-r-e")]
    [InlineData("sco.re")]
    [InlineData("we-ak")]
    public void A_label_is_found_however_its_letters_are_written(string text) => Assert.NotEmpty(LabelSafety.Find(text));

    [Fact]
    public void A_word_of_two_scripts_that_look_alike_is_refused_whatever_it_says() => Assert.NotEmpty(LabelSafety.Find("a \u0430ble colleague"));

    [Theory]
    [InlineData("eine Verkaufsschwäche")]
    [InlineData("die Umsatzleistung")]
    [InlineData("unser Bestleister")]
    [InlineData("Topverkäufer")]
    [InlineData("Ihre Abschlussquote")]
    [InlineData("Zielerreichung")]
    [InlineData("a nonperformer")]
    [InlineData("LowPerformer")]
    [InlineData("an unranked list")]
    [InlineData("you are below target")]
    [InlineData("the least\nsuccessful")]
    [InlineData("am wenigsten erfolgreich")]
    [InlineData("Sie sind im Rückstand")]
    [InlineData("Sie sind im Rueckstand")]
    [InlineData("auf dem Weg zur Spitze")]
    [InlineData("Sie sind im Aufwind")]
    [InlineData("im untersten Fünftel")]
    [InlineData("our A-players")]
    [InlineData("your KPIs")]
    [InlineData("the slowest colleague")]
    [InlineData("results are not good enough")]
    [InlineData("ein Förderbedarf")]
    [InlineData("You lag")]
    [InlineData("You trail the team")]
    [InlineData("you have fallen behind")]
    public void A_label_is_found_within_a_compound_and_in_more_than_one_word(string text) => Assert.NotEmpty(LabelSafety.Find(text));

    [Theory]
    [InlineData("eine Dienstleistung und ihre Gewährleistung")]
    [InlineData("tweak the slides on discord, escort Frank from Frankfurt to the platform, the tram pushes on")]
    [InlineData("a note, e.g. on A/B/C, z. B. i. d. R., the week's follow-up and check-in")]
    [InlineData("\u043A\u0440\u0430\u0442\u043A\u0438\u0439 \u043F\u043B\u0430\u043D \u0434\u043B\u044F Anna")]
    [InlineData("\u03BC\u03B9\u03B1 \u03BA\u03B1\u03BB\u03AE \u03C3\u03C5\u03B6\u03AE\u03C4\u03B7\u03C3\u03B7")]
    [InlineData("Zoë, Žižek, Łukasz, Ångström, İpek, Nguyễn")]
    [InlineData("eine Viertelstunde, unterstützen, oberhalb, a trailer, the lagoon, behind schedule, hinter dem Haus")]
    [InlineData("https://acme.example/lightning/r/Account/001000000000001AAA/view")]
    public void Words_that_only_resemble_a_label_are_none(string text) => Assert.Empty(LabelSafety.Find(text));

    [Fact]
    public void Every_word_that_managers_read_for_a_flag_may_stand_in_no_task() => Assert.All(
        new[] { DigestWords.Of("en"), DigestWords.Of("de") },
        words => Assert.All(Enum.GetValues<FlagKind>(), flag => Assert.NotEmpty(LabelSafety.Find(words.FlagWord(flag)))));

    [Fact]
    public void No_text_and_no_topic_of_our_own_is_taken_for_a_label()
    {
        foreach (TaskLanguage language in Enum.GetValues<TaskLanguage>())
        {
            Assert.All(Enum.GetValues<TextId>(), id => Assert.Empty(LabelSafety.Find(TaskTexts.Template(id, language) is var text ? text.Subject + "\n" + text.Body : "")));
            Assert.All(Enum.GetValues<Skill>(), skill => Assert.Empty(LabelSafety.Find(Topics.Of(skill, language) is var topic ? $"{topic.Name}\n{topic.Cover}\n{topic.Learn}" : "")));
        }
    }

    [Fact]
    public void Words_that_people_confirmed_pass_nothing_hidden_on() =>
        Assert.Equal("…", new ConfirmedWords("He is w\u200Be\u200Ba\u200Bk").Value);
}
