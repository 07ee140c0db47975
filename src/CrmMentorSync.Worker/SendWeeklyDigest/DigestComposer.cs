using System.Data.Common;
using System.Globalization;
using System.Text;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>A mail of the week ready to go: whose it is, who reads it, and what is sent.</summary>
internal abstract record ComposedMail(UserId Owner, Person Reader, IsoWeek Week, MailMessageData Message)
{
    public string Html => Message.Html;

    public string Text => Message.Text;

    /// <summary>The mail's bytes, equal for equal rows and run.</summary>
    public byte[] Eml() => EmlWriter.Write(Message);
}

/// <summary>A manager's digest.</summary>
internal sealed record ComposedDigest(UserId Manager, Person Reader, DigestModel Model, MailMessageData Message)
    : ComposedMail(Manager, Reader, Model.Week, Message);

/// <summary>What a mentor from outside gets instead of Tasks (P23).</summary>
internal sealed record ComposedOutsideMail(Person Mentor, IsoWeek Week, MailMessageData Message) : ComposedMail(Mentor.Id, Mentor, Week, Message);

/// <summary>A manager whose digest can reach nobody.</summary>
internal sealed record UnreachableManager(UserId Manager, IsoWeek Week, DetourReason Reason);

/// <summary>All mails of a run: digests by manager id, then those to mentors from outside.</summary>
internal sealed record DigestBatch(
    IReadOnlyList<ComposedDigest> Composed, IReadOnlyList<ComposedOutsideMail> Outside, IReadOnlyList<UnreachableManager> Unreachable)
{
    public IReadOnlyList<ComposedMail> All { get; } = [.. Composed, .. Outside];

    /// <summary>Mails to managers on their own reps.</summary>
    public int Digests => Composed.Count - RollUps;

    /// <summary>Mails to those above them, on other managers' teams.</summary>
    public int RollUps => Composed.Count(digest => digest.Model.IsRollUp);

    /// <summary>For example <c>6 digests, 1 roll-up</c>.</summary>
    public string Says => string.Create(
        CultureInfo.InvariantCulture,
        $"{Digests:N0} {(Digests == 1 ? "digest" : "digests")}{(RollUps == 0 ? "" : $", {RollUps:N0} {(RollUps == 1 ? "roll-up" : "roll-ups")}")}")
        + (Outside.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Outside.Count:N0} to mentors from outside"));
}

/// <summary>Makes all digests of a run from rows. Sends nothing and writes nothing.</summary>
internal sealed class DigestComposer(
    StateDatabase state, IOptions<SendWeeklyDigestOptions> options, IOptions<MailOptions> mail)
{
    /// <summary>Mail programs cut what is much longer; a page over it is made again with shorter lists.</summary>
    private const int MostBytes = 60_000;

    /// <summary>Two minutes of reading. A mail over it is made again with shorter lists; proposals, whose decision it is for, are not cut for that.</summary>
    private const int MostWords = 450;

    // What the step has composed and perhaps sent is what the audit pack shows; kept only for a run that will write one.
    private (string RunId, DigestBatch Batch)? _kept;

    public async Task<DigestBatch> ComposeAsync(RunContext run, CancellationToken ct)
    {
        DigestBatch batch = await FromRowsAsync(run, ct);
        _kept = run.ForAuditPack ? (run.RunId, batch) : null;
        return batch;
    }

    /// <summary>What this run has composed, handed over once; composed now where its digest step was off.</summary>
    public async Task<DigestBatch> TakeAsync(RunContext run, CancellationToken ct)
    {
        DigestBatch batch = _kept is { } kept && kept.RunId == run.RunId ? kept.Batch : await FromRowsAsync(run, ct);
        _kept = null;
        return batch;
    }

    private async Task<DigestBatch> FromRowsAsync(RunContext run, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        DigestFacts facts = await connection.ReadDigestFactsAsync(run, options.Value, ct);
        var lines = ManagementChain.Of(facts.People.Values);
        var book = new DigestBook(facts, lines);
        var links = new LightningLinks(run.InstanceUrl);
        MailParty sender = mail.Value.Sender();
        DigestSettings settings = options.Value.ToSettings();
        IReadOnlyList<DigestRecipient> recipients = DigestRecipients.Of(facts, lines, DateOnly.FromDateTime(run.Now.UtcDateTime), options.Value.RollUp);
        ILookup<bool, DigestRecipient> reachable = recipients.ToLookup(recipient => recipient.Reader is not null);
        DigestRecipient[] readers = [.. reachable[true]];
        var composed = new ComposedDigest[readers.Length];
        Parallel.For(0, readers.Length, new ParallelOptions { CancellationToken = ct }, () => new DigestHtml(), (at, _, html) =>
        {
            composed[at] = One(readers[at], html);
            return html;
        }, _ => { });
        (TextOverrides texts, _) = await TemplateFolder.ReadAsync(options.Value.Templates, ct);
        var outside = new DigestHtml();
        return new DigestBatch(
            composed,
            [.. OutsideMails.Of(facts, run.Now, texts, settings).Select(letter => new ComposedOutsideMail(letter.Mentor, letter.Week, Message(letter, sender, run, outside.Render(letter))))],
            [.. reachable[false].Select(recipient => new UnreachableManager(
                recipient.Manager.Id, DigestDue.WeekOf(run.Now, recipient.Manager.TimeZone, settings.Day, settings.Time), recipient.Reason ?? DetourReason.NoAddress))]);

        ComposedDigest One(DigestRecipient recipient, DigestHtml html)
        {
            Person reader = recipient.Reader!;
            (DigestModel model, string text) = Fitted(recipient, settings);
            string page = html.Render(model);
            for (DigestSettings? lighter = settings.Lighter();
                lighter is not null && Encoding.UTF8.GetByteCount(page) > MostBytes;
                lighter = lighter.Lighter())
            {
                (model, text) = Fitted(recipient, lighter);
                page = html.Render(model);
            }

            return new ComposedDigest(recipient.Manager.Id, reader, model, Message(model, reader, sender, run, text, page));
        }

        (DigestModel Model, string Text) Fitted(DigestRecipient recipient, DigestSettings most)
        {
            DigestModel model = Build(recipient, most);
            string text = DigestText.Render(model);
            for (DigestSettings? shorter = most.Shorter(); shorter is not null && DigestText.Words(text) > MostWords; shorter = shorter.Shorter())
            {
                model = Build(recipient, shorter);
                text = DigestText.Render(model);
            }

            return (model, text);
        }

        DigestModel Build(DigestRecipient recipient, DigestSettings fitted) =>
            DigestBuilder.Build(book, recipient, run.Now, links, fitted, IsOperator(recipient.Reader!));
    }

    private bool IsOperator(Person reader) => options.Value.Admins.Any(admin =>
        admin.Equals(reader.Id.Value, StringComparison.Ordinal) || admin.Equals(reader.Username, StringComparison.OrdinalIgnoreCase));

    private static MailMessageData Message(OutsideMail letter, MailParty sender, RunContext run, string html)
    {
        string domain = Domain(sender);
        return new MailMessageData
        {
            FileStem = letter.Mentor.Id.Value,
            From = sender,
            To = new MailParty(DigestVoice.Name(letter.Mentor.Name), letter.Mentor.Email!),
            Subject = letter.Subject,
            MessageId = $"mentor.{letter.Mentor.Id}.{letter.Week.Key}@{domain}",
            Date = run.Now,
            ListId = $"mentors.crm-mentor-sync.{domain}",
            Language = letter.Tag,
            Text = DigestText.Render(letter),
            Html = html,
        };
    }

    private static string Domain(MailParty sender) => sender.Address[(sender.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static MailMessageData Message(DigestModel model, Person reader, MailParty sender, RunContext run, string text, string html)
    {
        string domain = Domain(sender);
        return new MailMessageData
        {
            FileStem = model.Manager.Value,
            From = sender,
            To = new MailParty(DigestVoice.Name(reader.Name), reader.Email!),
            Subject = model.Subject,
            MessageId = $"digest.{model.Manager}.{model.Week.Key}@{domain}",
            Date = run.Now,
            ListId = $"digest.crm-mentor-sync.{domain}",
            Language = model.Language,
            Text = text,
            Html = html,
        };
    }
}
