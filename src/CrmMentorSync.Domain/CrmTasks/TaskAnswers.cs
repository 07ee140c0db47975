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

    /// <summary>Each of them, where several lines name one.</summary>
    public IReadOnlyList<string> Wishes { get; init; } = [];

    /// <summary>Someone asked to end the pair; nobody has to say why (P46).</summary>
    public bool WantsExit { get; init; }

    /// <summary>Lines with a label whose content cannot be read, as they stand in the Task.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Why someone declined: the words after <c>Reason:</c>, else those after <c>No:</c>.</summary>
    public string? WhyNot => Reason ?? NoText;

    /// <summary>Longer texts are cut, so that a pasted document does not fill the state.</summary>
    public const int MaxText = 2000;

    /// <summary>Someone wrote a line <c>Yes:</c> (<c>Ja:</c>), or yes and nothing else: their word where other words leave it open.</summary>
    public bool SaysYes { get; init; }

    /// <summary>What else somebody wrote, line by line; empty where our own words are not known, for then nobody can tell.</summary>
    public IReadOnlyList<string> Loose { get; init; } = [];

    /// <summary>A line that begins with a no and may mean something else, by itself or below <c>Reason:</c>; null where there is none, or a clear one.</summary>
    public string? NearlyNo { get; init; }

    /// <param name="writer">What is known of whoever wrote a day; null: nothing.</param>
    /// <param name="ours">The text as we wrote it: what stands there is nobody's answer. Null: not known.</param>
    public static TaskAnswers Parse(string? description, DayWriter? writer = null, string? ours = null)
    {
        var own = new OwnLines(ours);
        Dictionary<AnswerLabel, List<string>> found = [];
        List<string>? open = null;
        AnswerLabel? openLabel = null;
        string? nearlyNo = null;
        bool saysYes = false;
        List<string> loose = [];
        List<string> misplaced = [];
        List<(string Whom, string Value)> talks = [];
        foreach (AnswerLine line in AnswerLine.Of(description))
        {
            string text = line.Text;
            bool isOurs = own.Has(text);
            if (AnswerLabels.Of(text) is var (label, value) && (!isOurs || value.Length == 0))
            {
                open = null;
                openLabel = label;
                if (label == AnswerLabel.Yes)
                {
                    saysYes |= own.AreKnown && !line.IsQuoted;
                }
                else if ((line.IsQuoted && AnswerLabels.IsOneLine(label)) || (label == AnswerLabel.No && PlainNo.IsNoObjection(value)))
                {
                    Doubt(line.Written);
                }
                else
                {
                    open = found.TryGetValue(label, out List<string>? earlier) ? earlier : found[label] = [];
                    open.Add(value);
                    open = value.Length > 0 && (AnswerLabels.IsOneLine(label) || label == AnswerLabel.Reason) ? null : open;
                    if (label == AnswerLabel.Reason)
                    {
                        HearNo(value, line, isOthers: true);
                    }
                }
            }
            else if (AnswerLabels.OfOneTalk(text) is { } talk)
            {
                talks.Add(talk);
                open = null;
            }
            else if (line.Written.Length == 0)
            {
                // Below an empty Reason: people leave a line free before they write.
                open = openLabel == AnswerLabel.Reason && open is [.., ""] ? open : null;
            }
            else if (isOurs)
            {
                open = null;
            }
            else if (open is not null && (!AnswerLabels.IsOneLine(openLabel!.Value) || GoesOn(openLabel.Value, text)))
            {
                open[^1] = $"{open[^1]}\n{line.Written}".TrimStart();
                open = AnswerLabels.IsOneLine(openLabel!.Value) ? null : open;
                if (openLabel == AnswerLabel.Reason)
                {
                    // The empty line for a reason is the last one of the Task: a no written below it is a no.
                    HearNo(text, line, isOthers: true);
                }
            }
            else
            {
                open = null;
                if (own.AreKnown)
                {
                    saysYes |= !line.IsQuoted && YesAndNo.IsYes(text);
                    loose.Add(line.Written);
                    misplaced.AddRange(AnswerLabels.IsWithin(text) ? [Cut(line.Written, 100)] : []);
                }

                HearNo(text, line, isOthers: own.AreKnown);
            }
        }

        (DateOnly? pause, string[] noDay) = ReadDay(found.GetValueOrDefault(AnswerLabel.PauseUntil) ?? [], writer);
        List<string> unreadable = [.. noDay, .. misplaced];
        return new TaskAnswers
        {
            Grasp = Scale(AnswerLabel.Grasp, "Grasp (1-5)"),
            Grasps = talks is [] ? [] : [.. talks.GroupBy(talk => talk.Whom, StringComparer.Ordinal)
                .Select(talk => new TalkGrasp(talk.Key, Rating([.. talk.Select(line => line.Value)], $"Grasp (1-5) {talk.Key}")))],
            Rating = Scale(AnswerLabel.Rating, "How was it (1-5)"),
            Expected = Scale(AnswerLabel.Expected, "Hoped for (1-5)"),
            Received = Scale(AnswerLabel.Received, "Received (1-5)"),
            Learned = Words(found, AnswerLabel.Learned),
            Obstacle = Words(found, AnswerLabel.Obstacle),
            Reason = Words(found, AnswerLabel.Reason),
            SaysNo = found.ContainsKey(AnswerLabel.No),
            NoText = Words(found, AnswerLabel.No),
            NearlyNo = found.ContainsKey(AnswerLabel.No) ? null : nearlyNo,
            SaysYes = saysYes,
            Loose = loose.ToArray(),
            PauseUntil = pause,
            Instead = Words(found, AnswerLabel.Instead),
            Wishes = (found.GetValueOrDefault(AnswerLabel.Instead) ?? []).Where(wish => wish.Length > 0).ToArray(),
            WantsExit = WantsOut(found.GetValueOrDefault(AnswerLabel.Exit) ?? []),
            Shared = SharedOf(found),
            Challenge = Words(found, AnswerLabel.Challenge),
            Unreadable = unreadable is [] ? [] : [.. unreadable],
        };

        void Doubt(string text) => nearlyNo ??= Cut(text, 100);

        void HearNo(string text, AnswerLine line, bool isOthers)
        {
            PlainNo? no = PlainNo.Of(text, isOthers);
            if (no is { IsPlain: true, Words: var words } && !line.IsQuoted)
            {
                (found.TryGetValue(AnswerLabel.No, out List<string>? said) ? said : found[AnswerLabel.No] = []).Add(words);
            }
            else if (no is not null)
            {
                Doubt(text == line.Text ? line.Written : text);
            }
        }

        // What stands below a label of one line: a day, a name or a yes belongs to it, anything else where our own words are known.
        bool GoesOn(AnswerLabel label, string text) => label switch
        {
            AnswerLabel.Exit => YesAndNo.IsYes(text) || YesAndNo.IsNo(text),
            AnswerLabel.PauseUntil => own.AreKnown || WrittenDay.Read(text, writer) is not null,
            _ => own.AreKnown,
        };

        // Ending a pair cannot be taken back by itself: a yes ends it, and whatever else stands there is asked about.
        bool WantsOut(List<string> values)
        {
            bool isBoth = values.Any(YesAndNo.IsYes) && values.Any(YesAndNo.IsNo);
            unreadable.AddRange(values.Where(value => isBoth || value.Any(char.IsLetterOrDigit) && !YesAndNo.IsYes(value) && !YesAndNo.IsNo(value)).Select(value => $"Exit: {Cut(value, 100)}"));
            return values.Any(YesAndNo.IsYes) && !isBoth;
        }

        int? Scale(AnswerLabel label, string name) => Rating(found.GetValueOrDefault(label) ?? [], name);

        int? Rating(List<string> values, string name)
        {
            (int? rating, string[] wrong) = ReadScale(values, name);
            unreadable.AddRange(wrong);
            return rating;
        }
    }

    /// <summary>All three lines on a win have to be filled in; an endorsement and an answer stand by themselves.</summary>
    private static string? SharedOf(Dictionary<AnswerLabel, List<string>> found)
    {
        string?[] win = [Words(found, AnswerLabel.Objection), Words(found, AnswerLabel.Surprise), Words(found, AnswerLabel.Beyond)];
        return Words(found, AnswerLabel.Endorsement) ?? Words(found, AnswerLabel.Answer) ?? (win.All(line => line is not null) ? string.Join('\n', win) : null);
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

    private static string? Words(Dictionary<AnswerLabel, List<string>> found, AnswerLabel label)
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
