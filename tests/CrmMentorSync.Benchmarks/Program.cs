using CrmMentorSync.Benchmarks.Calibration;
using CrmMentorSync.Benchmarks.Digests;
using CrmMentorSync.Benchmarks.Pull;
using CrmMentorSync.Benchmarks.Speed;
using CrmMentorSync.Benchmarks.Year;

(string Name, string Help, Func<string[], Task> Run)[] runs =
[
    ("calibration", "[orgs] [scenario]  realised against promised, on generated orgs of 300 reps whose truth is known (default 40 orgs, all scenarios)",
        CalibrationRun.RunAsync),
    ("scoring", "[deals]            10,000 reps from rows to rows: seconds and peak memory (default 250000, 500000 and 1000000 deals)", ScoringRun.RunAsync),
    ("assignment", "                  5,000 mentees, 1,000 mentors with 5 places each, every pair allowed; few pairs of many people; equals: seconds and memory", AssignmentRun.RunAsync),
    ("mail", "                        mails of 30 kB to smtp-sink at 0 and 20 ms round trip: ours against System.Net.Mail", MailRun.RunAsync),
    ("render", "                   2,000 digests as HTML against a bare string builder: digests a second", RenderRun.RunAsync),
    ("compose", "[reps]             all digests of a large org from rows in memory: lookups, models, pages (default 10000 reps, 1000 managers)", ComposeRun.RunAsync),
    ("pull", "[rows] [ms] [way] Opportunities over HTTP, side by side: gunzip, a bare loop, our client, our pull into SQLite; late answers one by one and in parallel (default 1000000, 50)",
        PullRun.RunAsync),
    ("year", "[weeks] [seed]       a year of mentoring on the sample org: what was asked of whom, what came of it, what a week costs (default 52, 1)", YearRun.RunAsync),
];

if (runs.FirstOrDefault(run => run.Name == args.FirstOrDefault()) is { Run: not null } chosen)
{
    await chosen.Run(args[1..]);
    return 0;
}

Console.WriteLine("dotnet run -c Release --project tests/CrmMentorSync.Benchmarks -- NAME");
foreach ((string name, string help, Func<string[], Task> _) in runs)
{
    Console.WriteLine($"  {name,-12} {help}");
}

return 2;
