namespace CrmMentorSync.Domain.People;

/// <summary>A user as the facts know them. Dates are calendar days; instants are UTC.</summary>
public sealed record Person
{
    public required UserId Id { get; init; }
    public required string Name { get; init; }
    public required string Username { get; init; }
    public string FirstName { get; init; } = "";
    public string? Email { get; init; }
    public required bool IsActive { get; init; }

    /// <summary>Salesforce's UserType; only <c>Standard</c> users (or unknown) can be reps.</summary>
    public string UserType { get; init; } = "Standard";

    public UserId? ManagerId { get; init; }
    public string? RoleId { get; init; }
    public string? Title { get; init; }
    public string? Department { get; init; }

    /// <summary>IANA zone; <c>UTC</c> where the org gives none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>LocaleSidKey, for numbers and dates, for example <c>de_DE</c>.</summary>
    public string Locale { get; init; } = "en_US";

    /// <summary>LanguageLocaleKey, for words, for example <c>de</c>.</summary>
    public string Language { get; init; } = "en_US";

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; init; }

    /// <summary>From People.csv or a configured field; Salesforce has none. Null: the user's creation date stands in.</summary>
    public DateOnly? HireDate { get; init; }
    public DateOnly? LeaveFrom { get; init; }
    public DateOnly? LeaveTo { get; init; }

    /// <summary>Full-time equivalent, over 0 up to 1.</summary>
    public double Fte { get; init; } = 1.0;
    public string? Segment { get; init; }
    public bool Excluded { get; init; }
    public int? MaxMentees { get; init; }

    /// <summary>The day from which tenure counts.</summary>
    public DateOnly Since => HireDate ?? DateOnly.FromDateTime(CreatedAt.UtcDateTime);
}
