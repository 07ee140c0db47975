using System.Diagnostics;
using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Smtp;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>
/// Mails of 30 kB handed to Postfix's smtp-sink over connections with and without a round trip of 20 ms, in one run: one client of
/// System.Net.Mail against our sessions.
/// </summary>
internal static class MailRun
{
    private const string Sink = "/usr/sbin/smtp-sink";

    public static async Task RunAsync(string[] args)
    {
        if (!File.Exists(Sink))
        {
            Console.WriteLine("smtp-sink is not installed (Debian's package postfix): there is nothing to send to");
            return;
        }

        int port = 20_000 + (Environment.ProcessId % 20_000);
        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        using Process sink = Process.Start(new ProcessStartInfo(Sink, [.. user, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "256"]))!;
        try
        {
            await Task.Delay(500);
            await using var far = new DelayedLine(port, TimeSpan.FromMilliseconds(10));
            await SayAsync("warm-up", 50, () => OursAsync(port, 50, 6));
            double near = await SayAsync("ours, 6 connections, 0 ms", 2_000, () => OursAsync(port, 2_000, 6));
            double nearNet = await SayAsync("System.Net.Mail, one client, 0 ms", 300, () => FrameworkAsync(port, 300));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {near / nearNet:0.0}"));
            double farNet = await SayAsync("System.Net.Mail, one client, 20 ms", 300, () => FrameworkAsync(far.Port, 300));
            foreach (int connections in (int[])[1, 4, 6, 10])
            {
                double ours = await SayAsync($"ours, {connections} connections, 20 ms", 300, () => OursAsync(far.Port, 300, connections));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {ours / farNet:0.0}"));
            }

            await SayAsync("ours, 6 connections, 20 ms", 2_000, () => OursAsync(far.Port, 2_000, 6));
        }
        finally
        {
            sink.Kill();
        }
    }

    private static async Task<double> SayAsync(string name, int count, Func<Task> send)
    {
        long began = Stopwatch.GetTimestamp();
        await send();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {count,5} mails {seconds,8:0.00} s {count / seconds,8:0} mails/s"));
        return count / seconds;
    }

    private static async Task OursAsync(int port, int count, int connections)
    {
        var options = new MailOptions { Transport = MailTransportKind.Smtp, Host = "127.0.0.1", Port = port, From = "a@b.example", Connections = connections };
        using var transport = new SmtpTransport(Options.Create(options));
        int failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = transport.AtOnce },
            async (number, ct) =>
            {
                if (await transport.SendAsync(Message(number), ct) is not MailOutcome.Sent)
                {
                    Interlocked.Increment(ref failed);
                }
            });
        await transport.RestAsync(CancellationToken.None);
        if (failed > 0)
        {
            throw new InvalidOperationException($"{failed} mails were not sent");
        }
    }

    private static async Task FrameworkAsync(int port, int count)
    {
        using var client = new SmtpClient("127.0.0.1", port);
        for (int number = 0; number < count; number++)
        {
            MailMessageData message = Message(number);
            using var mail = new MailMessage(message.From.Address, message.To.Address) { Subject = message.Subject };
            mail.AlternateViews.Add(View(message.Text, MediaTypeNames.Text.Plain));
            mail.AlternateViews.Add(View(message.Html, MediaTypeNames.Text.Html));
            await client.SendMailAsync(mail);
        }
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private static readonly string Html = string.Concat(Enumerable.Range(0, 400).Select(line => $"<tr><td>Row {line} of a digest that says what to do this week</td></tr>\r\n"));

    private static MailMessageData Message(int number) => new()
    {
        FileStem = "m",
        From = new MailParty("Mentoring", "mentoring@acme.example"),
        To = new MailParty("A Reader", string.Create(CultureInfo.InvariantCulture, $"reader{number}@acme.example")),
        Subject = "Three things this week",
        MessageId = string.Create(CultureInfo.InvariantCulture, $"digest.{number}@acme.example"),
        Date = DateTimeOffset.UnixEpoch,
        ListId = "digest.acme.example",
        Language = "en",
        Text = "What to do this week\r\n",
        Html = Html,
    };
}
