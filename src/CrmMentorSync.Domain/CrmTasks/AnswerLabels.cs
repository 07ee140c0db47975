using System.Text.RegularExpressions;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>What a line of an answered Task is about.</summary>
internal enum AnswerLabel
{
    Grasp,
    Answer,
    Learned,
    Obstacle,
    Reason,
    No,
    Yes,
    PauseUntil,
    Instead,
    Exit,
    Rating,
    Expected,
    Received,
    Objection,
    Surprise,
    Beyond,
    Endorsement,
    Challenge,
}

/// <summary>The labels that people's lines begin with.</summary>
internal static partial class AnswerLabels
{
    private static readonly char[] Colons = [':', '：'];

    /// <summary>Without their colon. Every language is understood in every Task: people answer in the one they like.</summary>
    private static readonly (string Text, AnswerLabel Label)[] Known =
    [
        ("Grasp", AnswerLabel.Grasp), ("Verstanden", AnswerLabel.Grasp),
        ("Learned", AnswerLabel.Learned), ("Learnt", AnswerLabel.Learned), ("Gelernt", AnswerLabel.Learned),
        ("Obstacle", AnswerLabel.Obstacle), ("Obstacles", AnswerLabel.Obstacle), ("Hindernis", AnswerLabel.Obstacle), ("Hindernisse", AnswerLabel.Obstacle),
        ("Reason", AnswerLabel.Reason), ("Grund", AnswerLabel.Reason),
        ("No", AnswerLabel.No), ("Nein", AnswerLabel.No), ("Yes", AnswerLabel.Yes), ("Ja", AnswerLabel.Yes),
        ("Pause until", AnswerLabel.PauseUntil), ("Paused until", AnswerLabel.PauseUntil), ("Pause bis", AnswerLabel.PauseUntil), ("Pausiert bis", AnswerLabel.PauseUntil),
        ("Instead", AnswerLabel.Instead), ("Stattdessen", AnswerLabel.Instead), ("Statt dessen", AnswerLabel.Instead),
        ("Exit", AnswerLabel.Exit), ("Ausstieg", AnswerLabel.Exit),
        ("How was it", AnswerLabel.Rating), ("Wie war es", AnswerLabel.Rating),
        ("Worth the time", AnswerLabel.Rating), ("Die Zeit wert", AnswerLabel.Rating),
        ("Hoped for", AnswerLabel.Expected), ("Erhofft", AnswerLabel.Expected),
        ("Received", AnswerLabel.Received), ("Bekommen", AnswerLabel.Received),
        ("Objection", AnswerLabel.Objection), ("Einwand", AnswerLabel.Objection), ("Surprise", AnswerLabel.Surprise), ("Überraschung", AnswerLabel.Surprise),
        ("Beyond expectation", AnswerLabel.Beyond), ("Mehr als erwartet", AnswerLabel.Beyond),
        ("Endorsement", AnswerLabel.Endorsement), ("Empfehlung", AnswerLabel.Endorsement), ("Why so", AnswerLabel.Challenge), ("Warum so", AnswerLabel.Challenge),
        ("Answer", AnswerLabel.Answer), ("Antwort", AnswerLabel.Answer),
    ];

    /// <summary>The label that a line begins with, and what stands behind it. A scale may be left out or dressed up, and the colon with it: <c>Grasp [1–5] 4</c>.</summary>
    public static (AnswerLabel Label, string Value)? Of(string line)
    {
        int colon = line.IndexOfAny(Colons);
        (string head, string value) = colon > 0 ? (line[..colon].Trim(), Behind(line, colon)) : ("", "");
        if (WithoutScale(head) is { After: "", Name: var said } && Meaning(said) is { } plain)
        {
            return (plain, value);
        }

        (string name, string rest) = WithoutScale(line);
        return colon < 0 && rest.Length > 0 && Meaning(name) is { } rated ? (rated, rest)
            : PauseWithoutColon(line) is { } day ? (AnswerLabel.PauseUntil, day)
            : ExitWithoutColon(line) is { } exit ? (AnswerLabel.Exit, exit)
            : null;
    }

    /// <summary>The label of a rating, and behind it whom it is about: <c>Grasp (1-5) Ben Ode with Anna Berg: 4</c>.</summary>
    public static (string Whom, string Value)? OfOneTalk(string line)
    {
        int colon = line.IndexOfAny(Colons);
        (string name, string whom) = WithoutScale(colon < 0 ? "" : line[..colon].Trim());
        return whom.Length > 0 && Meaning(name) == AnswerLabel.Grasp ? (whom, Behind(line, colon)) : null;
    }

    /// <summary>What decides something: it is said on the line itself, because people put it above our own words as well, and in a quotation it is somebody else's.</summary>
    public static bool IsOneLine(AnswerLabel label) => label is AnswerLabel.No or AnswerLabel.Yes or AnswerLabel.PauseUntil or AnswerLabel.Instead or AnswerLabel.Exit;

    /// <summary>Whether a line holds one that decides within it, where it is not read.</summary>
    public static bool IsWithin(string line) => Known.Any(known => known.Label is AnswerLabel.PauseUntil or AnswerLabel.Instead or AnswerLabel.Exit
        && Colons.Any(colon => line.Contains($" {known.Text}{colon}", StringComparison.OrdinalIgnoreCase)));

    private static AnswerLabel? Meaning(string head)
    {
        foreach ((string label, AnswerLabel meaning) in Known)
        {
            if (head.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>What stands before and behind a scale, <c>(1-5)</c> as people write it; all of it and nothing where there is none.</summary>
    private static (string Name, string After) WithoutScale(string head) =>
        Scale().Match(head) is { Success: true } scale ? (head[..scale.Index].TrimEnd(), head[(scale.Index + scale.Length)..].Trim()) : (head, "");

    /// <summary>The quotation marks of a label that was copied with them do not belong to the value.</summary>
    private static string Behind(string line, int colon) => line[(colon + 1)..].TrimStart('"', '”', '“', '’', '\'', '«', '»', ' ').Trim();

    private static string? PauseWithoutColon(string line) =>
        Known.Where(known => known.Label == AnswerLabel.PauseUntil && line.StartsWith(known.Text + " ", StringComparison.OrdinalIgnoreCase))
            .Select(known => line[known.Text.Length..].Trim()).FirstOrDefault();

    private static string? ExitWithoutColon(string line) =>
        Known.Where(known => known.Label == AnswerLabel.Exit && line.StartsWith(known.Text + " ", StringComparison.OrdinalIgnoreCase))
            .Select(known => line[known.Text.Length..].Trim('-', '–', '—', '=', ' ')).FirstOrDefault(rest => YesAndNo.IsYes(rest) || YesAndNo.IsNo(rest));

    [GeneratedRegex(@"\s*[(\[]\s*1\s*(?:-|–|—|to|bis|…|\.\.)\s*5\s*[)\]]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scale();
}
