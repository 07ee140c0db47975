using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class The_people_file_adds_what_salesforce_does_not_know
{
    [Fact]
    public void A_good_line_has_all_its_values()
    {
        (IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<PeopleFileProblem> problems) = PeopleFile.Read("""
            Username,hire_date,leave_from,leave_to,fte,segment,exclude,max_mentees
            "ann@example.com","2024-02-29","2025-01-01","2025-03-31","0.8","Mid Market","yes","2"
            bob@example.com,,,,,,,
            """);
        Assert.Empty(problems);
        Assert.Equal(
            new PeopleFileLine
            {
                Line = 2, Person = "ann@example.com", HireDate = new DateOnly(2024, 2, 29), LeaveFrom = new DateOnly(2025, 1, 1),
                LeaveTo = new DateOnly(2025, 3, 31), Fte = 0.8, Segment = "Mid Market", Exclude = true, MaxMentees = 2,
            },
            lines[0]);
        Assert.Equal(new PeopleFileLine { Line = 3, Person = "bob@example.com" }, lines[1]);
    }

    [Theory]
    [InlineData("a,2024-13-01,,,1,,,", "hire_date")]
    [InlineData("a,01.02.2024,,,1,,,", "hire_date")]
    [InlineData("a,,2025-02-01,2025-01-01,1,,,", "before")]
    [InlineData("a,,,2025-01-01,1,,,", "without leave_from")]
    [InlineData("a,,,,0,,,", "fte")]
    [InlineData("a,,,,1.5,,,", "fte")]
    [InlineData("a,,,,half,,,", "fte")]
    [InlineData("a,,,,1,,maybe,", "exclude")]
    [InlineData("a,,,,1,,,-1", "max_mentees")]
    [InlineData(",,,,1,,,", "person")]
    [InlineData("a,b", "columns")]
    [InlineData("a,,,,1,\"open,,", "quote")]
    public void A_bad_line_is_refused_by_its_number_and_the_rest_goes_on(string bad, string says)
    {
        (IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<PeopleFileProblem> problems) = PeopleFile.Read(
            $"Id,hire_date,leave_from,leave_to,fte,segment,exclude,max_mentees\nok,,,,1,,,\n{bad}\nfine,,,,1,,,\n");
        Assert.Equal(["ok", "fine"], lines.Select(line => line.Person));
        PeopleFileProblem problem = Assert.Single(problems);
        Assert.Equal("line 3", problem.Record);
        Assert.Contains(says, problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Id or Username"), InlineData("hire_date,fte\n2024-01-01,1\n", "Id or Username"), InlineData("Id,hiredate\nx,2024-01-01\n", "hiredate")]
    public void A_header_that_does_not_fit_is_named(string text, string says) =>
        Assert.Contains(says, Assert.Single(PeopleFile.Read(text).Problems).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task The_file_lies_over_the_people_whole_each_run()
    {
        using var pull = new PullHarness();
        string file = pull.WriteFile("People.csv", $"Username,hire_date,max_mentees\nANN@example.com,2024-02-01,3\nnobody@example.com,2024-02-01,\n{SmallOrg.Bob},2023-01-01,\nann@example.com,2020-01-01,\n");
        StepResult first = await pull.PullAsync(SmallOrg.Export(), null, ("Pull:PeopleFile", file));
        Assert.Equal(2, first.Failed);
        Assert.Equal(["2024-02-01|3", "2023-01-01|"], await HiredAsync(pull));
        Assert.Equal(["line 3", "line 5"], await pull.RowsAsync("SELECT record FROM refused_records WHERE source = 'People.csv' ORDER BY record"));

        File.WriteAllText(file, "Username,max_mentees\nann@example.com,3\n");
        await pull.PullAsync(SmallOrg.Export(), null, ("Pull:PeopleFile", file));
        Assert.Equal(["|3", "|"], await HiredAsync(pull));
    }

    [Theory]
    [InlineData("kim@coach.example,yes,,win_rate,,", "name is empty")]
    [InlineData("kim,yes,Kim Coach,win_rate,,", "no e-mail address")]
    [InlineData("kim@coach.example,yes,Kim Coach,,,", "names no skills")]
    [InlineData("kim@coach.example,yes,Kim Coach,win_rate charm,,", "the skills are win_rate, deal_size")]
    [InlineData("kim@coach.example,yes,Kim Coach,win_rate win_rate,,", "one twice")]
    [InlineData("kim@coach.example,yes,Kim Coach,win_rate,Berlin,", "no IANA zone")]
    [InlineData("kim@coach.example,yes,Kim Coach,win_rate,,21", "up to 20")]
    [InlineData("kim@coach.example,perhaps,Kim Coach,win_rate,,", "neither true nor false")]
    public void P23_A_mentor_from_outside_who_is_told_badly_is_refused_by_the_line(string bad, string says)
    {
        (IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<PeopleFileProblem> problems) =
            PeopleFile.Read($"Username,external,name,teaches,time_zone,max_mentees\n{bad}\nlee@coach.example,yes,Lee Coach,deal_size; cycle_days,Europe/Berlin,2\n");

        PeopleFileProblem problem = Assert.Single(problems);
        Assert.Equal("line 2", problem.Record);
        Assert.Contains(says, problem.Reason, StringComparison.Ordinal);
        OutsideMentorRow lee = Assert.Single(lines).Mentor!;
        Assert.Equal(("Lee Coach", "lee@coach.example", "deal_size cycle_days", "Europe/Berlin", 2), (lee.Name, lee.Email, string.Join(' ', lee.Skills), lee.TimeZone, lee.MaxMentees));
    }

    [Fact]
    public void P23_What_says_nothing_of_someone_from_outside_is_refused() => Assert.Contains(
        "hire_date says nothing of someone from outside",
        Assert.Single(PeopleFile.Read("Username,external,name,teaches,hire_date\nkim@coach.example,yes,Kim,win_rate,2024-01-01\n").Problems).Reason,
        StringComparison.Ordinal);

    [Fact]
    public async Task P23_Mentors_from_outside_come_with_the_file_and_go_with_it()
    {
        using var pull = new PullHarness();
        string file = pull.WriteFile(
            "People.csv",
            "Username,external,name,teaches\nkim@coach.example,yes,Kim Coach,win_rate\nKIM@coach.example,yes,Kim Again,win_rate\nann@example.com,yes,Ann,win_rate\nann@example.com,,,\n");
        StepResult first = await pull.PullAsync(SmallOrg.Export(), null, ("Pull:PeopleFile", file));
        Assert.Equal(2, first.Failed);
        Assert.Equal(["kim@coach.example|Kim Coach|win_rate|UTC|1"], await MentorsAsync());
        Assert.Equal(
            ["line 3: the mentor stands on line 2 already", "line 4: external is yes, and a user has this address"],
            (await pull.RowsAsync("SELECT record || ': ' || reason FROM refused_records WHERE source = 'People.csv' ORDER BY record")).Select(row => row.Split(": ")).Select(row => $"{row[0]}: {row[1]}"));

        File.WriteAllText(file, "Username,external,name,teaches\nann@example.com,,,\n");
        await pull.PullAsync(SmallOrg.Export(), null, ("Pull:PeopleFile", file));
        Assert.Empty(await MentorsAsync());

        Task<string[]> MentorsAsync() => pull.RowsAsync("SELECT email, name, skills, time_zone, max_mentees FROM outside_mentors");
    }

    private static Task<string[]> HiredAsync(PullHarness pull) =>
        pull.RowsAsync($"SELECT hire_date, max_mentees FROM people WHERE id IN ('{SmallOrg.Ann}', '{SmallOrg.Bob}') ORDER BY id");
}
