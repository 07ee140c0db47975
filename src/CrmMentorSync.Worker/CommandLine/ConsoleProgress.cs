using System.Globalization;
using CrmMentorSync.Worker.State;
using Spectre.Console;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Shows a run as it goes: a spinner and a line per step on a terminal, plain lines elsewhere.</summary>
internal static class ConsoleProgress
{
    public static async Task<T> ShowAsync<T>(Func<IRunProgress, Task<T>> run)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return await run(new PlainLines());
        }

        return await AnsiConsole.Status().StartAsync("connecting", context => run(new Spinner(context)));
    }

    /// <summary>A step's line, for example <c>  pull         8,935 read, 8,935 written   1.2 s</c>.</summary>
    internal static string Line(StepReport report)
    {
        string failed = report.Result.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Result.Failed:N0} refused") : "";
        string skipped = report.Result.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Result.Skipped:N0} skipped") : "";
        string counts = string.Create(CultureInfo.InvariantCulture, $"{report.Result.Read:N0} read, {report.Result.Written:N0} written");
        return string.Create(CultureInfo.InvariantCulture, $"  {report.Name,-10} {counts}{skipped}{failed} ({report.Seconds:0.0} s)");
    }

    private sealed class PlainLines : IRunProgress
    {
        public void Started(string step)
        {
            // A plain log has one line a step: when it is done.
        }

        public void Finished(StepReport report) => Console.WriteLine(Line(report));
    }

    private sealed class Spinner(StatusContext context) : IRunProgress
    {
        public void Started(string step) => context.Status(step);

        public void Finished(StepReport report) => AnsiConsole.WriteLine(Line(report));
    }
}

/// <summary>Tells nobody.</summary>
internal sealed class SilentProgress : IRunProgress
{
    public void Started(string step)
    {
        // Nobody is told.
    }

    public void Finished(StepReport report)
    {
        // Nobody is told.
    }
}
