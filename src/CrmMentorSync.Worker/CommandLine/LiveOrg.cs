using CrmMentorSync.Worker.Salesforce;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>What must hold before a command touches an org that is not the embedded one.</summary>
internal static class LiveOrg
{
    /// <exception cref="UsageException">No Salesforce is configured.</exception>
    public static void RequireSettings(IHost host)
    {
        if (string.IsNullOrWhiteSpace(host.Services.GetRequiredService<IOptions<SalesforceOptions>>().Value.LoginUrl))
        {
            throw new UsageException(
                "no Salesforce org is configured: set Salesforce__LoginUrl, Salesforce__ClientId and Salesforce__ClientSecret, "
                + "try a folder of CSV exports with --org DIR, or see it work with: demo");
        }
    }

    /// <summary>A live org is judged as it is now; only a rehearsal, or an org on this machine, can be asked about another day.</summary>
    /// <exception cref="UsageException">A day was given for an org on another machine.</exception>
    public static void RefuseAsOf(IHost host, DateOnly? asOf)
    {
        string login = host.Services.GetRequiredService<IOptions<SalesforceOptions>>().Value.LoginUrl!;
        if (asOf is not null && !new Uri(login).IsLoopback)
        {
            throw new UsageException("--as-of would write Tasks for another day into a live org; use it with rehearse, or with --org");
        }
    }
}
