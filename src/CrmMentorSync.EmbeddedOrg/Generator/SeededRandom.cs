namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, public domain). Our own, because the algorithm behind
/// <c>System.Random</c> may change between releases and equal seeds must give equal orgs for ever.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>
    /// A stream of its own for each (seed, purpose, index), so that adding a rep or a purpose changes nothing that others draw.
    /// </summary>
    public static SeededRandom For(int seed, string purpose, int index = 0)
    {
        // FNV-1a over the purpose; string.GetHashCode differs from process to process.
        ulong hash = 14695981039346656037UL;
        foreach (char character in purpose)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        ulong state = hash ^ ((ulong)(uint)seed << 32) ^ (uint)index;
        return new SeededRandom(SplitMix(ref state));
    }

    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1 (multiply-shift; its bias is below 2⁻³² for our counts).</summary>
    public int NextInt(int count) => (int)Math.BigMul(NextUInt64(), (ulong)count, out _);

    /// <summary>Uniform in <paramref name="low"/> … <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + NextInt(high - low + 1);

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[NextInt(choices.Count)];

    /// <summary>Standard normal (Box and Muller; the second value is not kept, so that every call draws the same amount).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
