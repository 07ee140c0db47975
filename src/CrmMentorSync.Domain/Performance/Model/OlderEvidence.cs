using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// Older likelihoods, blurred by the drift between then and now: a convolution on the grid. A group has one drift, so
/// the kernel and the tables at the moved points are kept from rep to rep.
/// </summary>
internal sealed class OlderEvidence(double[] points, double step)
{
    private const double Nothing = 1e-14;

    /// <summary>Zero has no log.</summary>
    private const double Least = 1e-300;
    private readonly double[] _then = new double[points.Length];
    private readonly double[] _blurred = new double[points.Length];
    private readonly double[] _mass = new double[points.Length];
    private (double Mean, double Variance)? _drift;
    private LogLikelihoods _moved = new(points);
    private double[] _kernel = [];

    /// <summary>Adds the log of the blurred older likelihood to the row.</summary>
    public void Add(in Evidence one, double[] row)
    {
        if (_drift != one.Drift)
        {
            Prepare(one.Drift);
        }

        _moved.Write(one.Kind, one.Older.First, one.Older.Second, _then);
        double largest = double.NegativeInfinity;
        foreach (double log in _then)
        {
            largest = Math.Max(largest, log);
        }

        for (int k = 0; k < _then.Length; k += Vector<double>.Count)
        {
            Vector.Exp(new Vector<double>(_then, k) - new Vector<double>(largest)).CopyTo(_then, k);
        }

        Blur(row);
    }

    private void Prepare((double Mean, double Variance) drift)
    {
        _drift = drift;
        _moved = new LogLikelihoods([.. points.Select(point => point - drift.Mean)]);
        double deviation = Math.Max(Math.Sqrt(drift.Variance), 0.25 * step);
        int reach = Math.Min(points.Length - 1, (int)Math.Ceiling(4 * deviation / step));
        _kernel = new double[(2 * reach) + 1];
        for (int d = 0; d <= reach; d++)
        {
            double z = d * step / deviation;
            _kernel[reach + d] = _kernel[reach - d] = Math.Exp(-0.5 * z * z);
        }

        // The kernel's mass is cut at the grid's ends only.
        for (int k = 0; k < points.Length; k++)
        {
            int first = Math.Max(0, reach - k);
            int last = Math.Min(2 * reach, points.Length - 1 - k + reach);
            _mass[k] = 0;
            for (int d = first; d <= last; d++)
            {
                _mass[k] += _kernel[d];
            }
        }
    }

    private void Blur(double[] row)
    {
        int reach = _kernel.Length / 2;

        // The likelihood is next to nothing on most of the grid.
        int from = 0;
        int to = _then.Length - 1;
        while (from < to && _then[from] < Nothing)
        {
            from++;
        }

        while (to > from && _then[to] < Nothing)
        {
            to--;
        }

        for (int k = 0; k < row.Length; k++)
        {
            int first = Math.Max(from, k - reach);
            int count = Math.Min(to, k + reach) - first + 1;
            double sum = count > 0 ? Product(_then.AsSpan(first, count), _kernel.AsSpan(first - k + reach, count)) : 0;
            _blurred[k] = sum / _mass[k];
        }

        for (int k = 0; k < row.Length; k += Vector<double>.Count)
        {
            var blurred = Vector.Max(new Vector<double>(_blurred, k), new Vector<double>(Least));
            (new Vector<double>(row, k) + Vector.Log(blurred)).CopyTo(row, k);
        }
    }

    private static double Product(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        Vector<double> sums = Vector<double>.Zero;
        int width = Vector<double>.Count;
        int k = 0;
        for (; k <= one.Length - width; k += width)
        {
            sums += new Vector<double>(one[k..]) * new Vector<double>(other[k..]);
        }

        double sum = Vector.Sum(sums);
        for (; k < one.Length; k++)
        {
            sum += one[k] * other[k];
        }

        return sum;
    }
}
