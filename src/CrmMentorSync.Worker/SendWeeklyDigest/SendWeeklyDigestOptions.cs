using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.Digest;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

internal enum DigestScope
{
    /// <summary>Every manager who has had no mail this week (a command run by hand).</summary>
    All,

    /// <summary>Only those whose local hour has come (the unattended host).</summary>
    DueNow,
}

/// <summary>The weekly mail to managers.</summary>
internal sealed class SendWeeklyDigestOptions
{
    public const string Section = "Digest";

    public DigestScope Scope { get; set; } = DigestScope.All;

    /// <summary>The day of the mail, in each reader's own zone.</summary>
    [EnumDataType(typeof(DayOfWeek))]
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    /// <summary>The hour of the mail, in each reader's own zone.</summary>
    public TimeOnly Time { get; set; } = new(7, 30);

    /// <summary>True: managers of managers get a mail too, with one line a manager below them, counts only.</summary>
    public bool RollUp { get; set; } = true;

    /// <summary>Days without a session after which a top rep counts as left alone.</summary>
    [Range(7, 365)]
    public int AttentionDays { get; set; } = 30;

    /// <summary>Hours after which the mail says how old its figures are.</summary>
    [Range(1, 24 * 31)]
    public int FreshHours { get; set; } = 24;

    /// <summary>Ids or usernames of readers whose footer also counts refused records and mails of unknown outcome.</summary>
    public IReadOnlyList<string> Admins { get; set; } = [];

    /// <summary>ISO 4217 code before or after amounts; empty: the org's own where it is known, else none.</summary>
    public string Currency { get; set; } = "";

    /// <summary>From <c>Programme:Paused</c>: a paused programme sends no mail.</summary>
    public bool ProgrammePaused { get; set; }

    /// <summary>From <c>Pairings:DefaultCapacity</c>: who has no place left is not named as next in line.</summary>
    public int MentorPlaces { get; set; } = new DigestSettings().MentorPlaces;

    /// <summary>From <c>Programme:Templates</c>: own words stand in mails to mentors from outside too.</summary>
    public string? Templates { get; set; }

    public DigestSettings ToSettings() => new() { Day = Day, Time = Time, AttentionDays = AttentionDays, FreshHours = FreshHours, RollUp = RollUp, MentorPlaces = MentorPlaces };
}

[OptionsValidator]
internal sealed partial class SendWeeklyDigestOptionsValidator : IValidateOptions<SendWeeklyDigestOptions>;

/// <summary>What no attribute can say with the value that was found.</summary>
internal sealed class SendWeeklyDigestOptionsMeaning : IValidateOptions<SendWeeklyDigestOptions>
{
    public ValidateOptionsResult Validate(string? name, SendWeeklyDigestOptions options) =>
        options.Currency.Length == 0 || (options.Currency.Length == 3 && options.Currency.All(char.IsAsciiLetterUpper))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Digest:Currency must be a code of three capital letters such as EUR, or empty, found '{options.Currency}'");
}
