using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Where an estimate and its 80 % interval lie against the peer median, on a scale of 0–100 with the median always at 50.
/// The scale is logarithmic in the ratio to the median, so that half and double lie equally far from it.
/// </summary>
/// <param name="IsCutLow">The interval goes on below the scale's lower end.</param>
/// <param name="IsCutHigh">The interval goes on above the scale's upper end.</param>
public readonly record struct IntervalBar(int Low, int Estimate, int High, bool IsCutLow = false, bool IsCutHigh = false)
{
    public const int Median = 50;

    public const int SmallestScale = 2;

    /// <summary>The factor at the ends of the scale: 2, 4 or 8, the smallest that holds all estimates.</summary>
    public static int ScaleOf(IEnumerable<SkillScore> scores)
    {
        double widest = scores.Where(IsDrawable).Select(score => Math.Abs(Math.Log2(score.Estimate / score.PeerMedian))).DefaultIfEmpty(0).Max();
        return widest < 0.9 ? SmallestScale : widest < 1.8 ? 4 : 8;
    }

    /// <summary>The bar of a score; null where a ratio to the peers means nothing.</summary>
    public static IntervalBar? Of(SkillScore score, int scale) => IsDrawable(score)
        ? new IntervalBar(
            Position(score.Low, score.PeerMedian, scale),
            Position(score.Estimate, score.PeerMedian, scale),
            Position(score.High, score.PeerMedian, scale),
            score.Low * scale < score.PeerMedian,
            score.High > score.PeerMedian * scale)
        : null;

    private static bool IsDrawable(SkillScore score) => score.PeerMedian > 0 && score.Estimate > 0 && score.High >= score.Low;

    private static int Position(double value, double median, int scale) => value <= 0
        ? 0
        : (int)Math.Round(Math.Clamp(50 + (50 * Math.Log(value / median) / Math.Log(scale)), 0, 100), MidpointRounding.ToEven);
}
