using System.Globalization;
using CrmMentorSync.Worker.State;
using CsvHelper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>What the people file says of one person; everything but the person may be left empty.</summary>
internal sealed record PeopleFileLine
{
    public required long Line { get; init; }

    /// <summary>Id or Username as written.</summary>
    public required string Person { get; init; }
    public DateOnly? HireDate { get; init; }
    public DateOnly? LeaveFrom { get; init; }
    public DateOnly? LeaveTo { get; init; }

    /// <summary>Over 0 up to 1.</summary>
    public double? Fte { get; init; }
    public string? Segment { get; init; }
    public bool Exclude { get; init; }
    public int? MaxMentees { get; init; }

    /// <summary>Of someone without a login, who is no user; null for everyone else.</summary>
    public OutsideMentorRow? Mentor { get; init; }
}

/// <summary>Something in the file that could not be taken.</summary>
internal sealed record PeopleFileProblem(string Record, string Reason);

/// <summary>Reads the people file: a CSV with a header, <c>Id</c> or <c>Username</c> and any of the optional columns.</summary>
internal static class PeopleFile
{
    private static readonly string[] Optional = ["hire_date", "leave_from", "leave_to", "fte", "segment", "exclude", "max_mentees", "external", "name", "teaches", "time_zone"];

    /// <summary>A bad line is a problem with its number; the rest goes on.</summary>
    public static (IReadOnlyList<PeopleFileLine> Lines, IReadOnlyList<PeopleFileProblem> Problems) Read(string text)
    {
        List<PeopleFileLine> lines = [];
        List<PeopleFileProblem> problems = [];
        using CsvReader csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            // A quote that is never closed costs its own line, not the rest of the file.
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = bad => problems.Add(Refused(bad.LineNumber, Describe(bad.Reason))),
        });
        csv.ReadHeader();
        string[] headers = [.. csv.Headers.Select(header => header.Trim().ToLowerInvariant())];
        string? key = headers.FirstOrDefault(header => header is "id" or "username");
        if (key is null)
        {
            return ([], [new PeopleFileProblem("line 1", "the first line names no column Id or Username: add one, so that lines find their person")]);
        }

        problems.AddRange(headers.Where(header => header.Length > 0 && header is not ("id" or "username") && !Optional.Contains(header))
            .Select(header => new PeopleFileProblem("line 1", $"column '{header}' is unknown and not used: known are Id, Username, {string.Join(", ", Optional)}")));
        while (csv.Read())
        {
            long line = csv.LineNumber;
            var fields = new PeopleFileFields(headers, csv);
            PeopleFileLine parsed = new()
            {
                Line = line,
                Person = fields.Text("id") ?? fields.Text("username") ?? fields.Problem("the person is missing"),
                HireDate = fields.Day("hire_date"),
                LeaveFrom = fields.Day("leave_from"),
                LeaveTo = fields.Day("leave_to"),
                Fte = fields.Fte(),
                Segment = fields.Text("segment"),
                Exclude = fields.Flag("exclude"),
                MaxMentees = fields.Whole("max_mentees"),
            };
            parsed = fields.Flag("external") ? parsed with { Mentor = fields.Mentor(parsed.Person) } : parsed;
            string? wrong = fields.FirstProblem
                ?? (parsed.LeaveTo < parsed.LeaveFrom ? "leave_to is before leave_from" : null)
                ?? (parsed is { LeaveTo: not null, LeaveFrom: null } ? "leave_to stands without leave_from" : null);
            if (wrong is null)
            {
                lines.Add(parsed);
            }
            else
            {
                problems.Add(Refused(line, wrong));
            }
        }

        return (lines, problems);
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "the line has not as many columns as the header",
        CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes => "a quote is opened and not closed",
        _ => "a quote stands where none may",
    };

    public static PeopleFileProblem Refused(long line, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line}"), $"{reason}: correct the line; it was passed over");
}
