using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>
/// Postfix with Dovecot's login on this machine: TLS, authentication, a mail folder for every address of acme.example, and addresses
/// that are refused. In a folder and on ports of its own; absent where it is not installed or may not be started.
/// </summary>
public sealed class PostfixServer : IAsyncLifetime
{
    private const string Postfix = "/usr/sbin/postfix";
    private const string Dovecot = "/usr/sbin/dovecot";
    private readonly TemporaryFolder _folder = new();
    private Process? _login;

    /// <summary>Why it does not run; null where it does.</summary>
    public string? Absent { get; private set; }

    /// <summary>Offers STARTTLS, and a login after it.</summary>
    public int Port { get; private set; }

    /// <summary>The same server without STARTTLS.</summary>
    public int BarePort { get; private set; }

    internal string Issuer => _folder.File("certificate.pem");

    public async ValueTask InitializeAsync()
    {
        Absent = !File.Exists(Postfix) || !File.Exists(Dovecot) ? "Postfix and Dovecot are not installed on this machine"
            : Environment.UserName != "root" ? "only root can start Postfix"
            : null;
        if (Absent is not null)
        {
            return;
        }

        (Port, BarePort) = (FreePort(), FreePort());
        await WriteAsync();
        _login = Process.Start(new ProcessStartInfo(Dovecot, ["-F", "-c", _folder.File("dovecot.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true });
        await RunAsync(Postfix, "-c", _folder.Path, "start");
        for (int wait = 0; wait < 300 && !(File.Exists(_folder.File("spool/private/auth")) && await AnswersAsync(Port) && await AnswersAsync(BarePort)); wait++)
        {
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Absent is null)
        {
            await RunAsync(Postfix, "-c", _folder.Path, "stop");
            _login?.Kill(entireProcessTree: true);
            await (_login?.WaitForExitAsync() ?? Task.CompletedTask);
            _login?.Dispose();
        }

        _folder.Dispose();
    }

    internal void Use(MailOptions options)
    {
        options.Transport = MailTransportKind.Smtp;
        options.Host = "127.0.0.1";
        options.Port = Port;
        options.Tls = MailTls.StartTls;
        options.IssuerFile = Issuer;
        options.User = "mentoring";
        options.Password = "right";
        options.From = "Mentoring <mentoring@sender.example>";
    }

    /// <summary>What lies in the mail folder of an address, once <paramref name="count"/> mails have come or patience is over.</summary>
    internal async Task<IReadOnlyList<string>> InboxAsync(string address, int count)
    {
        string folder = _folder.File($"mail/{address}/new");
        for (int wait = 0; wait < 100; wait++)
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder) is { } files && files.Length >= count)
            {
                return [.. files.Select(File.ReadAllText)];
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(File.ReadAllText)] : [];
    }

    private async Task WriteAsync()
    {
        string at = _folder.Path;
        await RunAsync("/bin/chmod", "755", at);
        Directory.CreateDirectory(_folder.File("spool"));
        Directory.CreateDirectory(_folder.File("data"));
        Directory.CreateDirectory(_folder.File("mail"));
        await RunAsync("/bin/chown", "postfix", _folder.File("data"));
        await RunAsync("/bin/chown", "mail:mail", _folder.File("mail"));
        using X509Certificate2 certificate = TestCertificate.Make();
        (string issuer, string key) = TestCertificate.Write(certificate, at);
        await File.WriteAllTextAsync(_folder.File("users"), "mentoring:{PLAIN}right\n");
        await File.WriteAllTextAsync(_folder.File("refused"), """
            gone@acme.example    550 5.1.1 no such mailbox
            full@acme.example    451 4.2.2 mailbox full, try later
            closing@acme.example 421 4.3.2 closing down

            """);
        await File.WriteAllTextAsync(_folder.File("main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {at}/spool
            data_directory = {at}/data
            maillog_file = {at}/log
            maillog_file_prefixes = {at}
            mail_owner = postfix
            setgid_group = postdrop
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.acme.example
            mydestination =
            mynetworks =
            local_recipient_maps =
            alias_maps =
            alias_database =
            virtual_mailbox_domains = acme.example
            virtual_mailbox_base = {at}/mail
            virtual_mailbox_maps = texthash:{at}/folders
            virtual_uid_maps = static:8
            virtual_gid_maps = static:8
            virtual_minimum_uid = 1
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = private/auth
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes
            smtpd_tls_cert_file = {issuer}
            smtpd_tls_key_file = {key}
            smtpd_recipient_restrictions = check_recipient_access texthash:{at}/refused, permit_sasl_authenticated, reject
            smtpd_relay_restrictions = permit_sasl_authenticated, reject

            """);
        await File.WriteAllLinesAsync(_folder.File("folders"), Addresses().Select(address => $"{address} {address}/"));
        await File.WriteAllTextAsync(_folder.File("master.cf"), $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            127.0.0.1:{BarePort} inet n - n - - smtpd -o smtpd_tls_security_level=none -o smtpd_tls_auth_only=no
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd

            """);
        await File.WriteAllTextAsync(_folder.File("dovecot.conf"), $$"""
            protocols =
            base_dir = {{at}}/dovecot
            state_dir = {{at}}/dovecot
            log_path = {{at}}/dovecot.log
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            passdb {
              driver = passwd-file
              args = scheme=plain {{at}}/users
            }
            userdb {
              driver = static
              args = uid=8 gid=8 home=/tmp
            }
            service auth {
              unix_listener {{at}}/spool/private/auth {
                mode = 0666
              }
            }

            """);
        Directory.CreateDirectory(_folder.File("spool/private"));
        await RunAsync("/bin/chown", "postfix", _folder.File("spool/private"));
    }

    /// <summary>The addresses that have a mail folder.</summary>
    internal static IEnumerable<string> Addresses() =>
        [.. Enumerable.Range(0, 40).Select(number => string.Create(CultureInfo.InvariantCulture, $"reader{number}@acme.example")),
            "dana@acme.example", "jonas@acme.example", "quinn@acme.example", "gone@acme.example", "full@acme.example", "closing@acme.example"];

    private static async Task RunAsync(string program, params string[] args)
    {
        using Process run = Process.Start(new ProcessStartInfo(program, args))!;
        await run.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
