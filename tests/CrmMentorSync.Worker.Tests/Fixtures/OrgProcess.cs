using System.Diagnostics;

namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>The embedded org in a process of its own: workers come and go, it stays.</summary>
internal sealed class OrgProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _drained;

    private OrgProcess(Process process, IReadOnlyDictionary<string, string> settings)
    {
        _process = process;
        Settings = settings;
        Client = new OrgClient(settings, TestContext.Current.CancellationToken);
        _drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>The settings that lead a worker here, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Signed in.</summary>
    public OrgClient Client { get; }

    public static async Task<OrgProcess> StartAsync(string folder, params string[] args)
    {
        Process process = Cli.Start(folder, new Dictionary<string, string>(), ["embedded-org", .. args]);
        Dictionary<string, string> settings = [];
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            int at = line.IndexOf('=', StringComparison.Ordinal);
            settings[line[..at]] = line[(at + 1)..];
        }

        var org = new OrgProcess(process, settings);
        await org.Client.SignInAsync();
        return org;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _drained;
        _process.Dispose();
    }
}
