using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// How a rep's sales move, as a slope of the log per quarter over up to eight quarters after the ramp, against the
/// course of the peer group: what lifts or lowers everybody (season, market) is no trend of a person.
/// </summary>
internal static class Trend
{
    /// <summary>Prior scale of the differences between reps' slopes, log units a quarter.</summary>
    private const double Scale = 0.06;
    private const double FewestDays = 60;

    /// <param name="Posterior">Null where the group has nothing to tell.</param>
    /// <param name="QuartersSeen">Quarters each rep was active in.</param>
    public sealed record Slopes(JointPosterior? Posterior, int[] QuartersSeen);

    public static Slopes None(int reps) => new(null, new int[reps]);

    public static Slopes Of(RepTally[] tallies, DealLedger deals, bool[] reference)
    {
        RepCourse[] courses = [.. tallies.Select(tally => new RepCourse(tally, deals))];
        int[] seen = [.. courses.Select(course => course.Active.Count(days => days >= FewestDays))];
        double[] level = Enumerable.Range(0, RepTally.Quarters)
            .Select(q => courses.Sum(course => course.Won[q]) / Math.Max(1.0, courses.Sum(course => course.Active[q]))).ToArray();
        Evidence[] counts = [.. courses.Select(course => CountSlope(course, level))];
        var sizes = new LogMeans(courses.Length, (i, logs) => logs.AddRange(courses[i].Logs));
        Evidence[] sizeSlopes = [.. courses.Select((course, i) => SizeSlope(course, sizes.Mean(i), sizes.Within))];
        if (!counts.Any(one => one.Precision > 0))
        {
            return new Slopes(null, seen);
        }

        ComponentPosterior count = new HierarchicalModel(counts, reference, Scale).Posterior(slope => slope);
        if (!sizeSlopes.Any(one => one.Precision > 0))
        {
            return new Slopes(JointPosterior.Of(count), seen);
        }

        ComponentPosterior size = new HierarchicalModel(sizeSlopes, reference, Scale).Posterior(slope => slope);
        return new Slopes(new RelatedParts(reference, count, size).Sum(2), seen);
    }

    // Poisson regression on time with the rep's own level eliminated (conditional on the total), by Newton's method.
    private static Evidence CountSlope(RepCourse course, double[] level)
    {
        int total = course.Won.Sum();
        double observedTime = 0;
        for (int q = 0; q < level.Length; q++)
        {
            observedTime -= (double)q * course.Won[q] / Math.Max(1, total);
        }

        double slope = 0;
        double information = 0;
        for (int round = 0; round < 12 && total >= 3; round++)
        {
            (double all, double sum, double squares) = (0, 0, 0);
            for (int q = 0; q < level.Length; q++)
            {
                double weight = level[q] * course.Active[q] * Math.Exp(-slope * q);
                all += weight;
                sum -= weight * q;
                squares += weight * q * q;
            }

            double expectedTime = sum / all;
            information = total * ((squares / all) - (expectedTime * expectedTime));
            if (!(all > 0) || information < 1)
            {
                return Evidence.Mean(0, double.PositiveInfinity);
            }

            slope = Math.Clamp(slope + (total * (observedTime - expectedTime) / information), -1, 1);
        }

        return information >= 1 ? Evidence.Mean(slope, 1 / information) : Evidence.Mean(0, double.PositiveInfinity);
    }

    private static Evidence SizeSlope(RepCourse course, double mean, double within)
    {
        if (course.Logs.Count < 4)
        {
            return Evidence.Mean(0, double.PositiveInfinity);
        }

        double centre = course.Times.Average();
        double reach = 3.5 * Math.Sqrt(within);
        double squares = 0;
        double slope = 0;
        for (int k = 0; k < course.Logs.Count; k++)
        {
            double time = course.Times[k] - centre;
            squares += time * time;
            slope += time * Math.Clamp(course.Logs[k] - mean, -reach, reach);
        }

        return squares > 0.5 ? Evidence.Mean(slope / squares, within / squares) : Evidence.Mean(0, double.PositiveInfinity);
    }

    private sealed class RepCourse
    {
        public RepCourse(RepTally tally, DealLedger deals)
        {
            int from = Math.Max(tally.To - (RepTally.Quarters * RepTally.QuarterDays) + 1, tally.Tenure.RatesFrom);
            for (int q = 0; q < RepTally.Quarters; q++)
            {
                int to = tally.To - (q * RepTally.QuarterDays);
                Active[q] = tally.Tenure.ActiveDays(to - RepTally.QuarterDays + 1, to);
            }

            foreach (DealEntry deal in deals.Of(tally.Tenure.Person.Id))
            {
                if (deal.Won && deal.Closed >= from && deal.Closed <= tally.To && deal.Created <= tally.To && tally.Credits(deal))
                {
                    Won[(tally.To - deal.Closed) / RepTally.QuarterDays]++;
                    if (deal.Amount > 0)
                    {
                        Times.Add(-(double)(tally.To - deal.Closed) / RepTally.QuarterDays);
                        Logs.Add(Math.Log(deal.Amount));
                    }
                }
            }
        }

        public int[] Won { get; } = new int[RepTally.Quarters];
        public double[] Active { get; } = new double[RepTally.Quarters];

        /// <summary>Of each sized deal won, in one order: when, in quarters back from the day, and the log of its amount.</summary>
        public List<double> Times { get; } = [];
        public List<double> Logs { get; } = [];
    }
}
