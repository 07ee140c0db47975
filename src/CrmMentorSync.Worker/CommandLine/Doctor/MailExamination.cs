using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Whether mail can leave now, and what became of the mails of the newest four weeks.</summary>
internal sealed class MailExamination(IServiceProvider services)
{
    private const int Days = 28;
    private const int MostShown = 5;

    public async IAsyncEnumerable<Finding> FindingsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return await TransportAsync(ct);
        List<Finding> mails = [];
        try
        {
            mails.AddRange(await LedgerAsync(ct));
        }
        catch (Exception failure) when (failure is StateException or DbException or IOException or UnauthorizedAccessException)
        {
            // The line on the state has said what is wrong with it.
            mails.Add(new Finding(Verdict.Note, "mails", "not looked at: the state cannot be read, see above"));
        }

        foreach (Finding finding in mails)
        {
            yield return finding;
        }
    }

    private async Task<Finding> TransportAsync(CancellationToken ct)
    {
        try
        {
            return new Finding(Verdict.Ok, "mail", await services.GetRequiredService<IMailTransport>().CheckAsync(ct));
        }
        catch (OptionsValidationException)
        {
            return new Finding(Verdict.Fail, "mail", "not checked: its settings are wrong, see above");
        }
        catch (MailCheckFailure failure)
        {
            return new Finding(Verdict.Fail, "mail", failure.Message);
        }
    }

    private async Task<IReadOnlyList<Finding>> LedgerAsync(CancellationToken ct)
    {
        await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(ct);
        MailRow[] rows = [.. await connection.QueryAsync<MailRow>(new CommandDefinition(
            """
            SELECT manager_id AS ManagerId, week AS Week, state AS State, coalesce(detail, '') AS Detail FROM mails
            WHERE prepared_at >= (SELECT max(prepared_at) FROM mails) - @period ORDER BY week DESC, manager_id
            """,
            new { period = TimeSpan.FromDays(Days).Ticks },
            cancellationToken: ct))];
        List<Finding> findings = [new(Verdict.Ok, "mails", string.Create(
            CultureInfo.InvariantCulture, $"{rows.Count(row => row.State == "sent"):N0} sent in the last four weeks of mail"))];
        foreach ((string state, string meaning) in (IEnumerable<(string, string)>)
        [
            ("unknown", "may or may not have arrived; ask the manager, then: digest resend"),
            ("sending", "on its way, or of a run that died; unknown at the next run"),
            ("refused", "refused; correct the address, or: digest resend"),
            ("deferred", "put off; tried again by itself until Friday"),
            ("skipped", "nobody up the line can be mailed; give one of them an address"),
        ])
        {
            MailRow[] such = [.. rows.Where(row => row.State == state)];
            findings.AddRange(such.Take(MostShown).Select(row => new Finding(Verdict.Note, "mails", $"{row.ManagerId} {Written(row.Week)} {state}: {meaning} ({row.Detail})")));
            if (such.Length > MostShown)
            {
                findings.Add(new Finding(Verdict.Note, "mails", string.Create(CultureInfo.InvariantCulture, $"{such.Length - MostShown:N0} more {state}")));
            }
        }

        return findings;
    }

    private static string Written(string week) =>
        IsoWeek.TryParse(week) is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Year:0000}-W{known.Week:00}") : week;

    private sealed class MailRow
    {
        public string ManagerId { get; init; } = "";
        public string Week { get; init; } = "";
        public string State { get; init; } = "";
        public string Detail { get; init; } = "";
    }
}
