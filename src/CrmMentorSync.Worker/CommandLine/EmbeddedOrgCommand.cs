using System.CommandLine;
using System.Globalization;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>embedded-org</c>: serves a Salesforce org in a box until stopped.</summary>
internal static class EmbeddedOrgCommand
{
    private static readonly Option<string?> Org = new("--org") { Description = "Folder of Salesforce CSV exports.", HelpName = "DIR" };
    private static readonly Option<bool> Sample = new("--sample") { Description = "The bundled sample company." };
    private static readonly Option<string?> Generate = new("--generate")
    {
        Description = $"A generated org with known truth, for example reps=300,deals=32,seed=1. {string.Join("; ", GeneratorOptions.Keys)}.",
        HelpName = "SPEC",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port on 127.0.0.1; 0 takes any free one.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "The day at whose end (23:59:00Z) the org's clock starts. Default: the data's newest day.",
        HelpName = "YYYY-MM-DD",
        CustomParser = CommonOptions.Day,
    };

    private static readonly Option<int> Latency = new("--latency")
    {
        Description = "Milliseconds added to every answer.",
        HelpName = "MS",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string?> Journal = new("--journal")
    {
        Description = "File that keeps the org's own writes, so that a restart meets the same org. Default: none.",
        HelpName = "PATH",
    };

    private static readonly Option<string?> Export = new("--export")
    {
        Description = "Writes the org's data as CSV exports into a folder and exits, for use with --org. Of a generated org, what is true of each seller goes to DIR.truth.csv beside it.",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Fault = new("--fault")
    {
        Description = $"A fault armed at the start; may be said several times. With a number: {string.Join(", ", EmbeddedOrgServer.FaultNames)}; with a text: {string.Join(", ", EmbeddedOrgServer.FaultTextNames)}.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> JwtKey = new("--jwt-key")
    {
        Description = "PEM file with the public key or certificate of the JWT bearer flow: the settings then name the user instead of the secret.",
        HelpName = "PATH",
    };

    public static Command Create()
    {
        var command = new Command(
            "embedded-org",
            "Serves the embedded org alone until stopped. Its first lines are the settings that reach it, one NAME=value a line.");
        foreach (Option option in (Option[])[Org, Sample, Generate, Port, AsOf, Latency, Journal, Export, Fault, JwtKey])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, ct) => CommandGuard.RunAsync(verbose: false, () => RunAsync(parse, ct)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken ct)
    {
        if (parse.GetValue(Port) is < 0 or > 65535)
        {
            throw new UsageException("--port must be from 0 (any free one) to 65535");
        }

        if (parse.GetValue(Latency) is < 0 or > 60_000)
        {
            throw new UsageException("--latency must be from 0 to 60000 milliseconds");
        }

        (OrgExport export, DateOnly? day, ExportTable? truth) = Load(parse, ct);
        foreach (RefusedRow row in export.Refused)
        {
            Console.Error.WriteLine($"refused: {row.File} line {row.Line}: {row.Reason}");
        }

        if (parse.GetValue(Export) is { } folder)
        {
            OrgExportWriter.WriteFolder(export, folder);
            Console.WriteLine($"exported to {Path.GetFullPath(folder)}");
            if (truth is not null)
            {
                string file = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".truth.csv";
                OrgExportWriter.WriteFile(truth, file);
                Console.WriteLine($"what is true of each seller: {file}");
            }

            return ExitCodes.Done;
        }

        (Dictionary<string, int> numbers, Dictionary<string, string> texts) = Faults(parse.GetValue(Fault) ?? []);
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(
            new EmbeddedOrgOptions
            {
                Export = export,
                AsOf = parse.GetValue(AsOf) ?? day,
                Port = parse.GetValue(Port),
                Latency = TimeSpan.FromMilliseconds(parse.GetValue(Latency)),
                JournalPath = parse.GetValue(Journal),
                Faults = numbers,
                FaultTexts = texts,
                JwtKey = parse.GetValue(JwtKey) is { } key ? await ReadKeyAsync(key, ct) : null,
            },
            ct);
        Console.WriteLine($"Salesforce__LoginUrl={server.Url}");
        Console.WriteLine($"Salesforce__ClientId={server.ClientId}");
        Console.WriteLine(parse.GetValue(JwtKey) is null
            ? $"Salesforce__ClientSecret={server.ClientSecret}"
            : $"Salesforce__Username={server.IntegrationUsername}");
        if (parse.GetValue(Org) is { } org && File.Exists(Path.Combine(org, "People.csv")))
        {
            Console.WriteLine($"Pull__PeopleFile={Path.GetFullPath(Path.Combine(org, "People.csv"))}");
        }

        Console.WriteLine();
        Console.WriteLine($"# serving as of {OrgInABox.DayText(server.AsOf)}; stop with Ctrl+C");
        await Console.Out.FlushAsync(ct);
        await UntilStoppedAsync(ct);
        return ExitCodes.Done;
    }

    private static (OrgExport Export, DateOnly? AsOf, ExportTable? Truth) Load(ParseResult parse, CancellationToken ct)
    {
        string? folder = parse.GetValue(Org);
        string? spec = parse.GetValue(Generate);
        bool sample = parse.GetValue(Sample);
        int sources = (folder is null ? 0 : 1) + (spec is null ? 0 : 1) + (sample ? 1 : 0);
        if (sources != 1)
        {
            throw new UsageException("say which data to serve: exactly one of --org DIR, --sample or --generate SPEC");
        }

        if (folder is not null)
        {
            return (OrgFolder.Load(folder, ct), null, null);
        }

        if (sample)
        {
            return (SampleOrg.Create(), SampleOrg.AsOf, null);
        }

        try
        {
            GeneratorOptions options = GeneratorOptions.Parse(spec!);
            GeneratedOrg org = OrgGenerator.Generate(options);
            return (org.Export, options.AsOf, org.TruthTable());
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--generate: {wrong.Message}");
        }
    }

    private static (Dictionary<string, int> Numbers, Dictionary<string, string> Texts) Faults(IEnumerable<string> faults)
    {
        Dictionary<string, int> numbers = [];
        Dictionary<string, string> texts = [];
        foreach (string fault in faults)
        {
            string[] parts = fault.Split('=', 2);
            if (parts.Length == 2 && EmbeddedOrgServer.FaultTextNames.Contains(parts[0]))
            {
                texts[parts[0]] = parts[1];
            }
            else if (parts.Length == 2 && EmbeddedOrgServer.FaultNames.Contains(parts[0])
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbers[parts[0]] = number;
            }
            else
            {
                throw new UsageException(
                    $"--fault {fault}: say NAME=NUMBER with one of {string.Join(", ", EmbeddedOrgServer.FaultNames)}, or NAME=TEXT with one of {string.Join(", ", EmbeddedOrgServer.FaultTextNames)}");
            }
        }

        return (numbers, texts);
    }

    private static async Task<string> ReadKeyAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--jwt-key: there is no file '{path}'");
        }

        return await File.ReadAllTextAsync(path, ct);
    }

    private static async Task UntilStoppedAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C or SIGTERM: the normal end.
        }
    }
}
