using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Worker.State;

/// <summary>Finds the one person whom an operator means.</summary>
internal static class PeopleSearch
{
    /// <summary>How many are named where a text fits several.</summary>
    private const int MostNamed = 10;

    /// <param name="people">Everybody known.</param>
    /// <param name="text">An Id, a Username, a name, or a part of a name that only one person has.</param>
    /// <param name="problem">Why there is no such person, or whom it may mean.</param>
    public static Person? One(IReadOnlyList<Person> people, string text, out string problem)
    {
        Person[] found = Find(people, text.Trim());
        problem = found.Length switch
        {
            0 => $"nobody has the Id, Username or name '{text}'",
            1 => "",
            _ => $"'{text}' may be any of {found.Length}: {string.Join("; ", found.Take(MostNamed).Select(person => $"{person.Name} ({person.Username}, {person.Id})"))}{(found.Length > MostNamed ? "; …" : "")}. Use the Username or Id",
        };
        return found.Length == 1 ? found[0] : null;
    }

    // The exact name first; then a part of it, so that a surname is enough where it is unique.
    private static Person[] Find(IReadOnlyList<Person> people, string text)
    {
        Person[] exact = [.. people.Where(person => person.Id.Value == text
            || (text.Length == 15 && person.Id.Value.StartsWith(text, StringComparison.Ordinal))
            || person.Username.Equals(text, StringComparison.OrdinalIgnoreCase)
            || person.Name.Equals(text, StringComparison.OrdinalIgnoreCase))];
        return exact.Length > 0 || text.Length < 3
            ? exact
            : [.. people.Where(person => person.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];
    }
}
