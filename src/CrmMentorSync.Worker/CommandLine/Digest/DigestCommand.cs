using System.CommandLine;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;

namespace CrmMentorSync.Worker.CommandLine.Digest;

/// <summary><c>digest resend MANAGER WEEK</c>: the operator's answer to a mail of unknown outcome.</summary>
internal static class DigestCommand
{
    public static Command Create() => new("digest", "What an operator can do about single digests.") { Resend() };

    private static Command Resend()
    {
        var manager = new Argument<string>("MANAGER") { Description = "The Id, Username or unique name of the manager whom the digest is about." };
        var week = new Argument<string>("WEEK") { Description = "The ISO week of the digest, for example 2026-W47." };
        var force = new Option<bool>("--force") { Description = "Also a mail that is known to have been sent." };
        var options = new CommonOptions();
        var command = new Command(
            "resend",
            "Sends one digest again, exactly as it was and with the same Message-ID: one whose outcome is unknown, that was refused or put off. "
            + "`doctor` lists them. Exit code 1 where it was not sent.")
        {
            manager,
            week,
            force,
            options.State,
            options.Verbose,
        };
        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(parse.GetValue(manager)!, parse.GetValue(week)!, parse.GetValue(force), settings, ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(string manager, string week, bool force, RunSettings settings, CancellationToken ct)
    {
        using IHost host = ExistingState.Open(settings.State, settings.Verbose);
        Resent resent = await host.Services.GetRequiredService<DigestResend>().ResendAsync(manager, week, force, ct);
        return resent switch
        {
            Resent.Declined declined => throw new UsageException(declined.Reason),
            Resent.Tried { Outcome: MailOutcome.Sent sent } done => Say(ExitCodes.Done, $"digest of {done.Manager} for {done.Week}: sent ({sent.Detail})"),
            Resent.Tried { Outcome: MailOutcome.Refused refused } => Say(ExitCodes.Failed, $"refused: {refused.Reason}"),
            Resent.Tried { Outcome: MailOutcome.NotSent later } => Say(ExitCodes.Failed, $"not sent: {later.Reason}"),
            Resent.Tried { Outcome: MailOutcome.Unknown unknown } => Say(ExitCodes.Failed, $"unknown whether it was sent: {unknown.Reason}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Say(int code, string text)
    {
        (code == ExitCodes.Done ? Console.Out : Console.Error).WriteLine(code == ExitCodes.Done ? text : $"crm-mentor-sync: {text}");
        return code;
    }
}
