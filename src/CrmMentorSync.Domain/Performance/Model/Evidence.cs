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
internal readonly record struct Evidence(Likelihood Kind, double First, double Second, double SideMean = 0, double SidePrecision = 0)
{
    public static Evidence Count(double count, double exposure, double dispersion) =>
        new(Likelihood.Poisson, count / dispersion, exposure / dispersion);

    public static Evidence Share(double successes, double trials) => new(Likelihood.Binomial, successes, trials);

    public static Evidence Mean(double mean, double variance) => new(Likelihood.Gaussian, mean, variance);

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

    /// <summary>Precision of everything that is known of the rep.</summary>
    public double Precision => OwnPrecision + SidePrecision;

    /// <summary>A rough estimate from everything that is known of the rep.</summary>
    public double Centre => Precision > 0 ? ((OwnCentre * OwnPrecision) + (SideMean * SidePrecision)) / Precision : 0;
}
