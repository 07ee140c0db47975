using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>
/// A number for everything that scores rest on: facts, settings, days and the scorer itself. Where it is the same as last time, so
/// are the scores. Deals are taken as they are read; the rest in <see cref="End"/>.
/// </summary>
internal sealed class FactsFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _used;

    /// <param name="owner">An Id of Salesforce.</param>
    /// <param name="closed">yyyy-MM-dd.</param>
    public void Deal(string owner, long state, double amount, string closed, long created)
    {
        if (_buffer.Length - _used < (sizeof(char) * (owner.Length + closed.Length)) + (3 * sizeof(long)))
        {
            Flush();
        }

        Text(owner);
        Text(closed);
        Number(state);
        Number(BitConverter.DoubleToInt64Bits(amount));
        Number(created);
    }

    /// <param name="days">Those that are scored, in order.</param>
    public string End(SalesFacts facts, IReadOnlyList<DateOnly> days, ScoringRules rules)
    {
        Flush();
        _hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Scorer = typeof(PerformanceScorer).Assembly.ManifestModule.ModuleVersionId,
            days,
            rules,
            facts.People,
            facts.Quotas,
            facts.Periods,
            Jobs = facts.Jobs.OrderBy(person => person.Key).Select(person => new { person.Key, person.Value }),
        }));
        foreach ((UserId owner, IReadOnlyList<DateOnly> events) in facts.EventDays.OrderBy(owner => owner.Key))
        {
            _hash.AppendData(MemoryMarshal.AsBytes(owner.Value.AsSpan()));
            _hash.AppendData(MemoryMarshal.AsBytes<int>(events.Select(day => day.DayNumber).ToArray()));
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Text(string text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text.AsSpan());
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_used), number);
        _used += sizeof(long);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        _used = 0;
    }
}
