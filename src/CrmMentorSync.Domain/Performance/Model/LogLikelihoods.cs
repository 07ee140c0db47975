using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>Log likelihoods on a row of latent values; what depends on the value alone is computed once.</summary>
internal sealed class LogLikelihoods
{
    private readonly double[] _points;
    private readonly double[] _exp;
    private readonly double[] _softPlus;

    /// <param name="points">A multiple of the width of a vector.</param>
    public LogLikelihoods(double[] points)
    {
        _points = points;
        _exp = [.. points.Select(Math.Exp)];
        _softPlus = [.. points.Select(SoftPlus)];
    }

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    public static double SoftPlus(double value) => value > 30 ? value : Math.Log(1 + Math.Exp(value));

    /// <summary>Writes the log likelihood, up to a constant, over the row.</summary>
    public void Write(Likelihood kind, double first, double second, double[] row)
    {
        Array.Clear(row);
        Add(kind, first, second, row);
    }

    /// <summary>Adds the log likelihood, up to a constant, to the row. The meaning of the two figures is that of <see cref="Evidence"/>.</summary>
    public void Add(Likelihood kind, double first, double second, double[] row)
    {
        switch (kind)
        {
            case Likelihood.Poisson when second > 0:
                AddLinear(first, second, _exp, row);
                break;
            case Likelihood.Binomial when second > 0:
                AddLinear(first, second, _softPlus, row);
                break;
            case Likelihood.Gaussian when double.IsFinite(second) && second > 0:
                AddSquare(first, 0.5 / second, row);
                break;
            default:
                break;
        }
    }

    private void AddLinear(double first, double second, double[] table, double[] row)
    {
        for (int k = 0; k < row.Length; k += Vector<double>.Count)
        {
            (new Vector<double>(row, k) + (new Vector<double>(_points, k) * first) - (new Vector<double>(table, k) * second)).CopyTo(row, k);
        }
    }

    private void AddSquare(double centre, double half, double[] row)
    {
        for (int k = 0; k < row.Length; k += Vector<double>.Count)
        {
            Vector<double> off = new Vector<double>(_points, k) - new Vector<double>(centre);
            (new Vector<double>(row, k) - (off * off * half)).CopyTo(row, k);
        }
    }
}
