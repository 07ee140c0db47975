using System.Globalization;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>
/// What a person typed into the prefilled lines of a Task. A standard Task has nothing but a status and a text, so the text
/// carries a small grammar: a line that starts with a known label, in English or German, and whatever follows it up to the
/// next label or empty line; a plain no needs no colon. <c>No:</c> and a filled <c>Reason:</c> end with their line, because people put them above our
/// own words as well. What cannot be read is reported and never guessed.
/// </summary>
public sealed record TaskAnswers
{
    /// <summary>How well the lesson landed, 1 (not yet) to 5 (could teach it); null where not given or not readable.</summary>
    public int? Grasp { get; init; }

    /// <summary>Of a Task about several talks: what stands behind each line's label, and how well that lesson landed.</summary>
    public IReadOnlyList<TalkGrasp> Grasps { get; init; } = [];

    /// <summary>How the talk was, 1–5: to the mentee, or whether it was worth the time to the mentor.</summary>
    public int? Rating { get; init; }

    /// <summary>What was hoped for and what came, 1–5.</summary>
    public int? Expected { get; init; }
    public int? Received { get; init; }
    public string? Learned { get; init; }

    /// <summary>What others may read once its author closes the Task: an endorsement, or the three lines on a win.</summary>
    public string? Shared { get; init; }

    /// <summary>Why something is done as it is: a question to those who decide that (P44).</summary>
    public string? Challenge { get; init; }
    public string? Obstacle { get; init; }
    public string? Reason { get; init; }

    /// <summary>Someone wrote a line <c>No:</c> (<c>Nein:</c>), with or without words after it.</summary>
    public bool SaysNo { get; init; }

    /// <summary>The words after <c>No:</c>; null where there are none.</summary>
    public string? NoText { get; init; }

    /// <summary>The first day that counts again for someone who asked to be left alone; null where nobody did.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>Whom a manager would rather have, as written; null where no one is named.</summary>
    public string? Instead { get; init; }

    /// <summary>Someone asked to end the pair; nobody has to say why (P46).</summary>
    public bool WantsExit { get; init; }

    /// <summary>Lines with a label whose content cannot be read, as they stand in the Task.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Why someone declined: the words after <c>Reason:</c>, else those after <c>No:</c>.</summary>
    public string? WhyNot => Reason ?? NoText;

    /// <summary>Longer texts are cut, so that a pasted document does not fill the state.</summary>
    public const int MaxText = 2000;

    /// <summary>A line that begins with a no and may mean something else, by itself or below <c>Reason:</c>; null where there is none, or a clear one.</summary>
    public string? NearlyNo { get; init; }

    private enum Label
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

    /// <summary>Without their colon. Every language is understood in every Task: people answer in the one they like.</summary>
    private static readonly (string Text, Label Label)[] Labels =
    [
        ("Grasp (1-5)", Label.Grasp), ("Grasp", Label.Grasp), ("Verstanden (1-5)", Label.Grasp), ("Verstanden", Label.Grasp),
        ("Learned", Label.Learned), ("Learnt", Label.Learned), ("Gelernt", Label.Learned),
        ("Obstacle", Label.Obstacle), ("Obstacles", Label.Obstacle), ("Hindernis", Label.Obstacle), ("Hindernisse", Label.Obstacle),
        ("Reason", Label.Reason), ("Grund", Label.Reason),
        ("No", Label.No), ("Nein", Label.No),
        ("Pause until", Label.PauseUntil), ("Paused until", Label.PauseUntil), ("Pause bis", Label.PauseUntil), ("Pausiert bis", Label.PauseUntil),
        ("Instead", Label.Instead), ("Stattdessen", Label.Instead), ("Statt dessen", Label.Instead),
        ("Exit", Label.Exit), ("Ausstieg", Label.Exit),
        ("How was it (1-5)", Label.Rating), ("How was it", Label.Rating), ("Wie war es (1-5)", Label.Rating), ("Wie war es", Label.Rating),
        ("Worth the time (1-5)", Label.Rating), ("Worth the time", Label.Rating), ("Die Zeit wert (1-5)", Label.Rating), ("Die Zeit wert", Label.Rating),
        ("Hoped for (1-5)", Label.Expected), ("Hoped for", Label.Expected), ("Erhofft (1-5)", Label.Expected), ("Erhofft", Label.Expected),
        ("Received (1-5)", Label.Received), ("Received", Label.Received), ("Bekommen (1-5)", Label.Received), ("Bekommen", Label.Received),
        ("Objection", Label.Objection), ("Einwand", Label.Objection), ("Surprise", Label.Surprise), ("Überraschung", Label.Surprise),
        ("Beyond expectation", Label.Beyond), ("Mehr als erwartet", Label.Beyond),
        ("Endorsement", Label.Endorsement), ("Empfehlung", Label.Endorsement), ("Why so", Label.Challenge), ("Warum so", Label.Challenge),
        ("Answer", Label.Answer), ("Antwort", Label.Answer),
    ];

    /// <param name="writer">What is known of whoever wrote a day; null: nothing.</param>
    /// <param name="ours">The text as we wrote it: what stands there asks for no second look. Null: not known.</param>
    public static TaskAnswers Parse(string? description, DayWriter? writer = null, string? ours = null)
    {
        HashSet<string> written = new((ours ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()), StringComparer.Ordinal);
        Dictionary<Label, List<string>> found = [];
        List<string>? open = null;
        Label? openLabel = null;
        string? nearlyNo = null;
        List<(string Whom, string Value)> talks = [];
        foreach (string line in (description ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (Labelled(line) is var (label, value))
            {
                open = found.TryGetValue(label, out List<string>? earlier) ? earlier : found[label] = [];
                open.Add(value);
                bool isOneLine = label is Label.No or Label.PauseUntil or Label.Instead or Label.Exit;
                open = isOneLine || (label == Label.Reason && value.Length > 0) ? null : open;
                openLabel = label;
                if (label == Label.Reason)
                {
                    HearNo(value, isOthers: true);
                }
            }
            else if (OfOneTalk(line) is { } talk)
            {
                talks.Add(talk);
                open = null;
            }
            else if (line.Length == 0)
            {
                open = null;
            }
            else if (open is not null)
            {
                open[^1] = $"{open[^1]}\n{line}".TrimStart();
                if (openLabel == Label.Reason)
                {
                    // The empty line for a reason is the last one of the Task: a no written below it is a no.
                    HearNo(line, isOthers: true);
                }
            }
            else
            {
                HearNo(line, isOthers: ours is not null);
            }
        }

        (DateOnly? pause, string[] noDay) = ReadDay(found.GetValueOrDefault(Label.PauseUntil) ?? [], writer);
        List<string> unreadable = [.. noDay];
        return new TaskAnswers
        {
            Grasp = Scale(Label.Grasp, "Grasp (1-5)"),
            Grasps = talks is [] ? [] : [.. talks.GroupBy(talk => talk.Whom, StringComparer.Ordinal)
                .Select(talk => new TalkGrasp(talk.Key, Rating([.. talk.Select(line => line.Value)], $"Grasp (1-5) {talk.Key}")))],
            Rating = Scale(Label.Rating, "How was it (1-5)"),
            Expected = Scale(Label.Expected, "Hoped for (1-5)"),
            Received = Scale(Label.Received, "Received (1-5)"),
            Learned = Words(found, Label.Learned),
            Obstacle = Words(found, Label.Obstacle),
            Reason = Words(found, Label.Reason),
            SaysNo = found.ContainsKey(Label.No),
            NoText = Words(found, Label.No),
            NearlyNo = found.ContainsKey(Label.No) ? null : nearlyNo,
            PauseUntil = pause,
            Instead = Words(found, Label.Instead),
            WantsExit = WantsOut(found.GetValueOrDefault(Label.Exit) ?? []),
            Shared = SharedOf(found),
            Challenge = Words(found, Label.Challenge),
            Unreadable = unreadable is [] ? [] : [.. unreadable],
        };

        void HearNo(string line, bool isOthers)
        {
            PlainNo? no = PlainNo.Of(line, isOthers);
            if (no is { IsPlain: true, Words: var words })
            {
                (found.TryGetValue(Label.No, out List<string>? said) ? said : found[Label.No] = []).Add(words);
            }
            else if (no is not null && !written.Contains(line))
            {
                nearlyNo ??= Cut(line, 100);
            }
        }

        // Ending a pair cannot be taken back by itself: a yes ends it, and whatever else stands there is asked about.
        bool WantsOut(List<string> values)
        {
            unreadable.AddRange(values.Where(value => value.Any(char.IsLetterOrDigit) && !YesAndNo.IsYes(value) && !YesAndNo.IsNo(value)).Select(value => $"Exit: {Cut(value, 100)}"));
            return values.Any(YesAndNo.IsYes) && !values.Any(YesAndNo.IsNo);
        }

        int? Scale(Label label, string name) => Rating(found.GetValueOrDefault(label) ?? [], name);

        int? Rating(List<string> values, string name)
        {
            (int? rating, string[] wrong) = ReadScale(values, name);
            unreadable.AddRange(wrong);
            return rating;
        }
    }

    /// <summary>All three lines on a win have to be filled in; an endorsement and an answer stand by themselves.</summary>
    private static string? SharedOf(Dictionary<Label, List<string>> found)
    {
        string?[] win = [Words(found, Label.Objection), Words(found, Label.Surprise), Words(found, Label.Beyond)];
        return Words(found, Label.Endorsement) ?? Words(found, Label.Answer) ?? (win.All(line => line is not null) ? string.Join('\n', win) : null);
    }

    /// <summary>Bullets and quotes before a label do not hide it.</summary>
    private static (Label Label, string Value)? Labelled(string line)
    {
        string text = line.TrimStart('-', '*', '•', '>', ' ');
        int colon = text.IndexOfAny([':', '：']);
        if (colon <= 0)
        {
            return null;
        }

        string head = text[..colon].Trim().Replace('–', '-').Replace("1 - 5", "1-5", StringComparison.Ordinal);
        foreach ((string label, Label meaning) in Labels)
        {
            if (head.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                return (meaning, text[(colon + 1)..].Trim());
            }
        }

        return null;
    }

    /// <summary>The label of a rating, and behind it whom it is about: <c>Grasp (1-5) Ben Ode with Anna Berg: 4</c>.</summary>
    private static (string Whom, string Value)? OfOneTalk(string line)
    {
        string text = line.TrimStart('-', '*', '•', '>', ' ');
        int colon = text.IndexOfAny([':', '：']);
        string head = colon < 0 ? "" : text[..colon].Trim().Replace('–', '-');
        string? label = Labels.Where(known => known.Label == Label.Grasp && known.Text.EndsWith(')') && head.StartsWith(known.Text + " ", StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Text).MaxBy(known => known.Length);
        return label is null ? null : (head[label.Length..].Trim(), text[(colon + 1)..].Trim());
    }

    private static (int? Rating, string[] Unreadable) ReadScale(List<string> values, string name)
    {
        string[] given = [.. values.Where(value => value.Length > 0)];
        int?[] ratings = [.. given.Select(OneToFive).Distinct()];
        return ratings switch
        {
            [] => (null, []),
            [{ } rating] => (rating, []),
            _ => (null, [.. given.Select(value => $"{name}: {Cut(value, 100)}")]),
        };
    }

    /// <summary>Of several days the latest.</summary>
    private static (DateOnly? Day, string[] Unreadable) ReadDay(List<string> values, DayWriter? writer)
    {
        string[] given = [.. values.Where(value => value.Length > 0)];
        DateOnly?[] days = [.. given.Select(value => WrittenDay.Read(value, writer))];
        return (days.Max(), [.. given.Zip(days).Where(read => read.Second is null).Select(read => $"Pause until: {Cut(read.First, 100)}")]);
    }

    /// <summary>One digit from 1 to 5, also as <c>4/5</c>, <c>4.</c>, <c>**4**</c> or in full width; nothing else.</summary>
    private static int? OneToFive(string value)
    {
        string digits = string.Concat(value.Select(letter => CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var digit ? (char)('0' + digit) : letter))
            .Trim('*', '_', ' ').TrimEnd('.', '!');
        digits = digits.EndsWith("/5", StringComparison.Ordinal) ? digits[..^2].TrimEnd() : digits;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int rating) && rating is >= 1 and <= 5
            ? rating
            : null;
    }

    private static string? Words(Dictionary<Label, List<string>> found, Label label)
    {
        string text = string.Join('\n', (found.GetValueOrDefault(label) ?? []).Where(value => value.Length > 0));
        return text.Length == 0 ? null : Cut(text, MaxText);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}

/// <summary>One line of a Task about several talks.</summary>
/// <param name="Whom">As it stands in the Task.</param>
/// <param name="Grasp">1–5; null where nobody said, or where it cannot be read.</param>
public readonly record struct TalkGrasp(string Whom, int? Grasp);
