namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>A small seeded generator (SplitMix64) of our own, so that a test's numbers never change with the runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public int Below(int bound) => (int)(Uniform() * bound);

    public int Poisson(double mean)
    {
        // In slices, so that exp never underflows.
        int count = 0;
        for (double left = mean; left > 0; left -= 30)
        {
            double limit = Math.Exp(-Math.Min(left, 30));
            for (double product = Uniform(); product > limit; product *= Uniform())
            {
                count++;
            }
        }

        return count;
    }
}
