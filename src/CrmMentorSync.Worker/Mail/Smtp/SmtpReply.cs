using System.Text.RegularExpressions;

namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>One answer of the server: its code and its lines without the code.</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code / 100 == 2;

    public bool IsTemporary => Code / 100 == 4;

    /// <summary>The server is closing the connection (RFC 5321, 3.8).</summary>
    public bool IsGoodbye => Code == 421;

    /// <summary>The enhanced status code (RFC 3463), for example <c>5.1.1</c>; empty where the server gives none.</summary>
    public string Status => StatusAtTheStart().Match(Lines[0]) is { Success: true } match ? match.Value : "";

    /// <summary>Code and status only: what servers write behind them may name people.</summary>
    public string Said => Status.Length == 0 ? $"{Code}" : $"{Code} {Status}";

    /// <summary>A login is wanted or was refused.</summary>
    public bool IsAboutLogin => Code is 530 or 534 or 535 or 538 || Status is "5.7.8" or "5.7.9" or "5.7.11";

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusAtTheStart();
}

/// <summary>No conversation could be had: nothing was handed over.</summary>
internal sealed class SmtpUnavailable(string message, bool isLasting, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True: a setting must change first, so that trying again is of no use.</summary>
    public bool IsLasting { get; } = isLasting;

    /// <summary>True: the server is there and may only have enough of our connections.</summary>
    public bool IsCrowded { get; init; }
}
