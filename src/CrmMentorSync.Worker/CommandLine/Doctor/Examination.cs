using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Looks at one thing after another. What needs the org is left out, and said so, where the org cannot be reached.</summary>
internal sealed class Examination(IHost host, ExaminationRequest request)
{
    private readonly IServiceProvider _services = host.Services;

    public async IAsyncEnumerable<Finding> FindingsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        List<Finding> settings = [.. SettingsFindings()];
        foreach (Finding finding in settings)
        {
            yield return finding;
        }

        foreach (string unknown in UnknownSettings.In(_services.GetRequiredService<IConfiguration>()))
        {
            yield return new Finding(Verdict.Note, "settings", unknown);
        }

        yield return await StateAsync(ct);
        foreach (Finding finding in await new OutboxExamination(_services).FindingsAsync(ct))
        {
            yield return finding;
        }

        foreach (Finding finding in await new TemplatesExamination(_services).FindingsAsync(ct))
        {
            yield return finding;
        }

        await foreach (Finding finding in new MailExamination(_services).FindingsAsync(ct))
        {
            yield return finding;
        }

        if (settings.Any(finding => finding is { Subject: "settings", Verdict: Verdict.Fail }))
        {
            yield break;
        }

        SalesforceClient salesforce = _services.GetRequiredService<SalesforceClient>();
        (SalesforceOrg? org, Finding login) = await LoginAsync(salesforce, ct);
        yield return login;
        if (org is null)
        {
            yield break;
        }

        Finding sandbox = await SandboxAsync(salesforce, ct);
        yield return sandbox;
        if (sandbox.Verdict == Verdict.Fail)
        {
            // The wrong org is not looked into any further.
            yield break;
        }

        yield return await SightExamination.LookAsync(salesforce, _services.GetRequiredService<StateDatabase>(), ct);
        yield return await StatusExamination.LookAsync(salesforce, _services.GetRequiredService<IOptions<ProgrammeOptions>>().Value, ct);

        await foreach (Finding finding in new OrgExamination(salesforce, request).FindingsAsync(ct))
        {
            yield return finding;
        }
    }

    /// <summary>Every section that can be wrong, each failure a line.</summary>
    private IEnumerable<Finding> SettingsFindings()
    {
        IReadOnlyList<string> failures;
        try
        {
            _services.GetRequiredService<IStartupValidator>().Validate();
            failures = [];
        }
        catch (OptionsValidationException wrong)
        {
            failures = [.. wrong.Failures];
        }
        catch (AggregateException several)
        {
            failures = [.. several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(wrong => wrong.Failures)];
        }

        return failures.Count == 0
            ? [new Finding(Verdict.Ok, "settings", "all sections are valid")]
            : failures.Select(failure => new Finding(Verdict.Fail, "settings", failure));
    }

    private async Task<(SalesforceOrg? Org, Finding Finding)> LoginAsync(SalesforceClient salesforce, CancellationToken ct)
    {
        try
        {
            SalesforceOrg org = await salesforce.ConnectAsync(ct);
            ClockRule.Require(org, _services.GetRequiredService<TimeProvider>().GetUtcNow(), lastDay: null, isDayGiven: false);
            return (org, new Finding(
                Verdict.Ok,
                "login",
                string.Create(CultureInfo.InvariantCulture, $"org {org.OrganizationId} as user {org.UserId} at {org.InstanceUrl.Authority}; it is {org.Now:yyyy-MM-dd HH:mm} UTC there")));
        }
        catch (SalesforceFailure failure)
        {
            return (null, new Finding(Verdict.Fail, "login", failure.Message));
        }
    }

    private async Task<Finding> SandboxAsync(SalesforceClient salesforce, CancellationToken ct)
    {
        try
        {
            bool isSandbox = await salesforce.IsSandboxAsync(ct);
            SandboxRule.Require(_services.GetRequiredService<IOptions<SalesforceOptions>>().Value, isSandbox);
            return isSandbox && !_services.GetRequiredService<IOptions<MailOptions>>().Value.AllowSandbox
                ? new Finding(Verdict.Note, "sandbox", "the org is one: no mail is sent unless Mail__AllowSandbox is true")
                : new Finding(Verdict.Ok, "sandbox", isSandbox ? "the org is one" : "the org is none");
        }
        catch (SalesforceFailure failure)
        {
            return new Finding(Verdict.Fail, "sandbox", failure.Message);
        }
    }

    private async Task<Finding> StateAsync(CancellationToken ct)
    {
        try
        {
            StateDatabase state = _services.GetRequiredService<StateDatabase>();
            await using DbConnection connection = await state.OpenAsync(ct);
            int runs = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT count(*) FROM runs", cancellationToken: ct));
            return new Finding(Verdict.Ok, "state", string.Create(CultureInfo.InvariantCulture, $"{state.Path}, {runs} runs recorded"));
        }
        catch (Exception failure) when (failure is StateException or DbException or IOException or UnauthorizedAccessException)
        {
            return new Finding(Verdict.Fail, "state", $"{failure.Message}; State__Connection must be a file this user may write");
        }
    }
}
