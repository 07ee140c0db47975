using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>The options that several commands share, said once.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Org { get; } = new("--org")
    {
        Description = "Folder of Salesforce CSV exports (User.csv and Opportunity.csv required), served by the embedded org for this run. "
            + "All Salesforce settings are ignored and mail goes to files under --out.",
        HelpName = "DIR",
    };

    public Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day to judge; deals closed on it count. Default: with --org the newest created or closed date of a deal, "
            + "else the newest day that has begun everywhere, by the org's own clock.",
        HelpName = "YYYY-MM-DD",
        CustomParser = Day,
    };

    public Option<string?> State { get; } = new("--state")
    {
        Description = "The state: path of an SQLite file. Default: State__Connection; with --org and demo a file in --out.",
        HelpName = "PATH",
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "Folder for the audit pack. Default: ./out/<as-of>.",
        HelpName = "DIR",
    };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Log what each step does, to standard error." };

    /// <summary>What was said, read once.</summary>
    public RunSettings Read(ParseResult parse) => new()
    {
        Org = parse.GetValue(Org),
        AsOf = parse.GetValue(AsOf),
        State = parse.GetValue(State),
        Out = parse.GetValue(Out),
        Verbose = parse.GetValue(Verbose),
    };

    /// <summary>Adds all of them to a command.</summary>
    public Command On(Command command)
    {
        foreach (Option option in (Option[])[Org, AsOf, State, Out, Verbose])
        {
            command.Options.Add(option);
        }

        return command;
    }

    internal static DateOnly? Day(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && day.Year is >= 1990 and <= 2100)
        {
            return day;
        }

        result.AddError($"'{text}' is not a day between 1990 and 2100; write it as YYYY-MM-DD, for example 2026-09-30");
        return null;
    }
}

/// <summary>The shared options as they were given.</summary>
internal sealed record RunSettings
{
    public string? Org { get; init; }
    public DateOnly? AsOf { get; init; }
    public string? State { get; init; }
    public string? Out { get; init; }
    public bool Verbose { get; init; }
}
