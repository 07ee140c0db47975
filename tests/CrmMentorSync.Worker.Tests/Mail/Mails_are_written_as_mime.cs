using System.Text;
using CrmMentorSync.Worker.Mail;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Mail;

public sealed class Mails_are_written_as_mime
{
    internal static MailMessageData Message { get; } = new()
    {
        FileStem = "005000000000002AAA",
        From = new MailParty("Mentoring", "mentoring@acme.example"),
        To = new MailParty("Jürgen \"JJ\" Groß", "juergen@acme.example"),
        Subject = "Woche 11: drei Dinge für Ihr Team, und ein Betreff der über eine Zeile hinausgeht, damit gefaltet wird – ok?",
        MessageId = "digest.005000000000002AAA.2026w11@acme.example",
        Date = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero),
        ListId = "digest.crm-mentor-sync.acme.example",
        Language = "de",
        Text = "Guten Tag,\n.\n..eine Zeile mit Punkt\nEnde mit Blank \n" + new string('ä', 200) + "\n-- \nFuß = Ende\n",
        Html = "<p>Größe &amp; 100 % = gut</p>\n" + new string('x', 500) + "\n",
    };

    private static string Raw(MailMessageData message) => Encoding.ASCII.GetString(EmlWriter.Write(message));

    [Fact]
    public void What_was_meant_can_be_read_back()
    {
        ReadMail mail = ReadMail.Parse(Raw(Message));
        Assert.Equal(Message.Subject, mail.Headers["Subject"]);
        Assert.Equal("Jürgen \"JJ\" Groß <juergen@acme.example>", mail.Headers["To"]);
        Assert.Equal("\"Mentoring\" <mentoring@acme.example>", mail.Headers["From"]);
        Assert.Equal("Mon, 09 Mar 2026 12:00:00 +0000", mail.Headers["Date"]);
        Assert.Equal("<digest.005000000000002AAA.2026w11@acme.example>", mail.Headers["Message-ID"]);
        Assert.Equal("<digest.crm-mentor-sync.acme.example>", mail.Headers["List-Id"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.Type));
        Assert.Equal(Message.Text, mail.Part("text/plain")[..^1]);
        Assert.Equal(Message.Html, mail.Part("text/html")[..^1]);
    }

    [Fact]
    public void Lines_are_short_and_end_as_they_must()
    {
        string raw = Raw(Message);
        Assert.DoesNotContain('\n', raw.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= (line.Contains("xxx", StringComparison.Ordinal) ? 998 : 78), line));
        Assert.DoesNotContain(raw.Split("\r\n"), line => line.StartsWith('.'));
    }

    [Fact]
    public void A_page_travels_as_plain_ascii_and_its_long_lines_break_at_blanks()
    {
        string html = $"<p>\nFrom 1 to 2 – “ü” 😀\n.dot\n<a {string.Concat(Enumerable.Repeat("x=\"1\" ", 400))}>y</a></p>";
        string raw = Raw(Message with { Html = html });
        Assert.Contains("Content-Transfer-Encoding: 7bit\r\n\r\n<p>\r\n From 1 to 2 &#8211; &#8220;&#252;&#8221; &#128512;\r\n .dot\r\n<a x=", raw, StringComparison.Ordinal);
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        Assert.Equal(Collapsed(html), Collapsed(ReadMail.Parse(raw).Part("text/html")));

        static string Collapsed(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_page_without_blanks_is_encoded_as_the_text_is()
    {
        string html = new('x', 2_000);
        string raw = Raw(Message with { Html = html });
        Assert.DoesNotContain("7bit", raw, StringComparison.Ordinal);
        Assert.Equal(html, ReadMail.Parse(raw).Part("text/html").TrimEnd());
    }

    [Fact]
    public void Equal_data_gives_equal_bytes() => Assert.Equal(EmlWriter.Write(Message), EmlWriter.Write(Message with { }));

    [Theory]
    [InlineData("Hello\r\nBcc: everyone@acme.example")]
    [InlineData("Hello\nBcc: everyone@acme.example")]
    [InlineData("Hällo\r\nBcc: everyone@acme.example")]
    [InlineData("Hello\u0085Bcc: everyone@acme.example")]
    public void A_subject_cannot_add_a_header(string subject)
    {
        ReadMail mail = ReadMail.Parse(Raw(Message with { Subject = subject, To = new MailParty(subject, "to@acme.example") }));
        Assert.False(mail.Headers.ContainsKey("Bcc"));
        Assert.Contains("Bcc: everyone", mail.Headers["Subject"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to@acme.example>\r\nBcc: <x@acme.example")]
    [InlineData("to@acme.example, other@acme.example")]
    public void An_address_that_is_none_stops_the_mail(string address) =>
        Assert.Throws<ArgumentException>(() => EmlWriter.Write(Message with { To = new MailParty("", address) }));

    [Fact]
    public async Task Pickup_writes_two_files_that_only_their_owner_reads()
    {
        string folder = Directory.CreateTempSubdirectory("pickup-").FullName;
        try
        {
            var transport = new PickupTransport(Options.Create(new MailOptions { PickupFolder = Path.Combine(folder, "mail") }));
            Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Message, TestContext.Current.CancellationToken));
            string eml = Path.Combine(folder, "mail", "005000000000002AAA.eml");
            Assert.Equal(EmlWriter.Write(Message), await File.ReadAllBytesAsync(eml, TestContext.Current.CancellationToken));
            Assert.Equal(Message.Html, await File.ReadAllTextAsync(Path.ChangeExtension(eml, ".html"), TestContext.Current.CancellationToken));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(eml));
            }

            Assert.Contains("Pickup", await transport.CheckAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_pickup_folder_that_cannot_be_made_is_said_and_not_thrown()
    {
        string file = Path.GetTempFileName();
        try
        {
            var transport = new PickupTransport(Options.Create(new MailOptions { PickupFolder = Path.Combine(file, "mail") }));
            Assert.Contains("Mail:PickupFolder", Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Message, TestContext.Current.CancellationToken)).Reason, StringComparison.Ordinal);
            await Assert.ThrowsAsync<MailCheckFailure>(() => transport.CheckAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Graph", "", "a@b.example", "", "", "needs one of ClientSecret")]
    [InlineData("Smtp", "", "a@b.example", "", "", "Mail:Host is empty")]
    [InlineData("Smtp", "mx", "", "", "", "Mail:From is empty")]
    [InlineData("Smtp", "mx", "a@b.example", "user", "", "go together")]
    [InlineData("Pickup", "", "nobody", "", "", "not an address")]
    public void Wrong_settings_are_named(string kind, string host, string from, string user, string password, string said) =>
        Assert.Contains(said, new MailOptionsRules().Validate(null, new MailOptions { Transport = Enum.Parse<MailTransportKind>(kind), Host = host, From = from, User = user, Password = password }).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void Right_settings_pass()
    {
        var rules = new MailOptionsRules();
        Assert.True(rules.Validate(null, new MailOptions()).Succeeded);
        Assert.True(rules.Validate(null, new MailOptions { Transport = MailTransportKind.Smtp, Host = "mx", From = "Mentoring <a@b.example>", User = "u", Password = "p" }).Succeeded);
    }
}
