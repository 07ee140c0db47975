using System.CommandLine;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary><c>doctor</c>: what works and what does not, one line each with the remedy.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var write = new Option<bool>("--write")
        {
            Description = "Also creates, reads, edits and deletes one Task owned by another user, to prove the permissions.",
        };
        var command = new Command(
            "doctor", "Checks login, permissions, fields, limits, who counts as rep and manager, mail and state: one line each with the remedy. Exit code 1 on any failure.");
        foreach (Option option in (Option[])[options.Org, options.AsOf, options.State, options.Out, options.Verbose, write])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(settings, parse.GetValue(write), ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, bool write, CancellationToken ct)
    {
        await using OrgInABox? box = settings.Org is { } folder ? await OrgInABox.ServeFolderAsync(folder, settings, ct) : null;
        Dictionary<string, string?> overrides = new(box?.Settings ?? new Dictionary<string, string?>());
        if (settings.State is { } path)
        {
            overrides["State:Connection"] = path;
        }

        using IHost host = WorkerHost.ForCommand(overrides, settings.Verbose);
        List<Finding> findings = [];
        var request = new ExaminationRequest(overrides, box?.AsOf ?? settings.AsOf, settings.Verbose, write);
        await foreach (Finding finding in new Examination(host, request).FindingsAsync(ct))
        {
            findings.Add(finding);
            Console.WriteLine(finding);
        }

        int failures = findings.Count(finding => finding.Verdict == Verdict.Fail);
        int notes = findings.Count(finding => finding.Verdict == Verdict.Note);
        string works = notes == 0 ? "all is well" : $"it works; {notes} {(notes == 1 ? "note" : "notes")} above to look at";
        Console.WriteLine(failures == 0 ? works : $"{failures} to put right");
        return failures == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}

internal enum Verdict
{
    Ok,

    /// <summary>Works, with less.</summary>
    Note,
    Fail,
}

/// <summary>One line: what was looked at, what was found, and the remedy where there is something to put right.</summary>
internal sealed record Finding(Verdict Verdict, string Subject, string Text)
{
    public override string ToString() => $"{Verdict switch { Verdict.Ok => "ok  ", Verdict.Note => "note", Verdict.Fail => "FAIL" }}  {Subject,-12} {Text}";
}
