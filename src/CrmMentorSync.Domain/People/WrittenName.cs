using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Domain.People;

/// <summary>
/// Whom people mean by a name that they typed: the username, the id, or the full name, in small or capital letters. Where nobody is called
/// exactly so, accents and letters that a keyboard lacks are let pass: Cem Yildirim is Cem Yıldırım.
/// </summary>
internal static class WrittenName
{
    /// <summary>All who are meant; several where the name does not tell.</summary>
    public static T[] Find<T>(IEnumerable<T> people, Func<T, Person> person, string written)
    {
        T[] all = [.. people];
        string name = Bare(written);
        string[] names = [name, .. Turned(WithoutRemark(name))];
        foreach (string form in names)
        {
            T[] exact = [.. all.Where(one => IsExactly(person(one), form))];
            T[] meant = exact.Length > 0 ? exact : [.. all.Where(one => Plain(person(one).Name) == Plain(form))];
            if (meant.Length > 0)
            {
                return meant;
            }
        }

        return [];
    }

    /// <summary>Whether one person may be meant.</summary>
    public static bool IsOf(Person person, string written) => Find([person], one => one, written).Length > 0;

    private static bool IsExactly(Person person, string name) =>
        Bare(person.Name).Equals(name, StringComparison.OrdinalIgnoreCase)
        || person.Username.Equals(name, StringComparison.OrdinalIgnoreCase)
        || person.Id.Value == name;

    /// <summary>A remark in brackets is none of the name.</summary>
    private static string WithoutRemark(string name) => name.IndexOfAny(['(', '[']) is > 0 and var at ? name[..at].TrimEnd() : name;

    /// <summary>Also with the family name first.</summary>
    private static string[] Turned(string name) => name.Split(',') is [var family, var given] ? [name, $"{given.Trim()} {family.Trim()}"] : [name];

    private static string Bare(string written) => string.Join(' ', written.Trim().TrimStart('@').TrimEnd('.', '!').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Plain(string name) => string.Concat(Bare(name).EnumerateRunes().Select(rune => PlainLetters.Of(rune) ?? rune.ToString()));
}
