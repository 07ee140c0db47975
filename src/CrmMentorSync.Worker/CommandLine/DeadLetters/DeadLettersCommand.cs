using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.DeadLetters;

/// <summary><c>dead-letters list|retry</c>: what was refused for good, and sending Tasks once more when the cause is put right.</summary>
internal static class DeadLettersCommand
{
    private static readonly CommonOptions Options = new();

    public static Command Create()
    {
        var keys = new Argument<string[]>("KEY")
        {
            Description = "Keys of Tasks as 'dead-letters list' shows them.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "All refused Tasks." };
        var list = new Command("list", "Lists the records that were refused and still stand, one line each with the reason and the remedy.") { Options.State };
        list.SetAction((parse, ct) => CommandGuard.RunAsync(verbose: false, () => ListAsync(parse.GetValue(Options.State), ct)));
        var retry = new Command("retry", "Lets the next run send refused Tasks once more, after their cause was put right.") { keys, all, Options.State };
        retry.SetAction((parse, ct) => CommandGuard.RunAsync(
            verbose: false, () => RetryAsync(parse.GetValue(Options.State), parse.GetValue(keys) ?? [], parse.GetValue(all), ct)));
        return new Command("dead-letters", "Shows what was refused for good (Tasks, mails, rows of a source), and lets Tasks be sent again.") { list, retry };
    }

    private static async Task<int> ListAsync(string? path, CancellationToken ct)
    {
        using IHost host = ExistingState.Open(path, verbose: false);
        await using DbConnection connection = await host.Services.GetRequiredService<StateDatabase>().OpenAsync(ct);
        IReadOnlyList<DeadLetter> letters = await connection.ReadDeadLettersAsync(ct);
        foreach (DeadLetter letter in letters)
        {
            string since = letter.Since is { } at ? at.ToString("'since 'yyyy-MM-dd", CultureInfo.InvariantCulture) : "since long ago";
            Console.WriteLine($"{letter.Source} {letter.Record}: {letter.Reason} ({since})");
        }

        int tasks = letters.Count(letter => letter.IsTask);
        Console.WriteLine(letters.Count == 0
            ? "no dead letters"
            : string.Create(CultureInfo.InvariantCulture, $"{letters.Count} dead letters")
                + (tasks == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {tasks} are Tasks: put the cause right, then dead-letters retry")));
        return ExitCodes.Done;
    }

    private static async Task<int> RetryAsync(string? path, string[] keys, bool all, CancellationToken ct)
    {
        if (all == (keys.Length > 0))
        {
            throw new UsageException("say which Tasks: either their keys, as 'dead-letters list' shows them, or --all");
        }

        using IHost host = ExistingState.Open(path, verbose: false);
        StateDatabase state = host.Services.GetRequiredService<StateDatabase>();
        TimeProvider clock = host.Services.GetRequiredService<TimeProvider>();
        await using RunLease lease = await RunLease.AcquireAsync(state, clock, "dead-letters", ct);
        await using DbConnection connection = await state.OpenAsync(ct);
        IReadOnlyList<DeadLetter> letters = await connection.ReadDeadLettersAsync(ct);
        HashSet<string> refused = [.. letters.Where(letter => letter.IsTask).Select(letter => letter.Record)];
        string[] known = all ? [.. refused.Order(StringComparer.Ordinal)] : [.. keys.Distinct(StringComparer.Ordinal).Where(refused.Contains)];
        await connection.RetryTasksAsync(known, ct);
        string[] unknown = [.. keys.Distinct(StringComparer.Ordinal).Where(key => !refused.Contains(key))];
        foreach (string key in unknown)
        {
            Console.Error.WriteLine($"crm-mentor-sync: {Why(key, letters)}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{known.Length} Tasks are sent again with the next run"));
        return unknown.Length > 0 ? ExitCodes.Configuration : ExitCodes.Done;
    }

    /// <summary>Why a record cannot be sent again.</summary>
    private static string Why(string key, IReadOnlyList<DeadLetter> letters) =>
        letters.FirstOrDefault(letter => letter.Record == key) is { } other
            ? $"{other.Source} {key} is no Task: put it right where it comes from, and the next run takes it by itself"
            : $"no refused Task has the key {key}: see dead-letters list";
}
