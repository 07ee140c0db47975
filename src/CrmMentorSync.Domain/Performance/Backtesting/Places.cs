namespace CrmMentorSync.Domain.Performance.Backtesting;

/// <summary>Ranks within a peer group, in which equals share what they hold together.</summary>
internal static class Places
{
    /// <summary>From 0 (smallest) to 1 (largest); equals take the mean of their places.</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        var places = new double[values.Count];
        foreach ((int first, int last, int[] members) in Ties(values))
        {
            foreach (int i in members)
            {
                places[i] = values.Count > 1 ? 0.5 * (first + last) / (values.Count - 1) : 0.5;
            }
        }

        return places;
    }

    /// <summary>The part of each in the smallest <paramref name="share"/>; the parts sum to share × count.</summary>
    public static double[] PartInLowest(IReadOnlyList<double> values, double share)
    {
        double room = share * values.Count;
        var parts = new double[values.Count];
        foreach ((int first, int _, int[] members) in Ties(values))
        {
            foreach (int i in members)
            {
                parts[i] = Math.Clamp((room - first) / members.Length, 0, 1);
            }
        }

        return parts;
    }

    /// <summary>Pearson's correlation; of places it is Spearman's. Null where either does not vary.</summary>
    public static double? Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        double meanOne = one.DefaultIfEmpty().Average();
        double meanOther = other.DefaultIfEmpty().Average();
        double product = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < one.Count; i++)
        {
            product += (one[i] - meanOne) * (other[i] - meanOther);
            squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
            squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
        }

        return squaresOne > 1e-12 && squaresOther > 1e-12 ? product / Math.Sqrt(squaresOne * squaresOther) : null;
    }

    private static IEnumerable<(int First, int Last, int[] Members)> Ties(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ThenBy(i => i)];
        for (int first = 0; first < order.Length;)
        {
            int last = first;
            while (last + 1 < order.Length && values[order[last + 1]].Equals(values[order[first]]))
            {
                last++;
            }

            yield return (first, last, order[first..(last + 1)]);
            first = last + 1;
        }
    }
}
