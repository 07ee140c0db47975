using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Worker.SendWeeklyDigest.Components;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Lays digests out as HTML. One instance serves one thread.</summary>
internal sealed class DigestHtml
{
    private readonly MailMarkup _markup = new();

    public string Render(DigestModel model) => _markup.Write<DigestMail>((nameof(DigestMail.Model), model));

    public string Render(OutsideMail mail) => _markup.Write<OutsideMentorMail>((nameof(OutsideMentorMail.Mail), mail));
}
