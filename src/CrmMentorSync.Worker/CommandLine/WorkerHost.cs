using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.WriteBackTasks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Builds the worker's container: settings first, then one line per folder in the order of the flow.</summary>
internal static class WorkerHost
{
    /// <summary>A host for one command; nothing runs by itself.</summary>
    /// <param name="overrides">Settings that win over file and environment.</param>
    /// <param name="writesAllowed">False in a rehearsal: the client refuses every write.</param>
    public static IHost ForCommand(IReadOnlyDictionary<string, string?> overrides, bool verbose, bool writesAllowed = true)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddSettings(overrides);
        builder.AddLogging(verbose ? LogEventLevel.Information : LogEventLevel.Warning);
        builder.AddMentorSync(writesAllowed);
        return builder.Build();
    }

    /// <summary>The same, with every setting checked before anything is read or written.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    /// <exception cref="AggregateException">Settings of several sections are.</exception>
    public static IHost ForCheckedCommand(IReadOnlyDictionary<string, string?> overrides, bool verbose, bool writesAllowed = true)
    {
        IHost host = ForCommand(overrides, verbose, writesAllowed);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        return host;
    }

    /// <summary>The settings as a command finds them, before it fixes any itself.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false, reloadOnChange: false)
        .AddEnvironmentVariables()
        .Build();

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>appsettings.json beside the program, then the environment, then what the command line fixed.</summary>
        public IHostApplicationBuilder AddSettings(IReadOnlyDictionary<string, string?> overrides)
        {
            builder.Configuration
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(overrides);
            return builder;
        }

        /// <summary>Log lines go to standard error, so that standard output stays the command's own.</summary>
        public IHostApplicationBuilder AddLogging(LogEventLevel level)
        {
            builder.Services.AddSerilog(builder.Configuration, level);
            return builder;
        }

        /// <summary>The whole worker, one line per folder.</summary>
        public IHostApplicationBuilder AddMentorSync(bool writesAllowed)
        {
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.AddState();
            builder.AddSalesforce(writesAllowed);
            builder.AddPullFromSalesforce();
            builder.AddReadBackTasks();
            builder.AddScorePerformance();
            builder.AddRaiseFlags();
            builder.AddProposePairings();
            builder.AddPlanActivities();
            builder.AddWriteBackTasks();
            builder.AddMail();
            builder.AddSendWeeklyDigest();
            builder.Services.AddSingleton<MentorSyncPipeline>();
            builder.Services.AddSingleton<PipelineRunner>();
            return builder;
        }
    }

    private static void AddSerilog(this IServiceCollection services, IConfiguration configuration, LogEventLevel level)
    {
        Serilog.Core.Logger logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .Enrich.With<EventNumber>()
            .WriteTo.Console(
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ssZ} {Level:u3} {Event} {Message:lj}{NewLine}{Exception}")
            .CreateLogger();
        services.AddLogging(logging => logging.AddSerilog(logger, dispose: true));
    }
}
