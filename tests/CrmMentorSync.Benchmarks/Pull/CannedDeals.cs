using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>
/// Made-up Opportunities of 12 fields as REST writes them, in the order (SystemModstamp, Id), one every ten seconds. Pages are
/// zipped before anybody asks, so that serving costs next to nothing.
/// </summary>
internal sealed class CannedDeals
{
    public const int PageSize = 2000;
    public const int SecondsApart = 10;
    public static readonly DateTimeOffset First = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The 12 fields.</summary>
    public static readonly string[] Fields =
        ["Id", "Name", "AccountId", "OwnerId", "StageName", "IsClosed", "IsWon", "Amount", "CloseDate", "Type", "CreatedDate", "SystemModstamp"];

    private static readonly string[] Stages = ["Prospecting", "Negotiation/Review", "Closed Won", "Closed Lost"];
    private readonly byte[][] _pages;

    public CannedDeals(int count)
    {
        Count = count;
        _pages = new byte[(count + PageSize - 1) / PageSize][];
        Parallel.For(0, _pages.Length, page => _pages[page] = Zip(Rows(page * PageSize, Math.Min(count, (page + 1) * PageSize)), CompressionLevel.Optimal));
    }

    public int Count { get; }

    /// <summary>The first deal that is stamped then or later.</summary>
    public int At(DateTimeOffset instant) => (int)Math.Clamp(Math.Ceiling((instant - First).TotalSeconds / SecondsApart), 0, Count);

    /// <summary>Deals up to the end of their page: a page that starts in the middle is a short one.</summary>
    public (byte[] Zipped, int End) Page(int from, int to)
    {
        int page = from / PageSize;
        int end = Math.Min(to, Math.Min(Count, (page + 1) * PageSize));
        bool whole = from % PageSize == 0 && end == Math.Min(Count, (page + 1) * PageSize);
        return (whole && from < Count ? _pages[page] : Zip(Rows(from, end)), end);
    }

    public static byte[] Zip(string text) => Zip(text, CompressionLevel.Fastest);

    private static byte[] Zip(string text, CompressionLevel level)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, level))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }

    private static string Rows(int from, int to)
    {
        var text = new StringBuilder();
        for (int i = from; i < to; i++)
        {
            uint mixed = (uint)i * 2654435761u;
            int stage = (int)(mixed >> 30);
            DateTimeOffset stamp = First.AddSeconds((double)i * SecondsApart);
            string amount = stage == 0 ? "null" : ((mixed >> 8) % 90_000 + 1000).ToString(CultureInfo.InvariantCulture) + ".0";
            text.Append(i > from ? "," : "").Append(CultureInfo.InvariantCulture, $$"""
                {"attributes":{"type":"Opportunity","url":"/services/data/v67.0/sobjects/Opportunity/006{{i:D12}}AAA"},"Id":"006{{i:D12}}AAA","Name":"Renewal {{mixed % 9973}} of plan {{i}}","AccountId":"001{{mixed % 50_000:D12}}AAA","OwnerId":"{{Owner((int)(mixed % 10_000))}}","StageName":"{{Stages[stage]}}","IsClosed":{{(stage >= 2 ? "true" : "false")}},"IsWon":{{(stage == 2 ? "true" : "false")}},"Amount":{{amount}},"CloseDate":"{{stamp.AddDays(mixed % 90):yyyy-MM-dd}}","Type":"{{(mixed % 3 == 0 ? "New Business" : "Existing Business")}}","CreatedDate":"{{stamp.AddDays(-(mixed % 60)):yyyy-MM-dd'T'HH:mm:ss}}.000+0000","SystemModstamp":"{{stamp:yyyy-MM-dd'T'HH:mm:ss}}.000+0000"}
                """);
        }

        return text.ToString();
    }

    public static string Owner(int number) => string.Create(CultureInfo.InvariantCulture, $"005{number:D12}AAA");
}
