namespace CrmMentorSync.Worker.Mail;

/// <summary>Takes one mail away. Never repeats a mail by itself: whether to try again is the sender's decision.</summary>
internal interface IMailTransport
{
    Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct);

    /// <summary>Says in one line whether mail could leave now. Sends nothing.</summary>
    /// <exception cref="MailCheckFailure">It could not; the message holds the remedy.</exception>
    Task<string> CheckAsync(CancellationToken ct);
}

/// <summary>Mail cannot leave as things are. The message says what to do; it is shown without a stack trace.</summary>
internal sealed class MailCheckFailure(string message) : Exception(message);

/// <summary>What became of a mail.</summary>
internal abstract record MailOutcome
{
    private MailOutcome() { }

    /// <summary>The next hop has taken it.</summary>
    public sealed record Sent(string Detail) : MailOutcome;

    /// <summary>Refused for good: the same mail to the same address would be refused again.</summary>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>Certainly not sent, and nothing is wrong with this mail: may be tried in a later run.</summary>
    public sealed record NotSent(string Reason) : MailOutcome;

    /// <summary>The answer was lost: it may or may not have been sent.</summary>
    public sealed record Unknown(string Reason) : MailOutcome;
}
