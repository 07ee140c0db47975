using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

public sealed class Bad_input_is_named_and_the_rest_goes_on : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_folder_is_a_usage_error_that_names_it()
    {
        CliResult run = await Cli.RunAsync(_folder.Path, "cycle", "--org", "nowhere");
        AssertClear(run, 2, "nowhere");
    }

    [Theory]
    [InlineData("User.csv")]
    [InlineData("Opportunity.csv")]
    public async Task A_missing_required_file_is_named(string file)
    {
        SmallOrg.Write(_folder.Path);
        File.Delete(_folder.File(file));
        AssertClear(await CycleAsync(), 2, file);
    }

    [Fact]
    public async Task A_missing_required_column_is_named()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"), SmallOrg.Deals().Select((line, n) => n == 0 ? line.Replace("OwnerId", "Owner") : line));
        AssertClear(await CycleAsync(), 2, "Opportunity.csv", "OwnerId");
    }

    [Fact]
    public async Task An_export_whose_stages_say_nothing_and_that_lacks_the_outcome_is_refused()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"), SmallOrg.Deals().Select(line => line
            .Replace("IsClosed,IsWon,", "", StringComparison.Ordinal).Replace(",true,true,", ",", StringComparison.Ordinal)
            .Replace(",true,false,", ",", StringComparison.Ordinal).Replace("Closed Won", "Gewonnen", StringComparison.Ordinal)
            .Replace("Closed Lost", "Verloren", StringComparison.Ordinal)));
        AssertClear(await CycleAsync(), 2, "Opportunity.csv", "IsClosed, IsWon");
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_is_refused_rather_than_misread()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllText(_folder.File("User.csv"), File.ReadAllText(_folder.File("User.csv")).Replace("Mia", "Märi", StringComparison.Ordinal), System.Text.Encoding.Latin1);
        AssertClear(await CycleAsync(), 2, "User.csv", "UTF-8");
    }

    [Fact]
    public async Task A_damaged_state_is_named_with_the_remedy()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllText(_folder.File("broken.db"), "this is no database, and it is long enough to look like a file with a header");
        AssertClear(await Cli.RunAsync(_folder.Path, "cycle", "--org", ".", "--out", "out", "--state", "broken.db"), 2, "broken.db", "--state");
    }

    [Fact]
    public async Task A_setting_of_the_wrong_kind_is_named_with_what_is_allowed()
    {
        SmallOrg.Write(_folder.Path);
        CliResult run = await Cli.RunAsync(
            _folder.Path, new Dictionary<string, string> { ["Pairings__Approval"] = "Maybe" }, "cycle", "--org", ".", "--out", "out");
        AssertClear(run, 2, "Pairings__Approval", "Required", "Maybe");
    }

    [Fact]
    public async Task A_malformed_row_is_refused_by_file_and_line_and_the_rest_is_judged()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"), [.. SmallOrg.Deals(), "006000000000099AAA,too,few"]);
        CliResult run = await CycleAsync();
        AssertClear(run, 3, "Opportunity.csv", "line 14");
        Assert.Equal(2, Pack.Read(_folder.File("out/flags.csv")).Count);
    }

    [Fact]
    public async Task An_unknown_owner_an_amount_that_is_no_number_and_a_duplicate_id_are_refused_each_by_line()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"),
        [
            .. SmallOrg.Deals(),
            SmallOrg.Deal(50, "005000000000099AAA", "Closed Won", "10"),
            SmallOrg.Deal(51, SmallOrg.Ann, "Closed Won", "ten"),
            SmallOrg.Deal(1, SmallOrg.Ann, "Closed Won", "10"),
        ]);
        AssertClear(await CycleAsync(), 3, "line 14", "005000000000099AAA", "line 15", "ten", "line 16", "006000000000001AAA");
    }

    [Fact]
    public async Task What_was_refused_before_is_not_new_the_second_time()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"), [.. SmallOrg.Deals(), "006000000000099AAA,too,few"]);
        Assert.Equal(3, (await CycleAsync()).ExitCode);
        Assert.Equal(0, (await CycleAsync()).ExitCode);
    }

    [Fact]
    public async Task A_manager_without_email_is_named_and_the_next_one_up_is_asked()
    {
        SmallOrg.Write(_folder.Path);
        const string Vp = "005000000000009AAA";
        File.WriteAllLines(_folder.File("User.csv"),
        [
            SmallOrg.UserHeader,
            SmallOrg.User(Vp, "Vera Chief", "VP Sales", ""),
            SmallOrg.User(SmallOrg.Manager, "Mia Boss", "Sales Manager", Vp, email: ""),
            .. SmallOrg.Users().Skip(2),
        ]);
        CliResult run = await CycleAsync();
        Assert.True(run.ExitCode is 0 or 3, run.ToString());
        Assert.Contains("Vera.Chief@x.example", File.ReadAllText(_folder.File($"out/mail/{SmallOrg.Manager}.eml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_and_amounts_that_no_company_has_are_refused_and_do_not_move_the_day()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("Opportunity.csv"),
        [
            .. SmallOrg.Deals(),
            SmallOrg.Deal(60, SmallOrg.Ann, "Closed Won", "10").Replace("2025-01-10,true", "9999-12-31,true", StringComparison.Ordinal),
            SmallOrg.Deal(66, SmallOrg.Ann, "Closed Won", "1e308"),
        ]);
        CliResult run = await Cli.RunAsync(_folder.Path, "cycle", "--org", ".", "--out", "out");
        AssertClear(run, 3, "line 14", "9999-12-31", "line 15", "1e308", "as of 2025-06-10");
    }

    [Fact]
    public async Task Somebody_who_is_their_own_manager_is_reported_and_still_counts_as_a_rep()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("User.csv"),
        [
            .. SmallOrg.Users().Take(3),
            SmallOrg.User(SmallOrg.Ben, "Ben Seller", "Sales Agent", SmallOrg.Ben),
        ]);
        AssertClear(await CycleAsync(), 3, SmallOrg.Ben);
        Assert.Equal(2, Pack.Read(_folder.File("out/flags.csv")).Count);
    }

    [Fact]
    public async Task A_wrong_setting_of_a_late_step_stops_the_run_before_it_reads_or_writes()
    {
        SmallOrg.Write(_folder.Path);
        CliResult run = await Cli.RunAsync(
            _folder.Path, new Dictionary<string, string> { ["Digest__Day"] = "Funday" }, "cycle", "--org", ".", "--out", "out");
        AssertClear(run, 2, "Digest__Day", "Monday", "Funday");
        Assert.DoesNotContain("pull", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_management_cycle_is_reported_and_does_not_hang()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("User.csv"),
            [SmallOrg.UserHeader, SmallOrg.User(SmallOrg.Manager, "Mia Boss", "Sales Manager", SmallOrg.Ann), .. SmallOrg.Users().Skip(2)]);
        AssertClear(await CycleAsync(), 3, "circle", SmallOrg.Manager);
    }

    [Fact]
    public async Task An_empty_org_is_no_error()
    {
        File.WriteAllText(_folder.File("User.csv"), SmallOrg.UserHeader + "\n");
        File.WriteAllText(_folder.File("Opportunity.csv"), SmallOrg.DealHeader + "\n");
        CliResult run = await Cli.RunAsync(_folder.Path, "cycle", "--org", ".", "--out", "out", "--as-of", "2025-06-30");
        AssertClear(run, 0, "reps:     none");
    }

    [Fact]
    public async Task An_org_with_one_rep_judges_nobody()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllLines(_folder.File("User.csv"), SmallOrg.Users().Take(3));
        File.WriteAllLines(_folder.File("Opportunity.csv"), SmallOrg.Deals().Where(line => !line.Contains(SmallOrg.Ben, StringComparison.Ordinal)));
        CliResult run = await CycleAsync();
        AssertClear(run, 0, "1 ");
        Assert.Equal("insufficient_data", Assert.Single(Pack.Read(_folder.File("out/flags.csv")))["flag"]);
    }

    private Task<CliResult> CycleAsync() => Cli.RunAsync(_folder.Path, "cycle", "--org", ".", "--out", "out", "--as-of", "2025-06-30");

    private static void AssertClear(CliResult run, int exitCode, params string[] named)
    {
        Assert.True(run.ExitCode == exitCode, run.ToString());
        Assert.All(named, name => Assert.Contains(name, run.Output + run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at CrmMentorSync", run.Output + run.Error, StringComparison.Ordinal);
    }
}
