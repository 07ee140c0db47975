namespace CrmMentorSync.Worker.Mail;

/// <summary>
/// Takes mails away. May say again only what the other side has certainly not taken; everything else is the sender's decision.
/// </summary>
internal interface IMailTransport
{
    /// <summary>How many mails may be on their way at once.</summary>
    int AtOnce => 1;

    /// <summary>
    /// Hands one mail over. Cancellation counts until it leaves; from then on the answer is waited for, so that its outcome is known.
    /// </summary>
    Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct);

    /// <summary>The mails of this hour are through: connections may close.</summary>
    Task RestAsync(CancellationToken ct) => Task.CompletedTask;

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

    /// <summary>Certainly not sent, and nothing is wrong with this mail: may be tried again.</summary>
    public sealed record NotSent(string Reason) : MailOutcome
    {
        /// <summary>True: trying again at once is of no use; somebody must put a setting right first.</summary>
        public bool IsLasting { get; init; }

        /// <summary>True: no other mail would get through either.</summary>
        public bool ConcernsAll { get; init; }

        /// <summary>How long the other side asked to be left alone; null where it did not say.</summary>
        public TimeSpan? After { get; init; }
    }

    /// <summary>The answer was lost: it may or may not have been sent.</summary>
    public sealed record Unknown(string Reason) : MailOutcome;
}
