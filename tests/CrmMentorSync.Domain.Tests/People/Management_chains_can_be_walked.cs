using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.People;

public sealed class Management_chains_can_be_walked
{
    [Fact]
    public void Above_goes_up_and_below_goes_down_level_by_level()
    {
        ManagementChain chain = Chain("d>b", "c>b", "b>a", "e>a", "a>", "f>d");
        Assert.Equal("b a", Names(chain.Above(Id("d"))));
        Assert.Equal("b e", Names(chain.DirectReports(Id("a"))));
        Assert.Equal("b e c d f", Names(chain.Below(Id("a"))));
        Assert.Empty(chain.Below(Id("f")));
        Assert.Empty(chain.Above(Id("a")));
        Assert.True(chain.IsAbove(Id("a"), Id("f")));
        Assert.False(chain.IsAbove(Id("f"), Id("a")));
        Assert.False(chain.IsAbove(Id("e"), Id("f")));
        Assert.Empty(chain.Cycles);
    }

    [Fact]
    public void An_unknown_manager_ends_the_chain()
    {
        ManagementChain chain = Chain("a>nobody");
        Assert.Null(chain.ManagerOf(Id("a")));
        Assert.Empty(chain.Above(Id("stranger")));
    }

    [Theory]
    [InlineData("a>a", "a")]
    [InlineData("b>a a>b c>b", "a b")]
    [InlineData("c>a a>b b>c d>c x>y y>x", "a b c|x y")]
    public void A_cycle_is_named_and_cut_at_its_smallest_id(string people, string cycles)
    {
        ManagementChain chain = Chain(people.Split(' '));
        Assert.Equal(cycles, string.Join('|', chain.Cycles.Select(Names)));
        Assert.All(chain.Cycles, cycle => Assert.Null(chain.ManagerOf(cycle[0])));
    }

    [Fact]
    public void Any_graph_can_be_walked_and_its_order_does_not_matter()
    {
#pragma warning disable CA5394 // A seeded sequence for repeatable cases.
        var random = new Random(4711);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(1, 12);
            (UserId, UserId?)[] people = [.. Enumerable.Range(0, count).Select(i => (Id($"p{i:00}"), random.Next(4) == 0 ? (UserId?)null : Id($"p{random.Next(count + 1):00}")))];
            var chain = new ManagementChain(people);
            random.Shuffle(people);
            var shuffled = new ManagementChain(people);
            foreach ((UserId person, _) in people)
            {
                IReadOnlyList<UserId> above = chain.Above(person);
                Assert.True(above.Count < count);
                Assert.DoesNotContain(person, above);
                Assert.Equal(above, shuffled.Above(person));
                Assert.Equal(chain.Below(person), shuffled.Below(person));
                Assert.All(chain.Below(person), below => Assert.True(chain.IsAbove(person, below)));
            }
        }
#pragma warning restore CA5394
    }

    [Fact]
    public void Roles_give_the_nearest_head_above_with_the_smallest_id()
    {
        var roles = new RoleHierarchy(
            [("vp", null), ("empty", "vp"), ("manager", "empty"), ("rep", "manager"), ("odd", "even"), ("even", "odd")],
            [(Id("v"), "vp"), (Id("m2"), "manager"), (Id("m1"), "manager"), (Id("r"), "rep"), (Id("none"), null)]);
        Assert.Equal(Id("m1"), roles.ManagerOf(Id("r"), "rep"));
        Assert.Equal(Id("v"), roles.ManagerOf(Id("m1"), "manager"));
        Assert.Null(roles.ManagerOf(Id("v"), "vp"));
        Assert.Null(roles.ManagerOf(Id("none"), null));
        Assert.Null(roles.ManagerOf(Id("x"), "odd"));
        Assert.Null(roles.ManagerOf(Id("x"), "unheard of"));
    }

    private static UserId Id(string name) => new(name);

    private static string Names(IEnumerable<UserId> ids) => string.Join(' ', ids);

    private static ManagementChain Chain(params string[] people) => new(people.Select(person =>
        person.Split('>') is [var id, { Length: > 0 } manager] ? (Id(id), Id(manager)) : (Id(person.TrimEnd('>')), (UserId?)null)));
}
