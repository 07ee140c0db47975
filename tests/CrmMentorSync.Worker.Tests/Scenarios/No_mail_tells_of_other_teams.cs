using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.SendWeeklyDigest;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>Every mail of whole orgs is searched for people, figures and labels that are none of its reader's business.</summary>
public sealed partial class No_mail_tells_of_other_teams : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_six_weeks_of_the_sample_org_in_both_languages()
    {
        CliResult run = await Cli.RunAsync(_folder.Path, "demo", "--out", "demo");
        Assert.True(run.ExitCode == 0, run.ToString());
        string[] languages = await ScanAsync(_folder.File("demo/crm-mentor-sync.db"), [.. Enumerable.Range(1, 6).Select(week => _folder.File($"demo/week-{week}"))]);
        Assert.Equal(["de", "en"], languages);
        string index = File.ReadAllText(_folder.File("demo/week-6/index.html"));
        Assert.Equal(11, new HtmlParser().ParseDocument(index).QuerySelectorAll("iframe[src^='../week-5/mail/']").Length);
    }

    [Fact]
    public async Task In_a_generated_org_that_speaks_german()
    {
        OrgExportWriter.WriteFolder(OrgGenerator.Generate(new GeneratorOptions { Reps = 60, Segments = 2 }).Export, _folder.File("org"));
        string users = _folder.File("org/User.csv");
        File.WriteAllText(users, File.ReadAllText(users).Replace("\"en_US\"", "\"de\"", StringComparison.Ordinal));
        CliResult run = await Cli.RunAsync(_folder.Path, "cycle", "--org", "org", "--out", "out");
        Assert.True(run.ExitCode is 0 or 3, run.ToString());
        Assert.Equal(["de"], await ScanAsync(_folder.File("out/crm-mentor-sync.db"), [_folder.File("out")]));
    }

    private static async Task<string[]> ScanAsync(string database, IReadOnlyList<string> packs)
    {
        using var state = new StateDatabase(Microsoft.Extensions.Options.Options.Create(new StateOptions { Connection = database }));
        await using DbConnection connection = await state.OpenAsync(TestContext.Current.CancellationToken);
        Person[] people = [.. await connection.ReadPeopleAsync(TestContext.Current.CancellationToken)];
        var lines = ManagementChain.Of(people);
        IReadOnlyList<Pairing> pairings = await connection.ReadPairingsAsync(TestContext.Current.CancellationToken);
        HashSet<string> languages = [];
        foreach (string pack in packs)
        {
            var reps = Pack.Read(Path.Combine(pack, "flags.csv")).Select(row => new UserId(row["rep_id"])).ToHashSet();
            DateOnly asOf = Sql.ToDay(System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(pack, "run.json"))).RootElement.GetProperty("as_of").GetString()!);
            ILookup<UserId, SkillScore> scores = (await connection.ReadScoresAsync(asOf, TestContext.Current.CancellationToken)).ToLookup(score => score.Rep);
            string[] mails = Directory.GetFiles(Path.Combine(pack, "mail"), "*.html");
            Assert.NotEmpty(mails);
            foreach (string mail in mails)
            {
                Person manager = people.Single(person => person.Id.Value == Path.GetFileNameWithoutExtension(mail));
                IDocument page = new HtmlParser().ParseDocument(File.ReadAllText(mail));
                languages.Add(page.DocumentElement.GetAttribute("lang")!);
                Assert.Empty(MailChecker.Problems(File.ReadAllText(mail)));
                Assert.InRange(new FileInfo(Path.ChangeExtension(mail, ".eml")).Length, 1, 60_000);
                AssertCounted(page.Body!, mail);
                Scan(page, manager, people, lines, pairings, reps, scores, mail);
            }
        }

        return [.. languages.Order(StringComparer.Ordinal)];
    }

    /// <summary>As many things as the first lines call overdue say, each once and somewhere in the mail, how late they are.</summary>
    private static void AssertCounted(IElement page, string mail)
    {
        string text = page.TextContent;
        Match said = Overdue().Match(text);
        int number = said.Success ? Number(said) : 0;
        // Acts say how late something is, the list when it was due.
        int told = Late().Count(text) + page.QuerySelectorAll(".tap").Count(line => WasDue().IsMatch(line.TextContent));
        // What has no room is counted at the end of its list.
        Assert.True(number == told || (number > told && More().Matches(text).Any(more => Number(more) == number - told)), $"{mail}: {number} overdue, {told} told");
    }

    private static int Number(Match words)
    {
        string word = words.Groups.Cast<Group>().Skip(1).First(group => group.Success).Value;
        return int.TryParse(word, CultureInfo.InvariantCulture, out int digits) ? digits : Numbers[word.ToLowerInvariant()];
    }

    private static readonly Dictionary<string, int> Numbers = new[] { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" }
        .Zip(["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"])
        .SelectMany((words, at) => new[] { (words.First, at + 1), (words.Second, at + 1) }).ToDictionary(word => word.Item1, word => word.Item2, StringComparer.Ordinal);

    [GeneratedRegex(@"(\w+) (?:agreed steps? (?:is|are) overdue|vereinbarter? Schritte? (?:ist|sind) überfällig)")]
    private static partial Regex Overdue();

    [GeneratedRegex(@"(?:days? late|Tage? zu spät)")]
    private static partial Regex Late();

    [GeneratedRegex(": (?:due|fällig am) [^,]*$")]
    private static partial Regex WasDue();

    [GeneratedRegex(@"and (\w+) more|und (ein) weiterer Punkt|und (\w+) weitere")]
    private static partial Regex More();

    private static void Scan(
        IDocument page, Person manager, Person[] people, ManagementChain lines, IReadOnlyList<Pairing> pairings, HashSet<UserId> reps, ILookup<UserId, SkillScore> scores, string mail)
    {
        string text = page.Body!.TextContent;
        var voice = new DigestVoice(manager, DateTimeOffset.UnixEpoch, new LightningLinks(new Uri("https://x.example")), null);
        // Two people's figures may be equal by chance: what an own report's say is no secret.
        var own = scores.Where(rep => lines.IsAbove(manager.Id, rep.Key)).SelectMany(rep => rep).Select(voice.Figures).ToHashSet(StringComparer.Ordinal);
        Assert.All(page.QuerySelectorAll("a[href*='/User/']"), link =>
        {
            var id = new UserId(link.GetAttribute("href")!.Split('/')[^2]);
            Assert.True(lines.IsAbove(manager.Id, id), $"{mail} links to {id}");
        });
        foreach (Person stranger in people.Where(person => reps.Contains(person.Id) && !lines.IsAbove(manager.Id, person.Id)))
        {
            // A mentor is named to those who decide about and work with the mentee, and so is who would be next; nobody else is.
            bool mayBeNamed = pairings.Any(pairing => lines.IsAbove(manager.Id, pairing.Mentee)
                && (pairing.Mentor == stranger.Id || pairing.Reason.Contains(stranger.Name, StringComparison.Ordinal)));
            Assert.True(mayBeNamed || !text.Contains(stranger.Name, StringComparison.Ordinal), $"{mail} names {stranger.Name}");
            Assert.All(scores[stranger.Id].Where(score => score.N > 0).Select(voice.Figures).Where(figures => !own.Contains(figures)), figures =>
                Assert.False(text.Contains(figures, StringComparison.Ordinal), $"{mail} tells {figures} of {stranger.Name}"));
        }

        // The reader's own name never stands in a row with a label.
        Assert.All(page.QuerySelectorAll("span[class^='f-']"), label =>
            Assert.DoesNotContain(manager.Name, label.ParentElement!.TextContent, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<FlagKind>(), flag => Assert.DoesNotContain(voice.Words.FlagWord(flag), page.Title!, StringComparison.OrdinalIgnoreCase));
    }
}
