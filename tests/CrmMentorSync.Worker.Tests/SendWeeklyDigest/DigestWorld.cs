using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>A state of its own with rows as the steps before the digest leave them, a recording transport, and the step.</summary>
internal sealed class DigestWorld : IAsyncDisposable
{
    public const string AsOf = "2026-03-09";

    private readonly string _folder = Directory.CreateTempSubdirectory("digest-").FullName;

    private DigestWorld()
    {
        State = new StateDatabase(Microsoft.Extensions.Options.Options.Create(new StateOptions { Connection = Path.Combine(_folder, "state.db") }));
    }

    public StateDatabase State { get; }

    /// <summary>Without the roll-up, so that each test counts the mails it is about.</summary>
    public SendWeeklyDigestOptions Options { get; } = new() { Currency = "USD", RollUp = false };

    public MailOptions Mail { get; } = new() { From = "Mentoring <mentoring@acme.example>", RetrySeconds = 0 };

    public RecordingTransport Transport { get; } = new();

    /// <summary>Monday, 9 March 2026, 12:00 UTC: 08:00 in New York (the day after its clock change), 13:00 in Berlin.</summary>
    public RunContext Run { get; set; } = new()
    {
        RunId = "run-1",
        AsOf = DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Now = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero),
        InstanceUrl = new Uri("https://acme.my.salesforce.com"),
    };

    public static Task<DigestWorld> EmptyAsync() => Task.FromResult(new DigestWorld());

    public DigestComposer Composer() => new(State, OptionsOf(Options), OptionsOf(Mail));

    public SendWeeklyDigestStep Step(IMailTransport? transport = null) => new(
        State, Composer(), Post(transport), OptionsOf(Options), OptionsOf(Mail), NullLogger<SendWeeklyDigestStep>.Instance);

    public DigestPost Post(IMailTransport? transport = null) => new(
        State, transport ?? Transport, OptionsOf(Mail), TimeProvider.System, NullLogger<DigestPost>.Instance);

    public async Task<ComposedDigest> ComposedForAsync(string manager)
    {
        DigestBatch batch = await Composer().ComposeAsync(Run, TestContext.Current.CancellationToken);
        return batch.Composed.Single(digest => digest.Manager == new UserId(manager));
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using DbConnection connection = await State.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, values);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using DbConnection connection = await State.OpenAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    public Task PersonAsync(string id, string name, string? manager, string? email = "someone@acme.example", string locale = "en_US",
        string language = "en_US", string zone = "America/New_York", string hired = "2021-05-03", int active = 1, string? leaveFrom = null) =>
        ExecuteAsync(
            """
            INSERT INTO people (id, username, name, first_name, email, is_active, user_type, manager_id, time_zone, locale, language,
              created_at, hire_date, leave_from, system_modstamp)
            VALUES (@id, @username, @name, @first, @email, @active, 'Standard', @manager, @zone, @locale, @language, 0, @hired, @leaveFrom, 0)
            """,
            new { id, username = id.ToLowerInvariant() + "@acme.example", name, first = name.Split(' ')[0], email, active, manager, zone, locale, language, hired, leaveFrom });

    public Task FlagAsync(string rep, string flag, string? strength, string? gap, double? probability = null, string? question = null, string asOf = AsOf) =>
        ExecuteAsync(
            """
            INSERT INTO flags (as_of, rep_id, flag, also, probability, strength, gap, reason, question, manager_id)
            VALUES (@asOf, @rep, @flag, '', @probability, @strength, @gap, 'as measured', @question, NULL)
            """,
            new { asOf, rep, flag, strength, gap, probability, question });

    public Task ScoreAsync(string rep, string skill, double estimate, double low, double high, double median, int n) =>
        ExecuteAsync(
            """
            INSERT INTO scores (as_of, rep_id, skill, peer_group, n, observed, estimate, low, high, p_lowest_fifth, p_highest_fifth, peer_median)
            VALUES (@AsOf, @rep, @skill, 'everyone', @n, @estimate, @estimate, @low, @high, 0.2, 0.2, @median)
            """,
            new { AsOf, rep, skill, estimate, low, high, median, n });

    public Task PairingAsync(string mentor, string mentee, string skill, string state, string reason, string proposedOn, string kind = "peer", string? decision = null) =>
        ExecuteAsync(
            """
            INSERT INTO pairings (pairing_key, kind, mentor_id, mentee_id, round, skill, quality, reason, state, manager_decision, proposed_on, expires_on, active_from)
            VALUES (@key, @kind, @mentor, @mentee, '2026w10', @skill, 0.8, @reason, @state, @decision, @proposedOn, @expires, @activeFrom)
            """,
            new
            {
                key = Pairing(mentor, mentee),
                kind,
                mentor,
                mentee,
                skill,
                reason,
                state,
                decision,
                proposedOn,
                activeFrom = state == "active" ? proposedOn : null,
                expires = DateOnly.ParseExact(proposedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(21).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });

    public async Task ActivityAsync(
        string activity, string side, string owner, string due, string pairing, string state = "open", string? task = "00T000000000000AAA",
        DateTimeOffset? doneAt = null, string? obstacle = null, string? unreadable = null, int occurrence = 1, int? grasp = null, string? learned = null)
    {
        string key = $"cms1.{pairing}.{activity}.{occurrence}.{side}";
        await ExecuteAsync(
            """
            INSERT INTO activities (key, pairing_key, activity, occurrence, side, owner_id, subject, description, due_on, planned_on, state, done_at, obstacle, unreadable, grasp, learned)
            VALUES (@key, @pairing, @activity, @occurrence, @side, @owner, 'Mentoring', '', @due, '2026-01-12', @state, @doneAt, @obstacle, @unreadable, @grasp, @learned)
            """,
            new { key, pairing, activity, occurrence, side, owner, due, state, doneAt = doneAt?.UtcTicks, obstacle, unreadable, grasp, learned });
        await ExecuteAsync("INSERT INTO tasks (key, salesforce_id, wanted, outbox) VALUES (@key, @task, '{}', 'clean')", new { key, task });
    }

    public Task WinAsync(string id, string name, string owner, double? amount, string closed) => ExecuteAsync(
        """
        INSERT INTO deals (id, name, owner_id, stage, is_closed, is_won, amount, close_date, created_at, system_modstamp)
        VALUES (@id, @name, @owner, 'Closed Won', 1, 1, @amount, @closed, 0, 0)
        """,
        new { id, name, owner, amount, closed });

    public static string Pairing(string mentor, string mentee) => $"{mentor}.{mentee}.2026w10";

    public ValueTask DisposeAsync()
    {
        State.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static IOptions<T> OptionsOf<T>(T value) where T : class => Microsoft.Extensions.Options.Options.Create(value);
}

/// <summary>Keeps what it is given and answers as it is told.</summary>
internal sealed class RecordingTransport : IMailTransport
{
    public List<MailMessageData> Mails { get; } = [];

    public Func<MailMessageData, MailOutcome> Answer { get; set; } = _ => new MailOutcome.Sent("taken");

    public Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
    {
        Mails.Add(message);
        return Task.FromResult(Answer(message));
    }

    public Task<string> CheckAsync(CancellationToken ct) => Task.FromResult("recording");
}
