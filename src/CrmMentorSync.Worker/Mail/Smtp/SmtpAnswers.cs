namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>What the server's answers mean for a mail. Only codes are told on: the words may name people.</summary>
internal static class SmtpAnswers
{
    private const int LongestDetail = 120;

    /// <summary>An answer to a command before the mail's text; null where the server goes on.</summary>
    public static MailOutcome? Refusal(string verb, SmtpReply reply) => reply switch
    {
        { IsDone: true } => null,
        { IsTemporary: true } => new MailOutcome.NotSent($"the server cannot take the mail now ({reply.Said})"),
        { IsAboutLogin: true } => new MailOutcome.NotSent($"the server refused the login ({reply.Said}): check Mail:User and Mail__Password")
        {
            IsLasting = true,
            ConcernsAll = true,
        },
        { Code: 552 } or { Status: "5.3.4" } => new MailOutcome.Refused($"the server refused the mail as too long ({reply.Said})"),
        _ when verb == "MAIL" => new MailOutcome.NotSent($"the server takes no mail from this sender ({reply.Said}): check that Mail:From may send")
        {
            IsLasting = true,
            ConcernsAll = true,
        },
        // Relaying that is not allowed says nothing about the mailbox: once the setting is right, the same address is good.
        _ when verb == "RCPT" && reply.Status.StartsWith("5.7.", StringComparison.Ordinal) =>
            new MailOutcome.NotSent($"the server does not pass mail on to this address ({reply.Said}): check Mail:User, and what the server relays") { IsLasting = true },
        { Code: >= 500 and < 600 } => new MailOutcome.Refused($"the server refused the mail ({reply.Said}): check the address, and whether Mail:From may send"),
        _ => new MailOutcome.NotSent($"the server gave an answer out of turn ({reply.Said})"),
    };

    /// <summary>The answer to the whole mail.</summary>
    public static MailOutcome Last(SmtpReply reply) => reply switch
    {
        { IsDone: true } => new MailOutcome.Sent(Receipt(reply)),
        { IsTemporary: true } => new MailOutcome.NotSent($"the server cannot take the mail now ({reply.Said})"),
        { Code: >= 500 and < 600 } => new MailOutcome.Refused($"the server refused the mail's content or size ({reply.Said}): ask its operator"),
        _ => new MailOutcome.Unknown($"the server confirmed the mail with an answer that means nothing ({reply.Said})"),
    };

    // Usually the queue id, by which the server's operator finds the mail in the logs.
    private static string Receipt(SmtpReply reply)
    {
        string text = new([.. $"{reply.Code} {reply.Lines[^1]}".Where(letter => letter is >= ' ' and <= '~')]);
        return text.Length <= LongestDetail ? text : text[..LongestDetail];
    }
}
