namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>How a rep's own data speak about the latent value θ of one component.</summary>
internal enum Likelihood
{
    /// <summary>A count over an exposure; θ is the log of the rate.</summary>
    Poisson,

    /// <summary>Successes of trials; θ is the logit of the chance.</summary>
    Binomial,

    /// <summary>A mean with a known variance; θ is its expectation.</summary>
    Gaussian,
}

/// <summary>
/// One rep's evidence on one component: a likelihood of its own kind, times a Gaussian side evidence (older history,
/// sizes of lost deals) on the same scale. No evidence at all is legal: the posterior is then the group's distribution.
/// </summary>
/// <param name="First">Count, successes or mean.</param>
/// <param name="Second">Exposure, trials or variance (infinite: nothing was observed).</param>
/// <param name="SideMean">Centre of the side evidence.</param>
/// <param name="SidePrecision">1 / variance of the side evidence; 0 where there is none.</param>
/// <param name="Older">An older count or share, of the same kind; its own (First, Second), (0, 0) where there is none.</param>
/// <param name="Drift">How the older value differs from today's: today = older + Mean ± √Variance.</param>
internal readonly record struct Evidence(
    Likelihood Kind,
    double First,
    double Second,
    double SideMean = 0,
    double SidePrecision = 0,
    (double First, double Second) Older = default,
    (double Mean, double Variance) Drift = default)
{
    public static Evidence Count(double count, double exposure, double dispersion) =>
        new(Likelihood.Poisson, count / dispersion, exposure / dispersion);

    public static Evidence Share(double successes, double trials) => new(Likelihood.Binomial, successes, trials);

    public static Evidence Mean(double mean, double variance) => new(Likelihood.Gaussian, mean, variance);

    /// <summary>Two counts of the same rate are one.</summary>
    public Evidence Plus(Evidence other) => this with { First = First + other.First, Second = Second + other.Second };

    /// <summary>Adds a second opinion: Gaussian evidence multiplies, precisions add.</summary>
    public Evidence With(double mean, double precision)
    {
        if (!(precision > 0) || !double.IsFinite(mean))
        {
            return this;
        }

        double total = SidePrecision + precision;
        return this with { SideMean = ((SideMean * SidePrecision) + (mean * precision)) / total, SidePrecision = total };
    }

    /// <summary>The same evidence, its variance raised by <paramref name="variance"/> on the latent scale.</summary>
    public Evidence Widened(double variance)
    {
        double keep = 1 / (1 + (variance * OwnPrecision));
        return Kind == Likelihood.Gaussian
            ? this with { Second = Second + variance }
            : this with { First = First * keep, Second = Second * keep };
    }

    /// <summary>Precision of the rep's own data alone at their rough estimate; 0 where nothing was observed.</summary>
    public double OwnPrecision => Kind switch
    {
        Likelihood.Poisson => Second > 0 ? First + 0.5 : 0,
        Likelihood.Binomial => Second > 0 ? 1 / ((1 / (First + 0.5)) + (1 / (Second - First + 0.5))) : 0,
        Likelihood.Gaussian => double.IsFinite(Second) && Second > 0 ? 1 / Second : 0,
    };

    /// <summary>A rough estimate from the rep's own data alone; half a count keeps zero away from the log.</summary>
    public double OwnCentre => Kind switch
    {
        Likelihood.Poisson => Second > 0 ? Math.Log((First + 0.5) / Second) : 0,
        Likelihood.Binomial => Second > 0 ? Math.Log((First + 0.5) / (Second - First + 0.5)) : 0,
        Likelihood.Gaussian => OwnPrecision > 0 ? First : 0,
    };

    private Evidence OlderAlone => new(Kind, Older.First, Older.Second);

    private double OlderPrecision => OlderAlone.OwnPrecision is > 0 and var precision ? 1 / ((1 / precision) + Drift.Variance) : 0;

    /// <summary>Precision of everything that is known of the rep.</summary>
    public double Precision => OwnPrecision + SidePrecision + (Kind == Likelihood.Gaussian ? 0 : OlderPrecision);

    /// <summary>A rough estimate from everything that is known of the rep.</summary>
    public double Centre => Precision > 0
        ? ((OwnCentre * OwnPrecision) + (SideMean * SidePrecision)
            + (Kind == Likelihood.Gaussian ? 0 : (OlderAlone.OwnCentre + Drift.Mean) * OlderPrecision)) / Precision
        : 0;
}
