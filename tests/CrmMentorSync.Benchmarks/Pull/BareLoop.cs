using System.Net;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>What one would write by hand: page by page into a buffer, one pass of the JSON reader, the fields of a fact by name.</summary>
internal static class BareLoop
{
    public static async Task<DealLedger> PullAsync(string address, int expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        var ledger = new DealLedger(expected);
        byte[] buffer = new byte[4 * 1024 * 1024];
        string? url = "/services/data/v67.0/query?q=" + Uri.EscapeDataString($"SELECT {string.Join(", ", CannedDeals.Fields)} FROM Opportunity");
        while (url is not null)
        {
            await using Stream body = await http.GetStreamAsync(new Uri(address + url));
            int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
            url = TakePage(buffer.AsSpan(0, length), ledger);
        }

        return ledger;
    }

    private static string? TakePage(ReadOnlySpan<byte> page, DealLedger ledger)
    {
        string? next = null;
        (string owner, bool closed, bool won, double? amount, DateOnly created, DateOnly close) = ("", false, false, null, default, default);
        var json = new Utf8JsonReader(page);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 2)
            {
                ledger.Add(new Deal("", new UserId(owner), closed, won, amount, created, close));
            }
            else if (json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("attributes"u8)) { json.Skip(); }
                else if (json.ValueTextEquals("OwnerId"u8)) { json.Read(); owner = json.GetString()!; }
                else if (json.ValueTextEquals("IsClosed"u8)) { json.Read(); closed = json.GetBoolean(); }
                else if (json.ValueTextEquals("IsWon"u8)) { json.Read(); won = json.GetBoolean(); }
                else if (json.ValueTextEquals("Amount"u8)) { json.Read(); amount = json.TokenType == JsonTokenType.Null ? null : json.GetDouble(); }
                else if (json.ValueTextEquals("CloseDate"u8)) { json.Read(); close = Day(json.ValueSpan); }
                else if (json.ValueTextEquals("CreatedDate"u8)) { json.Read(); created = Day(json.ValueSpan); }
                else if (json.ValueTextEquals("nextRecordsUrl"u8)) { json.Read(); next = json.GetString(); }
            }
        }

        return next;
    }

    private static DateOnly Day(ReadOnlySpan<byte> text) => DateOnly.ParseExact(Encoding.ASCII.GetString(text[..10]), "yyyy-MM-dd");
}
