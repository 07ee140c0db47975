using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>What came of asking for a mail once more.</summary>
internal abstract record Resent
{
    private Resent() { }

    /// <summary>Nothing was sent and nothing changed.</summary>
    public sealed record Declined(string Reason) : Resent;

    public sealed record Tried(string Manager, string Week, MailOutcome Outcome) : Resent;
}

/// <summary>
/// Sends one mail of the ledger once more, byte for byte with its Message-ID, because an operator says so. The only way in which an
/// unknown mail goes again.
/// </summary>
internal sealed class DigestResend(
    StateDatabase state, DigestPost post, IOptions<MailOptions> mail, IOptions<SendWeeklyDigestOptions> options, TimeProvider clock)
{
    /// <param name="manager">Id, username or unique name.</param>
    /// <param name="week">As <c>2026-W47</c>.</param>
    /// <param name="force">Also a mail that was sent.</param>
    public async Task<Resent> ResendAsync(string manager, string week, bool force, CancellationToken ct)
    {
        if (IsoWeek.TryParse(week.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()) is not { } wanted)
        {
            return new Resent.Declined($"'{week}' is not an ISO week; write it as 2026-W47");
        }

        DateTimeOffset now = clock.GetUtcNow();
        string run = Guid.CreateVersion7(now).ToString("N");
        // No run may be sending meanwhile: what is on its way now would look like a run that died.
        await using RunLease lease = await RunLease.AcquireAsync(state, clock, run, ct);
        await using DbConnection connection = await state.OpenDurableAsync(ct);
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        if (PeopleSearch.One(people, manager, out string problem) is not { } person)
        {
            return new Resent.Declined(problem);
        }

        MailLedger.Row? row = await connection.ReadMailAsync(person.Id.Value, wanted.Key, ct);
        if (Obstacle(row, people, force, Written(wanted)) is { } obstacle)
        {
            return new Resent.Declined(obstacle);
        }

        if (await connection.ClaimAgainAsync(row!, ct) is not { } message)
        {
            return new Resent.Declined("the mail itself is no longer kept (35 days); the digest of this week goes with the next cycle");
        }

        var context = new RunContext
        {
            RunId = run,
            AsOf = DateOnly.FromDateTime(now.UtcDateTime),
            Now = now,
            InstanceUrl = new Uri("about:blank"),
        };
        return new Resent.Tried(person.Id.Value, Written(wanted), await post.SendClaimedAsync(context, row!, message, ct));
    }

    private string? Obstacle(MailLedger.Row? row, IReadOnlyList<Person> people, bool force, string week) => row switch
    {
        _ when options.Value.ProgrammePaused => "the programme is paused (Programme:Paused), and a paused programme sends no mail",
        null => $"there is no mail of this manager for {week}; this week's goes with the next cycle",
        { State: "skipped" } => $"there was nobody to mail: {row.Detail}",
        { State: "sent" } when !force => string.Create(
            CultureInfo.InvariantCulture,
            $"that mail was sent ({Sql.Instant(row.SentAt):yyyy-MM-dd HH:mm} UTC: {row.Detail}); --force sends the same mail once more"),
        _ when row.Transport != nameof(MailTransportKind.Pickup) && mail.Value.Transport == MailTransportKind.Pickup =>
            "Mail:Transport is Pickup, which only writes files; set the transport that sends",
        // What was made in a trial on an export must not reach real people because the settings have changed.
        _ when row.Transport == nameof(MailTransportKind.Pickup) && mail.Value.Transport != MailTransportKind.Pickup =>
            "that mail was written to a folder (Mail:Transport Pickup) and never meant to be sent; this week's goes with the next cycle",
        // Whoever has left or changed the address must not get a mail with labels.
        _ when !people.Any(person => person.IsActive && string.Equals(person.Email, row.Recipient, StringComparison.OrdinalIgnoreCase)) =>
            "its reader is no longer active or has another address by now; the next digest goes to the right one",
        _ => null,
    };

    private static string Written(IsoWeek week) => string.Create(CultureInfo.InvariantCulture, $"{week.Year:0000}-W{week.Week:00}");
}
