using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.People;

public sealed class WrittenNameTests
{
    [Theory]
    [InlineData("Cem Yıldırım", "Cem Yildirim")]
    [InlineData("Cem Yıldırım", "cem  yıldırım.")]
    [InlineData("Małgorzata Zielonka", "Malgorzata Zielonka")]
    [InlineData("Katharina Weißhaupt", "katharina weisshaupt")]
    [InlineData("Jürgen Kößling", "Jurgen Kossling!")]
    [InlineData("Sammy Davis Jr.", "Sammy Davis Jr")]
    [InlineData("Kiri Wainwright", "@Kiri Wainwright")]
    [InlineData("Kiri Wainwright", "Wainwright, Kiri")]
    [InlineData("Kiri Wainwright", "Kiri Wainwright (if she has time)")]
    [InlineData("Ann Lee", "USER-1")]
    [InlineData("Ann Lee", "005000000000001AAA")]
    public void A_name_is_read_as_people_type_it(string name, string written) => Assert.True(WrittenName.IsOf(Someone(1, name), written));

    [Theory]
    [InlineData("Ann Lee", "Ann")]
    [InlineData("Ann Lee", "Anna Lee")]
    [InlineData("Ann Lee", "")]
    [InlineData("Ann Lee", "Lee Ann")]
    public void Part_of_a_name_or_another_one_is_nobodys(string name, string written) => Assert.False(WrittenName.IsOf(Someone(1, name), written));

    [Fact]
    public void Who_is_called_exactly_so_comes_before_who_is_called_nearly_so()
    {
        Person[] people = [Someone(1, "Cem Yıldırım"), Someone(2, "Cem Yildirim"), Someone(3, "Zoë Ode"), Someone(4, "Zoé Ode")];

        Assert.Equal([people[1]], WrittenName.Find(people, person => person, "cem yildirim"));
        Assert.Equal([people[2], people[3]], WrittenName.Find(people, person => person, "Zoe Ode"));
    }

    private static Person Someone(int number, string name) => new()
    {
        Id = new UserId($"00500000000000{number}AAA"),
        Name = name,
        Username = $"user-{number}",
        IsActive = true,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
