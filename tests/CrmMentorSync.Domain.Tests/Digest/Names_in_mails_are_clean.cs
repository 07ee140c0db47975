using CrmMentorSync.Domain.Digest;

namespace CrmMentorSync.Domain.Tests.Digest;

public sealed class Names_in_mails_are_clean
{
    [Theory]
    [InlineData("Ann\u202E Berg\u2066", "Ann Berg")]
    [InlineData("A\u200Bnn\u0007 Be\u00ADrg", "A nn Be rg")]
    [InlineData("Zoë  Žižek\u2028", "Zoë Žižek")]
    [InlineData("\u200B", "…")]
    public void What_is_not_seen_does_not_stand_in_a_name(string name, string clean) => Assert.Equal(clean, DigestVoice.Name(name));

    [Theory]
    [InlineData("Let us\u202E try \u200Bit\u0007\nagain", "Let us try it again")]
    [InlineData("A plain sentence, as it is.", "A plain sentence, as it is.")]
    public void Neither_does_it_in_what_people_typed(string text, string clean) => Assert.Equal(clean, DigestVoice.OneLine(text));

    [Fact]
    public void A_name_is_not_longer_than_a_line()
    {
        Assert.Equal(60, DigestVoice.Name(new string('n', 200)).Length);
        Assert.Equal("Anna-Maria Bergström-Lindqvist", DigestVoice.Name("Anna-Maria Bergström-Lindqvist"));
    }
}
