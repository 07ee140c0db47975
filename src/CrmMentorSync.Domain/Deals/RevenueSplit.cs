using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Deals;

/// <summary>One person's row of a deal's revenue split.</summary>
/// <param name="Percentage">0–100; null: <paramref name="Amount"/> tells.</param>
/// <param name="Amount">In the deal's own currency.</param>
public readonly record struct SplitRow(UserId Owner, double? Percentage, double? Amount);

/// <summary>Who is credited with how much of a closed deal (decision 0013).</summary>
public static class RevenueSplit
{
    private const double Nothing = 1e-9;

    /// <summary>How far rows may exceed the deal by rounding, as a share of it.</summary>
    public const double Tolerance = 0.005;

    /// <summary>What the rows give away, as a share of the deal (1 = all of it); Salesforce itself holds revenue splits to 1.</summary>
    public static double Given(double? amount, IReadOnlyList<SplitRow> rows) => rows.Sum(row => Share(row, amount));

    /// <summary>
    /// Shares that sum to 1, ordered by person. What the rows leave is the owner's; rows that give away more than the deal are
    /// scaled down to it. Someone with a row of nothing has a share of 0.
    /// </summary>
    public static IReadOnlyList<(UserId Person, double Share)> Divide(UserId owner, double? amount, IReadOnlyList<SplitRow> rows)
    {
        var shares = new SortedDictionary<UserId, double>();
        foreach (SplitRow row in rows)
        {
            shares[row.Owner] = shares.GetValueOrDefault(row.Owner) + Share(row, amount);
        }

        double given = shares.Values.Sum();
        double scale = given > 1 ? 1 / given : 1;
        double left = 1 - Math.Min(1, given);
        if (left > Nothing)
        {
            shares[owner] = shares.GetValueOrDefault(owner) + left;
        }

        return [.. shares.Select(share => (share.Key, share.Value * scale))];
    }

    private static double Share(SplitRow row, double? amount) => row switch
    {
        { Percentage: { } percentage } => double.IsFinite(percentage) ? Math.Max(0, percentage / 100) : 0,
        { Amount: { } part } when amount > 0 && double.IsFinite(part) => Math.Max(0, part / amount.Value),
        _ => 0,
    };
}
