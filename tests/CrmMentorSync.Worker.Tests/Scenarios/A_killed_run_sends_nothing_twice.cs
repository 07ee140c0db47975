using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Mail;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>The process is killed while mails are on their way; the next run and the operator put it right.</summary>
public sealed class A_killed_run_sends_nothing_twice : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mail_that_was_on_its_way_stays_unknown_until_the_operator_resends_it()
    {
        var never = new TaskCompletionSource();
        await using var server = new TinySmtpServer { Hold = never.Task };
        using Process org = Cli.Start(_folder.Path, new Dictionary<string, string>(), "embedded-org", "--sample");
        try
        {
            Dictionary<string, string> settings = await SettingsAsync(org, server.Port);
            using (Process run = Cli.Start(_folder.Path, settings, "cycle", "--out", "out"))
            {
                run.BeginOutputReadLine();
                run.BeginErrorReadLine();
                while (server.Mails.Count < 2)
                {
                    Assert.False(run.HasExited, "the run ended before its mails were on their way");
                    await Task.Delay(50, Ct);
                }

                // SIGKILL: nothing of the process runs any more, not even its clean-up.
                run.Kill();
                await run.WaitForExitAsync(Ct);
            }

            Assert.Equal(2, Rows("sending").Length);
            never.SetResult();
            CliResult second = await Cli.RunAsync(_folder.Path, settings, "cycle", "--out", "out");
            Assert.True(second.ExitCode is 0 or 3, second.ToString());
            (string manager, string week)[] unknown = Rows("unknown");
            Assert.Equal(2, unknown.Length);
            Assert.NotEmpty(Rows("sent"));
            Assert.Empty(Rows("sending"));
            Assert.Equal(server.Mails.Count, MessageIds(server).Distinct().Count());

            CliResult doctor = await Cli.RunAsync(_folder.Path, settings, "doctor");
            Assert.Contains($"{unknown[0].manager} {unknown[0].week.ToUpperInvariant().Insert(4, "-")} unknown", doctor.Output, StringComparison.Ordinal);
            Assert.Contains("digest resend", doctor.Output, StringComparison.Ordinal);

            string readable = unknown[0].week.ToUpperInvariant().Insert(4, "-");
            CliResult resent = await Cli.RunAsync(_folder.Path, settings, "digest", "resend", unknown[0].manager, readable);
            Assert.True(resent.ExitCode == 0, resent.ToString());
            string[] copies = [.. server.Mails.Where(mail => mail.Contains($"<digest.{unknown[0].manager}.", StringComparison.Ordinal))];
            Assert.Equal(2, copies.Length);
            Assert.Equal(copies[0], copies[1]);
            Assert.Single(Rows("unknown"));

            CliResult again = await Cli.RunAsync(_folder.Path, settings, "digest", "resend", unknown[0].manager, readable);
            Assert.Equal(2, again.ExitCode);
            Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        }
        finally
        {
            org.Kill(entireProcessTree: true);
        }
    }

    private async Task<Dictionary<string, string>> SettingsAsync(Process org, int port)
    {
        Dictionary<string, string> settings = new()
        {
            ["State__Connection"] = _folder.File("state.db"),
            ["Mail__Transport"] = "Smtp",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail__From"] = "mentoring@sender.example",
            ["Mail__Connections"] = "2",
        };
        while (await org.StandardOutput.ReadLineAsync(Ct) is { Length: > 0 } line)
        {
            int at = line.IndexOf('=', StringComparison.Ordinal);
            settings[line[..at]] = line[(at + 1)..];
        }

        return settings;
    }

    private (string Manager, string Week)[] Rows(string state)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("state.db")};Pooling=False");
        return [.. connection.Query<(string, string)>("SELECT manager_id, week FROM mails WHERE state = @state ORDER BY manager_id", new { state })];
    }

    private static IEnumerable<string> MessageIds(TinySmtpServer server) =>
        server.Mails.Select(mail => mail.Split("\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.Ordinal)));
}
