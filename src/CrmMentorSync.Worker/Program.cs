using CrmMentorSync.Worker.CommandLine;

// Without a command: the unattended host. With one: see CommandLine/CommandTree.cs, one file per command.
return await CommandTree.RunAsync(args);
