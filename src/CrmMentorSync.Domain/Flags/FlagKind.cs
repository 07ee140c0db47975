namespace CrmMentorSync.Domain.Flags;

/// <summary>Flags in order of precedence: a rep's primary flag is the first that holds.</summary>
public enum FlagKind
{
    InsufficientData,
    Ramping,
    Struggling,
    Top,
    Rising,
    Plateau,
    Steady,
}

public static class FlagNames
{
    /// <summary>The name of a flag in files and rows, for example <c>insufficient_data</c>.</summary>
    public static string Key(this FlagKind flag) => flag switch
    {
        FlagKind.InsufficientData => "insufficient_data",
        FlagKind.Ramping => "ramping",
        FlagKind.Struggling => "struggling",
        FlagKind.Top => "top",
        FlagKind.Rising => "rising",
        FlagKind.Plateau => "plateau",
        FlagKind.Steady => "steady",
    };

    /// <summary>The inverse of <see cref="Key"/>.</summary>
    /// <exception cref="ArgumentException">No flag has that key.</exception>
    public static FlagKind Parse(string key) =>
        Enum.GetValues<FlagKind>().Where(flag => flag.Key() == key).Cast<FlagKind?>().FirstOrDefault()
        ?? throw new ArgumentException($"no flag is called '{key}'", nameof(key));
}
