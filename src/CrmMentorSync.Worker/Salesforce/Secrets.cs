using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What no message may hold, even where a server sends it back to us: the app's secret, the sessions' tokens, signed assertions.</summary>
internal sealed partial class Secrets(IOptions<SalesforceOptions> options)
{
    private const string Mask = "***";

    // Anything shorter stands in every sentence.
    private const int Shortest = 6;

    // The one in use, and the one before it: an answer may still speak of that.
    private volatile string[] _tokens = [];

    public void Note(string token)
    {
        if (!_tokens.Contains(token))
        {
            _tokens = [token, .. _tokens.Take(1)];
        }
    }

    public string Hide(string text)
    {
        string secret = options.Value.ClientSecret ?? "";
        string hidden = text;
        foreach (string known in (string[])[secret, Uri.EscapeDataString(secret), .. _tokens])
        {
            hidden = known.Length >= Shortest ? hidden.Replace(known, Mask, StringComparison.Ordinal) : hidden;
        }

        return Assertion().Replace(hidden, Mask);
    }

    [GeneratedRegex(@"eyJ[\w-]{8,}\.[\w-]+\.[\w-]+")]
    private static partial Regex Assertion();
}
