using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Who reports to whom. A circle of managers ends where it closes, so nothing here can run for ever.</summary>
public sealed class ReportingLines
{
    private readonly IReadOnlyDictionary<UserId, Person> _people;
    private readonly ILookup<UserId, UserId> _reports;

    public ReportingLines(IReadOnlyDictionary<UserId, Person> people)
    {
        _people = people;
        _reports = people.Values
            .Where(person => person.ManagerId is { } manager && manager != person.Id)
            .OrderBy(person => person.Id)
            .ToLookup(person => person.ManagerId!.Value, person => person.Id);
    }

    /// <summary>Who reports directly to a manager, by id.</summary>
    public IReadOnlyList<UserId> DirectReports(UserId manager) => [.. _reports[manager]];

    /// <summary>The managers above a person, nearest first.</summary>
    public IReadOnlyList<UserId> Above(UserId person)
    {
        List<UserId> above = [];
        HashSet<UserId> seen = [person];
        UserId? next = _people.GetValueOrDefault(person)?.ManagerId;
        while (next is { } manager && seen.Add(manager))
        {
            above.Add(manager);
            next = _people.GetValueOrDefault(manager)?.ManagerId;
        }

        return above;
    }

    /// <summary>True where <paramref name="manager"/> stands anywhere above <paramref name="person"/>.</summary>
    public bool IsAbove(UserId manager, UserId person) => Above(person).Contains(manager);
}
