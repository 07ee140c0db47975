using System.CommandLine;
using CrmMentorSync.Worker.CommandLine.Backtest;
using CrmMentorSync.Worker.CommandLine.DeadLetters;
using CrmMentorSync.Worker.CommandLine.Demo;
using CrmMentorSync.Worker.CommandLine.Digest;
using CrmMentorSync.Worker.CommandLine.Doctor;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>All commands. A usage error ends with exit code 2.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parse = Create().Parse(args);
        if (parse.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in parse.Errors)
            {
                Console.Error.WriteLine($"crm-mentor-sync: {error.Message}");
            }

            Console.Error.WriteLine("crm-mentor-sync: see --help");
            return ExitCodes.Configuration;
        }

        var how = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = HostCommand.StopsWithin };
        return await parse.InvokeAsync(how, CancellationToken.None);
    }

    internal static RootCommand Create()
    {
        var root = new RootCommand(
            "CrmMentorSync pairs those who need to learn with your best sellers, keeps the pairs alive through ordinary Salesforce Tasks, "
            + "and mails each manager a weekly digest. Without a command it runs unattended on its schedules.")
        {
            DemoCommand.Create(),
            CycleCommand.Create(),
            RehearseCommand.Create(),
            EmbeddedOrgCommand.Create(),
            DoctorCommand.Create(),
            ExplainCommand.Create(),
            BacktestCommand.Create(),
            MentorsCommand.Create(),
            DigestCommand.Create(),
            DeadLettersCommand.Create(),
            HealthCommand.Create(),
        };
        root.SetAction((_, ct) => CommandGuard.RunAsync(verbose: false, () => HostCommand.RunAsync(ct)));
        return root;
    }
}
