using System.Reflection;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Worker.Tests.Architecture;

public class Structure_of_the_code
{
    private static readonly IReadOnlyList<SourceFile> Worker = SourceScan.Under("src", "CrmMentorSync.Worker");

    [Fact]
    public void No_step_names_another_step()
    {
        List<string> found = [];
        foreach (string step in SourceScan.Steps.Where(step => Directory.Exists(Path.Combine(Fixtures.Repository.Root, "src", "CrmMentorSync.Worker", step))))
        {
            found.AddRange(SourceScan.NamesOtherSteps(step, SourceScan.Under("src", "CrmMentorSync.Worker", step)));
        }

        Assert.Empty(found);
    }

    [Fact]
    public void A_step_that_names_another_is_found() =>
        Assert.Single(SourceScan.NamesOtherSteps("RaiseFlags", [new SourceFile("RaiseFlags/X.cs", "using CrmMentorSync.Worker.ScorePerformance;")]));

    [Theory]
    [InlineData("Quartz", "Schedules")]
    [InlineData("System.Net.Mail", "Mail")]
    [InlineData("Microsoft.Data.Sqlite", "State")]
    [InlineData("System.CommandLine", "CommandLine")]
    [InlineData("Spectre.Console", "CommandLine")]
    public void Each_vendor_lives_in_one_folder(string vendor, string folder) =>
        Assert.Empty(SourceScan.UsesVendor(vendor, folder, Worker));

    [Fact]
    public void A_vendor_outside_its_folder_is_found() =>
        Assert.Single(SourceScan.UsesVendor("Quartz", "Schedules", [new SourceFile("src/W/RaiseFlags/X.cs", "using Quartz;")]));

    [Fact]
    public void Nothing_is_async_void() => Assert.Empty(SourceScan.AsyncVoid(Worker));

    [Fact]
    public void An_async_void_is_found() => Assert.Single(SourceScan.AsyncVoid([new SourceFile("X.cs", "async void Go()")]));

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.Empty(SourceScan.LongerThan(300, SourceScan.Under("src")));

    [Fact]
    public void A_file_of_301_lines_is_found() =>
        Assert.Single(SourceScan.LongerThan(300, [new SourceFile("X.cs", new string('\n', 301))]));

    [Fact]
    public void Every_event_id_is_used_once()
    {
        IReadOnlyList<(int Id, string Path)> ids = SourceScan.EventIds(Worker);
        Assert.NotEmpty(ids);
        Assert.All(ids.GroupBy(entry => entry.Id), group => Assert.Single(group));
    }

    [Theory]
    [InlineData("PullFromSalesforce", 1100)]
    [InlineData("ReadBackTasks", 1200)]
    [InlineData("ScorePerformance", 1300)]
    [InlineData("RaiseFlags", 1400)]
    [InlineData("ProposePairings", 1500)]
    [InlineData("PlanActivities", 1600)]
    [InlineData("WriteBackTasks", 1700)]
    [InlineData("SendWeeklyDigest", 1900)]
    [InlineData("Salesforce", 2000)]
    [InlineData("State", 2100)]
    [InlineData("Mail", 2200)]
    [InlineData("Schedules", 2300)]
    [InlineData("CommandLine", 2400)]
    public void Event_ids_lie_in_their_folders_range(string folder, int from) =>
        Assert.DoesNotContain(SourceScan.EventIds(SourceScan.Under("src", "CrmMentorSync.Worker", folder)), entry => entry.Id < from || entry.Id > from + 99);

    [Fact]
    public void Every_options_class_has_a_validator() => Assert.Empty(SourceScan.OptionsWithoutValidator(Worker));

    [Fact]
    public void An_options_class_without_validator_is_found() =>
        Assert.Equal(["LooseOptions"], SourceScan.OptionsWithoutValidator([new SourceFile("X.cs", "class LooseOptions { const string Section = \"Loose\"; }")]));

    [Fact]
    public void The_domain_references_numerics_and_civil_time_only()
    {
        string[] allowed = ["System", "netstandard", "mscorlib", "MathNet.Numerics", "NodaTime"];
        Assert.All(
            typeof(Person).Assembly.GetReferencedAssemblies().Select(name => name.Name!),
            name => Assert.Contains(allowed, prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_domain_signature_holds_a_task_or_a_clock() => Assert.Empty(ImpureSignatures(typeof(Person).Assembly.GetTypes()));

    [Fact]
    public void A_domain_signature_with_a_task_is_found() => Assert.NotEmpty(ImpureSignatures([typeof(Impure)]));

    private static IReadOnlyList<string> ImpureSignatures(IEnumerable<Type> types) =>
        [.. types.SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).Any(IsImpure))
            .Select(method => $"{type.Name}.{method.Name}"))];

    private static bool IsImpure(Type type) =>
        type == typeof(TimeProvider) || typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || type == typeof(CancellationToken)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private sealed class Impure
    {
        public static Task Go() => Task.CompletedTask;
    }
}
