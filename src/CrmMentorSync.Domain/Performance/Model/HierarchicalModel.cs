using System.Numerics;
using MathNet.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// One component in one peer group: θᵢ ~ N(μ, τ²) between reps, each rep's own likelihood within. μ has a flat prior,
/// τ a half-normal one (Gelman 2006 argues for such priors on a standard deviation; its scale is stated by the caller).
/// Both are integrated, τ on a grid and μ by Gauss-Hermite quadrature around its mode for each τ, so the intervals do
/// not collapse when τ is estimated near zero, the fault of plug-in empirical Bayes (decision 0010).
/// </summary>
internal sealed class HierarchicalModel
{
    private const int TauPoints = 18;
    private const double TauSpread = 40;
    private const int LargestFit = 800;
    private const double Negligible = 2e-4;
    private static readonly double[] Nodes = [-2.8569700138728, -1.3556261799743, 0, 1.3556261799743, 2.8569700138728];
    private static readonly double[] NodeWeights = [0.0112574113277, 0.2220759220056, 0.5333333333333, 0.2220759220056, 0.0112574113277];

    private readonly LatentGrid _grid;
    private readonly int[] _fitted;
    private readonly double[] _prior;
    private readonly double[] _marginals;
    private readonly List<Cell> _cells = [];

    /// <param name="evidence">One per rep, in the order of the reps.</param>
    /// <param name="reference">Who defines the group's distribution (ramping reps do not).</param>
    /// <param name="scale">Scale of the half-normal prior on τ, on the latent scale.</param>
    public HierarchicalModel(ReadOnlySpan<Evidence> evidence, ReadOnlySpan<bool> reference, double scale)
    {
        _grid = new LatentGrid(evidence, scale);
        _fitted = Fitted(evidence, reference);
        _prior = new double[_grid.Size];

        // Whole vectors: what stands behind the last rep is 1, its log nothing.
        _marginals = new double[_fitted.Length + Vector<double>.Count - 1 - ((_fitted.Length + Vector<double>.Count - 1) % Vector<double>.Count)];
        Array.Fill(_marginals, 1);
        double edge = 0;
        double ratio = Math.Pow(TauSpread, 1.0 / (TauPoints - 1));
        for (int t = 0; t < TauPoints; t++)
        {
            double tau = 0.08 * scale * Math.Pow(ratio, t);
            double nextEdge = t == TauPoints - 1 ? double.PositiveInfinity : tau * Math.Sqrt(ratio);
            double prior = SpecialFunctions.Erf(nextEdge / (scale * Constants.Sqrt2)) - SpecialFunctions.Erf(edge / (scale * Constants.Sqrt2));
            edge = nextEdge;
            AddCells(evidence, tau, Math.Log(Math.Max(prior, 1e-300)));
        }

        KeepWhatCounts();
    }

    /// <summary>Posterior mean of τ, the standard deviation between reps.</summary>
    public double Tau => _cells.Sum(cell => cell.Weight * cell.Tau);

    /// <summary>The posterior of g(θ) for all reps: mean and variance in each cell of (μ, τ).</summary>
    public ComponentPosterior Posterior(Func<double, double> transform)
    {
        // Powers are taken around the middle of the grid, so that little is lost when a square is subtracted from a square.
        double[] value = [.. _grid.Points.Select(transform)];
        double centre = value[value.Length / 2];
        var prior = new double[_grid.Size];
        var first = new double[_grid.Size];
        var second = new double[_grid.Size];
        var result = new ComponentPosterior(_cells.Count, _grid.Reps);
        for (int c = 0; c < _cells.Count; c++)
        {
            (int From, int To) within = _grid.Prior(_cells[c].Mean, _cells[c].Tau, prior);
            double all = 0;
            double around = 0;
            for (int k = within.From; k < within.To; k++)
            {
                first[k] = prior[k] * (value[k] - centre);
                second[k] = first[k] * (value[k] - centre);
                all += first[k];
                around += second[k];
            }

            result.PriorMeans[c] = all + centre;
            result.PriorVariances[c] = Math.Max(around - (all * all), 1e-12);

            result.Weights[c] = _cells[c].Weight;
            for (int rep = 0; rep < _grid.Reps; rep++)
            {
                (double mass, double sum, double squares) = _grid.Moments(prior, first, second, within, rep);
                double mean = mass > 0 ? sum / mass : 0;
                result.Means[c][rep] = mass > 0 ? mean + centre : transform(_cells[c].Mean);
                result.Variances[c][rep] = mass > 0 ? Math.Max((squares / mass) - (mean * mean), 1e-12) : _cells[c].Tau * _cells[c].Tau;
            }
        }

        return result;
    }

    // Far more reps than are needed to know μ and τ: an even sample of them (they are ordered by id) says the same.
    private static int[] Fitted(ReadOnlySpan<Evidence> evidence, ReadOnlySpan<bool> reference)
    {
        List<int> members = [];
        List<int> known = [];
        for (int i = 0; i < evidence.Length; i++)
        {
            if (evidence[i].Precision > 0)
            {
                known.Add(i);
                if (reference[i])
                {
                    members.Add(i);
                }
            }
        }

        members = members.Count == 0 ? known : members;
        int stride = (members.Count + LargestFit - 1) / LargestFit;
        return [.. members.Where((_, position) => position % Math.Max(stride, 1) == 0)];
    }

    private void AddCells(ReadOnlySpan<Evidence> evidence, double tau, double logPrior)
    {
        double precision = 0;
        double mean = 0;
        foreach (int i in _fitted)
        {
            double weight = 1 / ((1 / evidence[i].Precision) + (tau * tau));
            precision += weight;
            mean += weight * evidence[i].Centre;
        }

        double deviation = precision > 0 ? 1 / Math.Sqrt(precision) : tau;
        mean = precision > 0 ? mean / precision : 0;
        (mean, deviation) = Climb(mean, deviation, tau);
        for (int j = 0; j < Nodes.Length; j++)
        {
            double at = mean + (Nodes[j] * deviation);
            double log = logPrior + LogLikelihood(at, tau) + Math.Log(NodeWeights[j] * deviation) + (0.5 * Nodes[j] * Nodes[j]);
            _cells.Add(new Cell(at, tau, log));
        }
    }

    // The mode of μ for this τ and the curvature there, by parabolas through three points.
    private (double Mean, double Deviation) Climb(double mean, double deviation, double tau)
    {
        for (int round = 0; round < 8; round++)
        {
            double reach = 1.5 * deviation;
            double middle = LogLikelihood(mean, tau);
            double left = LogLikelihood(mean - reach, tau) - middle;
            double right = LogLikelihood(mean + reach, tau) - middle;
            double curvature = (left + right) / (reach * reach);
            if (!(curvature < 0))
            {
                return (mean, deviation);
            }

            double move = -(right - left) / (2 * reach * curvature);
            deviation = Math.Clamp(1 / Math.Sqrt(-curvature), deviation / 3, deviation * 3);
            mean += Math.Clamp(move, -3 * reach, 3 * reach);
            if (Math.Abs(move) < 0.2 * deviation)
            {
                break;
            }
        }

        return (mean, deviation);
    }

    private double LogLikelihood(double mean, double tau)
    {
        (int From, int To) within = _grid.Prior(mean, tau, _prior);
        for (int m = 0; m < _fitted.Length; m++)
        {
            _marginals[m] = Math.Max(_grid.Marginal(_prior, within, _fitted[m]), 1e-300);
        }

        Vector<double> sums = Vector<double>.Zero;
        for (int m = 0; m < _marginals.Length; m += Vector<double>.Count)
        {
            sums += Vector.Log(new Vector<double>(_marginals, m));
        }

        return Vector.Sum(sums);
    }

    private void KeepWhatCounts()
    {
        double largest = _cells.Max(cell => cell.Weight);
        double total = _cells.Sum(cell => Math.Exp(cell.Weight - largest));
        Cell[] kept = [.. _cells.Select(cell => cell with { Weight = Math.Exp(cell.Weight - largest) / total }).Where(cell => cell.Weight > Negligible)];
        double share = kept.Sum(cell => cell.Weight);
        _cells.Clear();
        _cells.AddRange(kept.Select(cell => cell with { Weight = cell.Weight / share }));
    }

    /// <param name="Weight">Log weight while the cells are collected, probability afterwards.</param>
    private readonly record struct Cell(double Mean, double Tau, double Weight);
}
