using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>For commands that only tell of a state, or repair one: a mistyped name must not leave an empty database behind.</summary>
internal static class ExistingState
{
    /// <exception cref="UsageException">There is no such file.</exception>
    public static IHost Open(string? path, bool verbose)
    {
        IHost host = WorkerHost.ForCommand(
            path is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["State:Connection"] = path }, verbose, writesAllowed: false);
        string file = host.Services.GetRequiredService<StateDatabase>().Path;
        if (File.Exists(file))
        {
            return host;
        }

        host.Dispose();
        throw new UsageException($"there is no state at {file}; name the file that the runs use, with --state or State__Connection (a cycle makes it)");
    }
}
