namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>
/// Someone who closes more than five Tasks within a minute tidies a list; that is no evidence of five talks. Such
/// completions are unconfirmed until someone says otherwise.
/// </summary>
public static class MassCompletion
{
    /// <summary>As many as one person may close within <see cref="Window"/> and be believed.</summary>
    public const int Believed = 5;

    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The keys of all completions that fall into a window of 60 s with more than five by the same person.</summary>
    public static IReadOnlySet<string> Find(IEnumerable<Completion> completions)
    {
        HashSet<string> mass = new(StringComparer.Ordinal);
        foreach (IGrouping<string, Completion> person in completions.GroupBy(completion => completion.Person, StringComparer.Ordinal))
        {
            Completion[] inOrder = [.. person.OrderBy(completion => completion.At).ThenBy(completion => completion.Key, StringComparer.Ordinal)];
            int first = 0;
            for (int last = 0; last < inOrder.Length; last++)
            {
                while (inOrder[last].At - inOrder[first].At > Window)
                {
                    first++;
                }

                if (last - first + 1 > Believed)
                {
                    mass.UnionWith(inOrder[first..(last + 1)].Select(completion => completion.Key));
                }
            }
        }

        return mass;
    }
}

/// <summary>One Task closed by one person.</summary>
public readonly record struct Completion(string Key, string Person, DateTimeOffset At);
