using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Worker.SendWeeklyDigest.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>Lays digests out as HTML. One instance serves one batch: it keeps what it has rendered until it is disposed.</summary>
internal sealed class DigestHtml(IServiceProvider services, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly HtmlRenderer _renderer = new(services, loggers);

    public Task<string> RenderAsync(DigestModel model) => _renderer.Dispatcher.InvokeAsync(async () =>
    {
        ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(DigestMail.Model)] = model });
        return (await _renderer.RenderComponentAsync<DigestMail>(parameters)).ToHtmlString();
    });

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();
}
