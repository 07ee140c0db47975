using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class The_generator_reads_its_settings
{
    [Fact]
    public void What_is_named_is_set_and_the_rest_keeps_its_default()
    {
        GeneratorOptions options = GeneratorOptions.Parse(" reps=50, deals=12.5,seed=9,as-of=2025-03-31,equal=true ");

        Assert.Equal(
            new GeneratorOptions { Reps = 50, DealsPerRepYear = 12.5, Seed = 9, AsOf = new DateOnly(2025, 3, 31), AllEqual = true },
            options);
    }

    [Fact]
    public void Every_setting_can_be_read_back_from_its_own_description()
    {
        // "reps: sellers (default 300)" says reps=300.
        IEnumerable<string> pairs = GeneratorOptions.Keys.Select(
            line => $"{line[..line.IndexOf(':', StringComparison.Ordinal)]}={line[(line.LastIndexOf(' ') + 1)..^1]}");

        Assert.Equal(new GeneratorOptions(), GeneratorOptions.Parse(string.Join(',', pairs)));
    }

    [Fact]
    public void Nothing_at_all_means_the_defaults() => Assert.Equal(new GeneratorOptions(), GeneratorOptions.Parse(""));

    [Theory]
    [InlineData("people=5", "'people' is not a setting of the generator (known names: reps, deals, seed")]
    [InlineData("Reps=5", "'Reps' is not a setting")]
    [InlineData("reps", "'reps' is not of the form name=value")]
    [InlineData("reps=5,reps=6", "'reps' is given twice")]
    [InlineData("reps=many", "reps=many: expected a whole number from 1 to 50000")]
    [InlineData("reps=2.5", "reps=2.5: expected a whole number")]
    [InlineData("reps=0", "reps=0: expected a whole number from 1 to 50000")]
    [InlineData("seed=-1", "seed=-1: expected a whole number from 0")]
    [InlineData("win-rate=1.5", "win-rate=1.5: expected a number from 0.01 to 0.99")]
    [InlineData("win-rate=NaN", "win-rate=NaN: expected a number")]
    [InlineData("deals=1e9", "deals=1000000000: expected a number from 0.1 to 5000")]
    [InlineData("deals=", "deals=: expected a number")]
    [InlineData("as-of=31.03.2025", "as-of=31.03.2025: expected a day as yyyy-MM-dd")]
    [InlineData("as-of=0001-01-02", "as-of=0001-01-02: expected a day from 1950 to 2200")]
    [InlineData("equal=yes", "equal=yes: expected true or false")]
    [InlineData("hired=0.6,ramping=0.6", "may not exceed 1 together")]
    [InlineData("reps=50000,deals=5000", "ask for fewer reps, deals or years")]
    public void What_cannot_be_read_is_named_with_what_was_expected(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => GeneratorOptions.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_made_in_code_are_held_to_the_same_ranges() => Assert.Contains(
        "segments=0",
        Assert.Throws<ArgumentException>(() => OrgGenerator.Generate(new GeneratorOptions { Segments = 0 })).Message,
        StringComparison.Ordinal);
}
