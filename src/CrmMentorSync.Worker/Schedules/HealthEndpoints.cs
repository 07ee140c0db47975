using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;

namespace CrmMentorSync.Worker.Schedules;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the state opens and the scheduler runs.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>();
        builder.Services.AddOptionsWithValidateOnStart<HealthOptions>().BindConfiguration(HealthOptions.Section);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls(builder.Configuration[$"{HealthOptions.Section}:{nameof(HealthOptions.Url)}"] ?? new HealthOptions().Url);
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks()
            .AddCheck<StateCheck>("state", tags: [Ready])
            .AddQuartz(check => check.Tags.Add(Ready));
        return builder;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.UseRouting();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        return app;
    }

    private sealed class StateCheck(StateDatabase state) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!state.Exists)
            {
                // A question must not make an empty state.
                return HealthCheckResult.Unhealthy("there is no state");
            }

            await using DbConnection connection = await state.OpenAsync(cancellationToken);
            await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT count(*) FROM meta", cancellationToken: cancellationToken));
            return HealthCheckResult.Healthy();
        }
    }
}
