using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Configuration = 2;

    /// <summary>Done, but records were refused that were not refused before, or Tasks could not be written at all.</summary>
    public const int NewlyRefused = 3;
}

/// <summary>A usage that only shows when the command runs. The message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The boundary of a command: what goes wrong becomes one clear line on standard error and an exit code.</summary>
internal static class CommandGuard
{
    public static async Task<int> RunAsync(bool verbose, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OptionsValidationException failure)
        {
            return Say(ExitCodes.Configuration, verbose, failure, [.. failure.Failures.Select(text => $"configuration: {text}")]);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Say(
                ExitCodes.Configuration, verbose, several,
                [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures).Select(text => $"configuration: {text}")]);
        }
        catch (InvalidOperationException failure) when (UnreadableSetting.Describe(failure) is { } setting)
        {
            return Say(ExitCodes.Configuration, verbose, failure, [setting]);
        }
        catch (Exception failure) when (failure is UsageException or StateException or OrgFolderException)
        {
            return Say(ExitCodes.Configuration, verbose, failure, [failure.Message]);
        }
        catch (SalesforceFailure failure)
        {
            bool isConfiguration = failure.Category is SalesforceFailureCategory.Configuration or SalesforceFailureCategory.Authentication
                or SalesforceFailureCategory.Permission;
            return Say(isConfiguration ? ExitCodes.Configuration : ExitCodes.Failed, verbose, failure, [failure.Message]);
        }
        catch (IOException failure)
        {
            // A port that is taken, a disk that is full, a folder that may not be written: the system's own words say which.
            return Say(ExitCodes.Failed, verbose, failure, [failure.Message]);
        }
        catch (UnauthorizedAccessException failure)
        {
            return Say(ExitCodes.Failed, verbose, failure, [failure.Message]);
        }
        catch (OperationCanceledException failure)
        {
            return Say(ExitCodes.Failed, verbose, failure, ["stopped before it was done; run the command again to go on"]);
        }
        catch (Exception failure)
        {
            // The last boundary: nobody above could do better than say it and fail.
            return Say(ExitCodes.Failed, verbose, failure, [$"failed: {failure.Message} ({failure.GetType().Name}; --verbose shows where)"]);
        }
    }

    private static int Say(int code, bool verbose, Exception failure, IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            Console.Error.WriteLine($"crm-mentor-sync: {line}");
        }

        if (verbose)
        {
            Console.Error.WriteLine(failure);
        }

        return code;
    }
}
