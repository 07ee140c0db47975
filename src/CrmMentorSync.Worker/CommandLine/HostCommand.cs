using CrmMentorSync.Worker.Schedules;
using CrmMentorSync.Worker.SendWeeklyDigest;
using Serilog.Events;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>No command: the unattended host with its schedules and health endpoints.</summary>
internal static class HostCommand
{
    /// <summary>How long a stop may take: a step under way finishes. Container platforms must wait a little longer.</summary>
    internal static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using WebApplication app = Build(new Dictionary<string, string?>());
        // Checked here, where a wrong setting is one line; the host itself would log it with all its calls.
        app.Services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
        UnknownSettings.Warn(app);
        LiveOrg.RequireSettings(app);
        await app.RunAsync(ct);
        return ExitCodes.Done;
    }

    /// <summary>The host, not yet started.</summary>
    internal static WebApplication Build(IReadOnlyDictionary<string, string?> overrides)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // Unattended, a mail goes when its reader's hour has come; a command mails everyone who has had none this week.
        builder.AddSettings(new Dictionary<string, string?>(overrides) { [$"{SendWeeklyDigestOptions.Section}:{nameof(SendWeeklyDigestOptions.Scope)}"] = nameof(DigestScope.DueNow) });
        builder.AddLogging(LogEventLevel.Information);
        builder.AddMentorSync(writesAllowed: true);
        builder.AddSchedules();
        builder.AddHealth();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        WebApplication app = builder.Build();
        app.MapHealth();
        return app;
    }
}
