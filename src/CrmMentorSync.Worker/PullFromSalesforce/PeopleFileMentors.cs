using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The lines of the people file that tell of mentors from outside (P23).</summary>
internal static class PeopleFileMentors
{
    /// <returns>One for each address, ordered by it; and the lines that stand twice, or tell of someone who has a login.</returns>
    public static (IReadOnlyList<OutsideMentorRow> Mentors, IReadOnlyList<PeopleFileProblem> Refused) Of(
        IEnumerable<PeopleFileLine> lines, IReadOnlyList<Person> people)
    {
        HashSet<string> users = new(
            people.Where(person => person.UserType != OutsideMentor.UserType).SelectMany(person => new[] { person.Username, person.Email ?? "" }),
            StringComparer.OrdinalIgnoreCase);
        SortedDictionary<string, (OutsideMentorRow Mentor, long Line)> mentors = new(StringComparer.OrdinalIgnoreCase);
        List<PeopleFileProblem> refused = [];
        foreach (PeopleFileLine line in lines.Where(line => line is { Mentor: not null, Exclude: false }))
        {
            if (users.Contains(line.Person))
            {
                refused.Add(PeopleFile.Refused(line.Line, "external is yes, and a user has this address: whoever has a login is no mentor from outside"));
            }
            else if (!mentors.TryAdd(line.Person, (line.Mentor!, line.Line)))
            {
                refused.Add(PeopleFile.Refused(line.Line, $"the mentor stands on line {mentors[line.Person].Line} already"));
            }
        }

        return ([.. mentors.Values.Select(found => found.Mentor)], refused);
    }
}
