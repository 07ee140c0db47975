using System.CommandLine;
using CrmMentorSync.Worker.Schedules;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>health</c>: asks the running host on this machine whether it is ready; for container health checks without a shell.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var command = new Command("health", "Asks the unattended host on this machine whether it is ready; exit code 0 or 1. For container health checks.");
        command.SetAction((_, ct) => CommandGuard.RunAsync(verbose: false, () => RunAsync(ct)));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddSettings(new Dictionary<string, string?>());
        string url = builder.Configuration[$"{HealthOptions.Section}:{nameof(HealthOptions.Url)}"] ?? new HealthOptions().Url;
        var address = new UriBuilder(url.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal))
        {
            Path = "/health/ready",
        };
        if (address.Host is "0.0.0.0" or "[::]")
        {
            address.Host = "127.0.0.1";
        }

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(address.Uri, ct);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (HttpRequestException)
        {
            Console.Error.WriteLine($"crm-mentor-sync: nothing answers at {address.Uri}");
            return ExitCodes.Failed;
        }
    }
}
