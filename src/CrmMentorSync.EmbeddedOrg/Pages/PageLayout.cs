using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>The frame of every page: no scripts, nothing from elsewhere, legible on a telephone.</summary>
internal static class PageLayout
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#c9ccd1;--ink:#1b1d21;--soft:#5b616b;--paper:#fff;--wash:#f3f4f6;--mark:#0b5cab}
        @media(prefers-color-scheme:dark){:root{--line:#454a52;--ink:#eceef1;--soft:#a9b0bb;--paper:#1a1c20;--wash:#24272c;--mark:#7db8f5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        header,main{max-width:44rem;margin:0 auto;padding:.75rem 1rem}
        header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;font-size:.9rem;color:var(--soft)}
        main{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem}
        h1{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem;overflow-wrap:anywhere}
        h2{font-size:1rem;margin:1.25rem 0 .5rem}
        a{color:var(--mark)}
        dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:0}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        label{display:block;margin:.75rem 0 .25rem;color:var(--soft)}
        input,select,textarea,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.375rem;padding:.5rem;max-width:100%}
        textarea{width:100%;min-height:12rem;resize:vertical}
        button{min-height:2.75rem;padding:.5rem 1rem;cursor:pointer}
        button.main{background:var(--mark);border-color:var(--mark);color:var(--paper)}
        .row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}
        .said{border-left:.25rem solid var(--mark);background:var(--wash);padding:.5rem .75rem;margin:0 0 1rem}
        ul{padding-left:1.25rem}li{margin:.25rem 0;overflow-wrap:anywhere}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static async Task WriteAsync(HttpContext context, int status, string title, Html header, Html content, CancellationToken ct)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        Html page = Html.Of($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title><style>{new Html(Style)}</style></head>
            <body><header><strong>Embedded org</strong>{header}</header><main>{content}</main></body></html>
            """);
        await context.Response.WriteAsync(page.Markup, ct);
    }
}
