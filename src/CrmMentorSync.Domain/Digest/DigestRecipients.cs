using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Why a digest does not go to the manager whom it is about.</summary>
public enum DetourReason
{
    NoAddress,
    NotActive,
    OnLeave,
}

/// <summary>Whose digest, and who reads it. <see cref="Reader"/> is null where nobody up the line can be reached.</summary>
public sealed record DigestRecipient(Person Manager, Person? Reader, DetourReason? Reason);

/// <summary>Finds out who gets a digest.</summary>
public static class DigestRecipients
{
    /// <summary>
    /// One recipient for each manager with direct reports that are reps; with a roll-up also for those above them. By manager id.
    /// </summary>
    public static IReadOnlyList<DigestRecipient> Of(DigestFacts facts, ManagementChain lines, DateOnly today, bool rollUp)
    {
        SortedSet<UserId> managers = [];
        foreach (UserId rep in facts.Flags.Keys)
        {
            IReadOnlyList<UserId> above = lines.Above(rep);
            managers.UnionWith(rollUp ? above : above.Take(1));
        }

        return [.. managers.Where(facts.People.ContainsKey).Select(manager => Reach(facts, lines, facts.People[manager], today))];
    }

    private static DigestRecipient Reach(DigestFacts facts, ManagementChain lines, Person manager, DateOnly today)
    {
        if (Obstacle(manager, today) is not { } reason)
        {
            return new DigestRecipient(manager, manager, null);
        }

        Person? next = lines.Above(manager.Id)
            .Select(above => facts.People.GetValueOrDefault(above))
            .OfType<Person>()
            .FirstOrDefault(above => Obstacle(above, today) is null);
        return new DigestRecipient(manager, next, reason);
    }

    private static DetourReason? Obstacle(Person person, DateOnly today) => person switch
    {
        { IsActive: false } => DetourReason.NotActive,
        { Email: null } => DetourReason.NoAddress,
        { Email: { } email } when !IsAddress(email) => DetourReason.NoAddress,
        { LeaveFrom: { } from } when from <= today && (person.LeaveTo ?? DateOnly.MaxValue) >= today => DetourReason.OnLeave,
        _ => null,
    };

    // Enough to keep an empty or broken field from becoming a mail; the server judges the rest.
    private static bool IsAddress(string email)
    {
        int at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && email.All(letter => letter > ' ' && letter < '\u007F' && letter is not ('<' or '>' or ',' or ';'));
    }
}
