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
internal static class AnswerLabels
{
    private static readonly char[] Bullets = ['-', '*', '•', '>', ' '];
    private static readonly char[] Colons = [':', '：'];

    /// <summary>Without their colon. Every language is understood in every Task: people answer in the one they like.</summary>
    private static readonly (string Text, AnswerLabel Label)[] Known =
    [
        ("Grasp (1-5)", AnswerLabel.Grasp), ("Grasp", AnswerLabel.Grasp), ("Verstanden (1-5)", AnswerLabel.Grasp), ("Verstanden", AnswerLabel.Grasp),
        ("Learned", AnswerLabel.Learned), ("Learnt", AnswerLabel.Learned), ("Gelernt", AnswerLabel.Learned),
        ("Obstacle", AnswerLabel.Obstacle), ("Obstacles", AnswerLabel.Obstacle), ("Hindernis", AnswerLabel.Obstacle), ("Hindernisse", AnswerLabel.Obstacle),
        ("Reason", AnswerLabel.Reason), ("Grund", AnswerLabel.Reason),
        ("No", AnswerLabel.No), ("Nein", AnswerLabel.No),
        ("Pause until", AnswerLabel.PauseUntil), ("Paused until", AnswerLabel.PauseUntil), ("Pause bis", AnswerLabel.PauseUntil), ("Pausiert bis", AnswerLabel.PauseUntil),
        ("Instead", AnswerLabel.Instead), ("Stattdessen", AnswerLabel.Instead), ("Statt dessen", AnswerLabel.Instead),
        ("Exit", AnswerLabel.Exit), ("Ausstieg", AnswerLabel.Exit),
        ("How was it (1-5)", AnswerLabel.Rating), ("How was it", AnswerLabel.Rating), ("Wie war es (1-5)", AnswerLabel.Rating), ("Wie war es", AnswerLabel.Rating),
        ("Worth the time (1-5)", AnswerLabel.Rating), ("Worth the time", AnswerLabel.Rating), ("Die Zeit wert (1-5)", AnswerLabel.Rating), ("Die Zeit wert", AnswerLabel.Rating),
        ("Hoped for (1-5)", AnswerLabel.Expected), ("Hoped for", AnswerLabel.Expected), ("Erhofft (1-5)", AnswerLabel.Expected), ("Erhofft", AnswerLabel.Expected),
        ("Received (1-5)", AnswerLabel.Received), ("Received", AnswerLabel.Received), ("Bekommen (1-5)", AnswerLabel.Received), ("Bekommen", AnswerLabel.Received),
        ("Objection", AnswerLabel.Objection), ("Einwand", AnswerLabel.Objection), ("Surprise", AnswerLabel.Surprise), ("Überraschung", AnswerLabel.Surprise),
        ("Beyond expectation", AnswerLabel.Beyond), ("Mehr als erwartet", AnswerLabel.Beyond),
        ("Endorsement", AnswerLabel.Endorsement), ("Empfehlung", AnswerLabel.Endorsement), ("Why so", AnswerLabel.Challenge), ("Warum so", AnswerLabel.Challenge),
        ("Answer", AnswerLabel.Answer), ("Antwort", AnswerLabel.Answer),
    ];

    /// <summary>Bullets and quotes before a label do not hide it.</summary>
    public static (AnswerLabel Label, string Value)? Of(string line)
    {
        string text = line.TrimStart(Bullets);
        int colon = text.IndexOfAny(Colons);
        if (colon <= 0)
        {
            return null;
        }

        string head = text[..colon].Trim().Replace('–', '-').Replace("1 - 5", "1-5", StringComparison.Ordinal);
        foreach ((string label, AnswerLabel meaning) in Known)
        {
            if (head.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                return (meaning, text[(colon + 1)..].Trim());
            }
        }

        return null;
    }

    /// <summary>The label of a rating, and behind it whom it is about: <c>Grasp (1-5) Ben Ode with Anna Berg: 4</c>.</summary>
    public static (string Whom, string Value)? OfOneTalk(string line)
    {
        string text = line.TrimStart(Bullets);
        int colon = text.IndexOfAny(Colons);
        string head = colon < 0 ? "" : text[..colon].Trim().Replace('–', '-');
        string? label = Known.Where(known => known.Label == AnswerLabel.Grasp && known.Text.EndsWith(')') && head.StartsWith(known.Text + " ", StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Text).MaxBy(known => known.Length);
        return label is null ? null : (head[label.Length..].Trim(), text[(colon + 1)..].Trim());
    }
}
