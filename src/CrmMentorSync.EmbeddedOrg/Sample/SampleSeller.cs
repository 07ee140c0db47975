namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>One seller of the sample as we wrote them down. Locale and language are the team's unless said otherwise.</summary>
internal sealed record SampleSeller(SampleTeam Team, string First, string Last, string Hired, SellerProfile Profile)
{
    public string? Locale { get; init; }
    public string? Language { get; init; }
    public double Fte { get; init; } = 1.0;

    /// <summary>First and last day of a leave that People.csv knows.</summary>
    public (DateOnly From, DateOnly To)? Leave { get; init; }

    /// <summary>The day of this person's last trace; nobody has entered a leave or a departure since.</summary>
    public DateOnly? SilentSince { get; init; }

    /// <summary>The last day with the company; the user is inactive since.</summary>
    public DateOnly? Left { get; init; }
    public bool Excluded { get; init; }
    public int? MaxMentees { get; init; }

    /// <summary>A manager who also sells; the user is the manager of the team.</summary>
    public bool IsManager { get; init; }

    public bool IsGerman => (Language ?? Team.Language) == "de";

    public string Username => SampleMail.Address(First, Last);
}
