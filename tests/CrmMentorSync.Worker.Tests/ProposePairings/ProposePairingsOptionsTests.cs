using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.ProposePairings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.ProposePairings;

public sealed class ProposePairingsOptionsTests
{
    [Fact]
    public void Nothing_needs_to_be_set()
    {
        ProposePairingsOptions options = Bind();

        Assert.Equal((0.5, 0.5, 2, 21, 26), (options.MinimumGap, options.MinimumStrength, options.DefaultCapacity, options.ProposalDays, options.MaxWeeks));
        Assert.Empty(options.Kinds);
    }

    [Fact]
    public void Settings_are_read_and_the_lifecycle_policy_follows_them()
    {
        using IHost host = Host(
            ("Pairings:Kinds:0", "onboarding"), ("Pairings:Approval", "AutoAfterDays"), ("Pairings:AutoAfterDays", "3"),
            ("Pairings:AvoidPairs:0:One", "a@x"), ("Pairings:AvoidPairs:0:Other", "b@x"), ("Pairings:Weights:Hours", "2"));

        ProposePairingsOptions options = host.Services.GetRequiredService<IOptions<ProposePairingsOptions>>().Value;
        LifecyclePolicy lifecycle = host.Services.GetRequiredService<LifecyclePolicy>();

        Assert.Equal(["onboarding"], options.Kinds);
        Assert.Equal("b@x", Assert.Single(options.AvoidPairs).Other);
        Assert.Equal(2, options.Weights.Hours);
        Assert.Equal((ApprovalPolicy.AutoAfterDays, 3), (lifecycle.Approval, lifecycle.AutoAfterDays));
    }

    [Theory]
    [InlineData("Pairings:MinimumGap", "1.5", "MinimumGap")]
    [InlineData("Pairings:DefaultCapacity", "-1", "DefaultCapacity")]
    [InlineData("Pairings:HoldoutShare", "1", "HoldoutShare")]
    [InlineData("Pairings:Kinds:0", "friendship", "'friendship'; the kinds are peer, onboarding")]
    [InlineData("Pairings:Approval", "7", "Approval")]
    [InlineData("Pairings:AvoidPairs:0:One", "a@x", "Other")]
    [InlineData("Pairings:Weights:Gain", "-1", "Gain")]
    public void A_wrong_value_is_refused_by_name(string key, string value, string named)
    {
        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => Bind((key, value)));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_named_twice_and_weights_of_nothing_are_refused_together()
    {
        string[] weights = ["Strength", "Gain", "Peers", "Hours", "History", "Fairness", "ClosedGap", "TrackRecord"];

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => Bind(
            [("Pairings:Kinds:0", "peer"), ("Pairings:Kinds:1", "peer"), .. weights.Select(weight => ($"Pairings:Weights:{weight}", "0"))]));

        Assert.Equal(2, refusal.Failures.Count());
    }

    private static ProposePairingsOptions Bind(params (string Key, string Value)[] settings)
    {
        using IHost host = Host(settings);
        return host.Services.GetRequiredService<IOptions<ProposePairingsOptions>>().Value;
    }

    private static IHost Host(params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddProposePairings();
        return builder.Build();
    }
}
