using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.People;

public sealed class Who_is_a_rep_and_since_when
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);
    private static readonly PopulationRules Rules = new();

    [Fact]
    public void A_seller_and_everyone_with_the_same_title_are_reps() =>
        Assert.Equal(["a", "b"], Reps([Someone("a"), Someone("b"), Someone("c") with { Title = "Accountant" }], ("a", 10)));

    [Fact]
    public void Without_a_title_the_role_decides() =>
        Assert.Equal(["a", "b"], Reps(
            [Someone("a") with { Title = null, RoleId = "r1" }, Someone("b") with { Title = null, RoleId = "r1" }, Someone("c") with { Title = null, RoleId = "r2" }], ("a", 10)));

    [Fact]
    public void A_user_made_after_the_day_does_not_exist_unless_deals_say_that_the_person_did()
    {
        Person later = Someone("b") with { CreatedAt = new DateTimeOffset(AsOf.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) };
        Assert.Equal(["a"], Reps([Someone("a"), later], ("a", 10)));
        Assert.Equal(["a", "b"], Reps([Someone("a"), later], ("a", 10), ("b", 10)));
    }

    [Fact]
    public void A_deal_before_the_window_makes_no_rep() => Assert.Empty(Reps([Someone("a")], ("a", 500)));

    [Fact]
    public void Inactive_users_managers_and_other_user_types_are_no_reps() =>
        Assert.Equal(["d"], Reps(
            [
                Someone("a") with { IsActive = false }, Someone("b"), Someone("c") with { UserType = "Guest" },
                Someone("d") with { ManagerId = new UserId("b") },
            ],
            ("a", 5), ("b", 5), ("c", 5), ("d", 5)));

    [Fact]
    public void A_manager_of_nobody_active_is_a_rep() =>
        Assert.Equal(["b"], Reps([Someone("b"), Someone("d") with { ManagerId = new UserId("b"), IsActive = false }], ("b", 5)));

    [Fact]
    public void Include_takes_a_player_coach_and_exclude_wins()
    {
        Person[] people = [Someone("b"), Someone("d") with { ManagerId = new UserId("b") }];
        PopulationRules include = Rules with { Include = new HashSet<string> { "b@x.example" } };
        Assert.Equal(["b", "d"], Reps(people, include, ("b", 5), ("d", 5)));
        Assert.Equal(["d"], Reps(people, include with { Exclude = new HashSet<string> { "b" } }, ("b", 5), ("d", 5)));
    }

    [Fact]
    public void Leave_and_part_time_shorten_the_exposure_and_the_ramp_is_left_out()
    {
        Person rep = Someone("a") with { HireDate = AsOf.AddDays(-1000), Fte = 0.5, LeaveFrom = AsOf.AddDays(-9), LeaveTo = AsOf };
        Assert.Equal(45, TenureOf(rep).ActiveDays(AsOf.DayNumber - 99, AsOf.DayNumber));
        Person recent = Someone("a") with { HireDate = AsOf.AddDays(-200) };
        Assert.Equal(21, TenureOf(recent).ActiveDays(AsOf.DayNumber - 364, AsOf.DayNumber));
        Assert.False(TenureOf(recent).Ramping);
        Assert.True(TenureOf(recent with { HireDate = AsOf.AddDays(-179) }).Ramping);
    }

    [Fact]
    public void Users_made_by_a_migration_tell_nothing_about_hiring()
    {
        Person rep = Someone("a") with { CreatedAt = new DateTimeOffset(AsOf.AddDays(-5), TimeOnly.MinValue, TimeSpan.Zero) };
        Assert.False(TenureOf(rep, 100, 90, 80).Ramping);
        Assert.True(TenureOf(rep, 3, 2, 80).Ramping);
        Assert.True(TenureOf(rep with { HireDate = AsOf.AddDays(-5) }, 100, 90, 80).Ramping);
    }

    private static Tenure TenureOf(Person rep, params int[] closedDaysAgo)
    {
        var ledger = new DealLedger();
        foreach (int days in closedDaysAgo)
        {
            ledger.Add(Closed(rep.Id.Value, days));
        }

        return Tenure.Of([rep], ledger, AsOf, Rules)[0];
    }

    private static IEnumerable<string> Reps(Person[] people, params (string Owner, int DaysAgo)[] deals) => Reps(people, Rules, deals);

    private static IEnumerable<string> Reps(Person[] people, PopulationRules rules, params (string Owner, int DaysAgo)[] deals)
    {
        var ledger = new DealLedger();
        foreach ((string owner, int daysAgo) in deals)
        {
            ledger.Add(Closed(owner, daysAgo));
        }

        return RepPopulation.Find(people, ledger, AsOf, rules).Select(person => person.Id.Value);
    }

    private static Deal Closed(string owner, int daysAgo) =>
        new("d", new UserId(owner), true, true, 100, AsOf.AddDays(-daysAgo - 20), AsOf.AddDays(-daysAgo));

    private static Person Someone(string id) => new()
    {
        Id = new UserId(id),
        Name = id,
        Username = id + "@x.example",
        IsActive = true,
        Title = "Seller",
        CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
