namespace CrmMentorSync.Worker.Mail;

/// <summary>A name and an address; the name may be empty.</summary>
internal sealed record MailParty(string Name, string Address);

/// <summary>A mail as it is meant, before any transport has seen it. Equal data gives equal bytes.</summary>
internal sealed record MailMessageData
{
    /// <summary>Names the preview files: letters and digits, for example the manager's id.</summary>
    public required string FileStem { get; init; }
    public required MailParty From { get; init; }
    public required MailParty To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Without angle brackets; the same for the same manager and week, so that a second copy can be recognised.</summary>
    public required string MessageId { get; init; }
    public required DateTimeOffset Date { get; init; }

    /// <summary>Without angle brackets, for example <c>digest.crm-mentor-sync.acme.com</c>; mail rules hold on to it.</summary>
    public required string ListId { get; init; }

    /// <summary>BCP 47 tag of both parts.</summary>
    public required string Language { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
}
