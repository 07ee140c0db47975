using CrmMentorSync.Worker.Salesforce;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>What must hold before a command touches an org that is not the embedded one.</summary>
internal static class LiveOrg
{
    /// <exception cref="OptionsValidationException">No Salesforce is configured, or not rightly.</exception>
    public static Uri RequireSettings(IHost host) =>
        new(host.Services.GetRequiredService<IOptions<SalesforceOptions>>().Value.LoginUrl!);

    /// <summary>A live org is judged as it is now; only a rehearsal, or an org on this machine, can be asked about another day.</summary>
    /// <exception cref="UsageException">A day was given for an org on another machine.</exception>
    public static void RefuseAsOf(IHost host, DateOnly? asOf)
    {
        if (asOf is not null && !RequireSettings(host).IsLoopback)
        {
            throw new UsageException("--as-of would write Tasks for another day into a live org; use it with rehearse, or with --org");
        }
    }
}
