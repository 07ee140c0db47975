using System.Data.Common;
using System.Text;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>A digest ready to go: what it says, how it looks, and the mail that carries it.</summary>
internal sealed record ComposedDigest(UserId Manager, Person Reader, DigestModel Model, MailMessageData Message)
{
    public string Html => Message.Html;

    public string Text => Message.Text;

    /// <summary>The mail's bytes, equal for equal rows and run.</summary>
    public byte[] Eml() => EmlWriter.Write(Message);
}

/// <summary>A manager whose digest can reach nobody.</summary>
internal sealed record UnreachableManager(UserId Manager, IsoWeek Week, DetourReason Reason);

/// <summary>All digests of a run, by manager id.</summary>
internal sealed record DigestBatch(IReadOnlyList<ComposedDigest> Composed, IReadOnlyList<UnreachableManager> Unreachable);

/// <summary>Makes all digests of a run from rows. Sends nothing and writes nothing.</summary>
internal sealed class DigestComposer(
    StateDatabase state, IOptions<SendWeeklyDigestOptions> options, IOptions<MailOptions> mail, IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Mail programs cut what is much longer; a page over it is made again with shorter lists.</summary>
    private const int MostBytes = 60_000;

    public async Task<DigestBatch> ComposeAsync(RunContext run, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        DigestFacts facts = await connection.ReadDigestFactsAsync(run, options.Value, ct);
        var lines = ManagementChain.Of(facts.People.Values);
        var links = new LightningLinks(run.InstanceUrl);
        MailParty sender = mail.Value.Sender();
        DigestSettings settings = options.Value.ToSettings();
        List<ComposedDigest> composed = [];
        List<UnreachableManager> unreachable = [];

        await using var html = new DigestHtml(services, loggers);
        var today = DateOnly.FromDateTime(run.Now.UtcDateTime);
        foreach (DigestRecipient recipient in DigestRecipients.Of(facts, lines, today, options.Value.RollUp))
        {
            ct.ThrowIfCancellationRequested();
            if (recipient.Reader is not { } reader)
            {
                IsoWeek week = IsoWeek.At(run.Now, DigestDue.Zone(recipient.Manager.TimeZone));
                unreachable.Add(new UnreachableManager(recipient.Manager.Id, week, recipient.Reason ?? DetourReason.NoAddress));
                continue;
            }

            DigestModel model = Build(recipient, reader, settings);
            string page = await html.RenderAsync(model);
            for (DigestSettings? shorter = settings.Shorter();
                shorter is not null && Encoding.UTF8.GetByteCount(page) > MostBytes;
                shorter = shorter.Shorter())
            {
                model = Build(recipient, reader, shorter);
                page = await html.RenderAsync(model);
            }

            composed.Add(new ComposedDigest(recipient.Manager.Id, reader, model, Message(model, reader, sender, run, page)));
        }

        return new DigestBatch(composed, unreachable);

        DigestModel Build(DigestRecipient recipient, Person reader, DigestSettings fitted) =>
            DigestBuilder.Build(facts, lines, recipient, run.Now, links, fitted, IsOperator(reader));
    }

    /// <summary>Composes and writes <c>manager_id.eml</c> and <c>.html</c> into a folder, readable by their owner alone.</summary>
    /// <returns>How many digests were written.</returns>
    public async Task<int> WritePreviewsAsync(RunContext run, string folder, CancellationToken ct)
    {
        DigestBatch batch = await ComposeAsync(run, ct);
        foreach (ComposedDigest digest in batch.Composed)
        {
            await MailFiles.WriteAsync(folder, digest.Message, ct);
        }

        return batch.Composed.Count;
    }

    private bool IsOperator(Person reader) => options.Value.Admins.Any(admin =>
        admin.Equals(reader.Id.Value, StringComparison.Ordinal) || admin.Equals(reader.Username, StringComparison.OrdinalIgnoreCase));

    private static MailMessageData Message(DigestModel model, Person reader, MailParty sender, RunContext run, string html)
    {
        string domain = sender.Address[(sender.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return new MailMessageData
        {
            FileStem = model.Manager.Value,
            From = sender,
            To = new MailParty(DigestVoice.OneLine(reader.Name), reader.Email!),
            Subject = model.Subject,
            MessageId = $"digest.{model.Manager}.{model.Week.Key}@{domain}",
            Date = run.Now,
            ListId = $"digest.crm-mentor-sync.{domain}",
            Language = model.Language,
            Text = DigestText.Render(model),
            Html = html,
        };
    }
}
