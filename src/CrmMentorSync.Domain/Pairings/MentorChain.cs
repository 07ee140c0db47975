using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Mentors all the way up (P38): who mentors someone's mentor, and that one's, to a limited depth.</summary>
public static class MentorChain
{
    /// <summary>The first mentor by id, that one's first, and so on; whoever comes a second time ends it.</summary>
    public static IReadOnlyList<UserId> Above(PairingHistory history, UserId person, int depth)
    {
        List<UserId> chain = [];
        while (chain.Count < depth && history.MentorsOf(person) is { Count: > 0 } mentors)
        {
            UserId next = mentors.Min();
            if (chain.Contains(next))
            {
                break;
            }

            chain.Add(next);
            person = next;
        }

        return chain;
    }

    /// <summary>Whether following all mentors of the one leads to the other.</summary>
    public static bool Reaches(PairingHistory history, UserId from, UserId to, int depth) => Everyone(history, from, depth).Contains(to);

    /// <summary>Everyone whom following all mentors leads to, the nearest first.</summary>
    public static IEnumerable<UserId> Everyone(PairingHistory history, UserId from, int depth)
    {
        HashSet<UserId> seen = [from];
        List<UserId> level = [from];
        for (int step = 0; step < depth && level.Count > 0; step++)
        {
            level = [.. level.SelectMany(history.MentorsOf).Where(seen.Add)];
            foreach (UserId mentor in level)
            {
                yield return mentor;
            }
        }
    }
}
