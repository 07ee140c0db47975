namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// Where a rep stands among the reference reps of the group. Given a cell, the number of reps below a value is a sum
/// of independent yes/no events (Poisson-binomial); it is taken as normal with continuity, and integrated over the
/// rep's own posterior. The last place inside the fifth counts by its fraction, so that the mean of P is exactly 0.2.
/// </summary>
internal static class PeerRanks
{
    private const int Points = 48;

    /// <summary>In a large group a place more or less is no step any more: the curve is smooth, and fewer points tell it.</summary>
    private const int PointsOfMany = 24;
    private const double Share = 0.2;

    /// <summary>How near the expected number of peers has to come, as a share of them.</summary>
    private const double Close = 1e-9;

    /// <summary>How many peers are enough to find where the fifth ends roughly; the counting itself takes them all.</summary>
    private const int EnoughToSearch = 800;

    /// <summary>P(the rep is among the fifth with the smallest, or the largest, values).</summary>
    public static double[] InFifth(JointPosterior joint, ReadOnlySpan<bool> reference, bool largest)
    {
        var result = new double[joint.Reps];
        int[] peers = Peers(reference);
        for (int s = 0; s < joint.Weights.Length; s++)
        {
            double[] means = largest ? [.. joint.Means[s].Select(mean => -mean)] : joint.Means[s];
            AddCell(result, joint.Weights[s], means, Inverse(joint.Deviations[s]), peers, reference);
        }

        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Math.Clamp(result[i], 0, 1);
        }

        return result;
    }

    /// <summary>The group's median in each cell.</summary>
    public static double[] Medians(JointPosterior joint, ReadOnlySpan<bool> reference)
    {
        int[] peers = Peers(reference);
        var medians = new double[joint.Weights.Length];
        for (int s = 0; s < medians.Length; s++)
        {
            medians[s] = Threshold(joint.Means[s], Inverse(joint.Deviations[s]), peers, 0.5 * peers.Length);
        }

        return medians;
    }

    /// <summary>P(the rep's value is below the group's median moved by <paramref name="shift"/>).</summary>
    public static double[] BelowMedian(JointPosterior joint, double[] medians, double shift)
    {
        var result = new double[joint.Reps];
        for (int s = 0; s < medians.Length; s++)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += joint.Weights[s] * Normal.Cdf((medians[s] + shift - joint.Means[s][i]) / joint.Deviations[s][i]);
            }
        }

        return result;
    }

    private static int[] Peers(ReadOnlySpan<bool> reference)
    {
        List<int> peers = [];
        for (int i = 0; i < reference.Length; i++)
        {
            if (reference[i])
            {
                peers.Add(i);
            }
        }

        return peers.Count > 0 ? [.. peers] : [.. Enumerable.Range(0, reference.Length)];
    }

    private static void AddCell(
        double[] result, double weight, double[] means, double[] inverse, int[] peers, ReadOnlySpan<bool> reference)
    {
        double places = Share * peers.Length;
        int stride = (peers.Length + EnoughToSearch - 1) / EnoughToSearch;
        int[] some = stride == 1 ? peers : [.. peers.Where((_, position) => position % stride == 0)];
        double rough = Share * some.Length;
        double spread = Math.Sqrt(Tally(means, inverse, some, Threshold(means, inverse, some, rough)).Variance);
        double reach = (1.0 / stride) + ((stride == 1 ? 5 : 6) * spread);
        double from = Threshold(means, inverse, some, rough - reach);
        double to = Threshold(means, inverse, some, rough + reach);
        int points = stride == 1 ? Points : PointsOfMany;
        double step = (to - from) / (points - 1);
        double[] cdf = new double[means.Length];
        double[] cdfBefore = new double[means.Length];
        (double Alone, double Without) before = default;
        for (int p = 0; p < points; p++)
        {
            double at = from + (p * step);
            for (int i = 0; i < cdf.Length; i++)
            {
                cdf[i] = Normal.Cdf((at - means[i]) * inverse[i]);
            }

            double below = 0;
            double variance = 0;
            foreach (int i in peers)
            {
                below += cdf[i];
                variance += cdf[i] * (1 - cdf[i]);
            }

            // The rep is no peer of its own: it is taken out of the count in the measure it was in it.
            (double Alone, double Without) room = (Room(places - below, variance), Room(places - below + 1, variance));
            before = p == 0 ? room : before;
            for (int i = 0; i < result.Length; i++)
            {
                double chance = room.Alone + (reference[i] ? cdf[i] * (room.Without - room.Alone) : 0);
                double chanceBefore = before.Alone + (reference[i] ? cdfBefore[i] * (before.Without - before.Alone) : 0);
                result[i] += weight * (p == 0 ? cdf[i] * chance : (cdf[i] - cdfBefore[i]) * 0.5 * (chance + chanceBefore));
            }

            before = room;
            (cdf, cdfBefore) = (cdfBefore, cdf);
        }
    }

    // E[clamp(room − X, 0, 1)] for X normal around 0.
    private static double Room(double room, double variance)
    {
        if (variance < 1e-9)
        {
            return Math.Clamp(room, 0, 1);
        }

        double deviation = Math.Sqrt(variance);
        return deviation * (Normal.CdfIntegral(room / deviation) - Normal.CdfIntegral((room - 1) / deviation));
    }

    // The value below which that many peers are expected: false position, the end that stays put counted half (Illinois).
    private static double Threshold(double[] means, double[] inverse, int[] peers, double count)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (int i in peers)
        {
            low = Math.Min(low, means[i] - (6 / inverse[i]));
            high = Math.Max(high, means[i] + (6 / inverse[i]));
        }

        if (count <= 0 || count >= peers.Length)
        {
            return count <= 0 ? low : high;
        }

        double below = -count;
        double above = peers.Length - count;
        double at = low;
        int kept = 0;
        for (int round = 0; round < 60; round++)
        {
            at = ((low * above) - (high * below)) / (above - below);
            double off = Tally(means, inverse, peers, at).Below - count;
            if (Math.Abs(off) <= Close * peers.Length)
            {
                break;
            }

            bool left = off < 0;
            (low, below, above) = left ? (at, off, kept < 0 ? above / 2 : above) : (low, kept > 0 ? below / 2 : below, above);
            (high, above) = left ? (high, above) : (at, off);
            kept = left ? -1 : 1;
        }

        return at;
    }

    private static (double Below, double Variance) Tally(double[] means, double[] inverse, int[] peers, double bound)
    {
        double below = 0;
        double variance = 0;
        foreach (int i in peers)
        {
            double cdf = Normal.Cdf((bound - means[i]) * inverse[i]);
            below += cdf;
            variance += cdf * (1 - cdf);
        }

        return (below, variance);
    }

    private static double[] Inverse(double[] deviations) => [.. deviations.Select(deviation => 1 / deviation)];
}
