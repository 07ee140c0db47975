using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>Serves canned deals as Salesforce would, after a wait before each answer. It knows ranges of SystemModstamp and nothing else.</summary>
internal static partial class PageServer
{
    private const string Data = "/services/data/v67.0";

    /// <summary>Prints its address, and serves until its input ends.</summary>
    public static async Task RunAsync(string[] args)
    {
        var deals = new CannedDeals(int.Parse(args[0], CultureInfo.InvariantCulture));
        var latency = TimeSpan.FromMilliseconds(int.Parse(args[1], CultureInfo.InvariantCulture));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            await Task.Delay(latency);
            await AnswerAsync(context, deals);
        });
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Console.In.ReadToEndAsync();
    }

    private static Task AnswerAsync(HttpContext context, CannedDeals deals)
    {
        string path = context.Request.Path.Value!;
        string host = $"http://{context.Request.Host}";
        string soql = context.Request.Query["q"].ToString();
        if (path.EndsWith("/oauth2/token", StringComparison.Ordinal))
        {
            return WriteAsync(context, $$"""{"access_token":"token","instance_url":"{{host}}","id":"{{host}}/id/00D000000000001EAA/005000000000001AAA"}""");
        }

        if (path == "/services/data/")
        {
            return WriteAsync(context, """[{"version":"67.0"}]""");
        }

        if (path.EndsWith("/Opportunity/describe", StringComparison.Ordinal))
        {
            return WriteAsync(context, $$"""{"name":"Opportunity","fields":[{{string.Join(',', CannedDeals.Fields.Select(Field))}}]}""");
        }

        if (path is $"{Data}/query" or $"{Data}/queryAll" && soql.Contains(" FROM Opportunity", StringComparison.Ordinal))
        {
            (int from, int to) = Range(soql, deals);
            return PageAsync(context, deals, from, to, to - from);
        }

        if (path.StartsWith($"{Data}/query/", StringComparison.Ordinal))
        {
            int[] place = [.. path[(Data.Length + 7)..].Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
            return PageAsync(context, deals, place[0], place[1], place[2]);
        }

        context.Response.StatusCode = 501;
        return context.Response.WriteAsync("[]");
    }

    /// <summary>Two zipped parts in a row are one zipped whole: the envelope of this question, the rows of all.</summary>
    private static async Task PageAsync(HttpContext context, CannedDeals deals, int from, int to, int total)
    {
        (byte[] rows, int end) = from < to ? deals.Page(from, to) : ([], from);
        string more = end < to ? string.Create(CultureInfo.InvariantCulture, $"false,\"nextRecordsUrl\":\"{Data}/query/{end}-{to}-{total}\"") : "true";
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(CannedDeals.Zip(string.Create(CultureInfo.InvariantCulture, $"{{\"totalSize\":{total},\"done\":{more},\"records\":[")));
        await context.Response.Body.WriteAsync(rows);
        await context.Response.Body.WriteAsync(CannedDeals.Zip("]}"));
    }

    private static (int From, int To) Range(string soql, CannedDeals deals)
    {
        int from = 0;
        int to = deals.Count;
        foreach (Match bound in Bounds().Matches(soql))
        {
            _ = SalesforceTime.TryParseInstant(bound.Groups[2].Value, out DateTimeOffset instant);
            (from, to) = bound.Groups[1].Value == ">=" ? (deals.At(instant), to) : (from, deals.At(instant));
        }

        return (from, Math.Max(from, to));
    }

    private static string Field(string name) =>
        $$"""{"name":"{{name}}","type":"string","length":0,"createable":false,"updateable":false,"filterable":true,"externalId":false,"unique":false}""";

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Encoding.UTF8);
    }

    [GeneratedRegex(@"SystemModstamp (>=|<) (\S+?Z)")]
    private static partial Regex Bounds();
}
