using CrmMentorSync.Domain.Deals;

namespace CrmMentorSync.Domain.People;

/// <summary>
/// Who is a rep: an active Standard user with no active reports who owned a deal in the window, or shares the Title
/// (else the role) of a rep who did. Those without a deal are shown but never judged. A user made after the day does not exist,
/// unless deals of before say that the person did.
/// </summary>
public static class RepPopulation
{
    /// <summary>The reps as of a day, ordered by id.</summary>
    public static IReadOnlyList<Person> Find(IReadOnlyList<Person> people, DealLedger deals, DateOnly asOf, PopulationRules rules)
    {
        HashSet<UserId> managers = [.. people.Where(person => person.IsActive).Select(person => person.ManagerId).OfType<UserId>()];
        Person[] candidates = [.. people.Where(person => Qualifies(person, managers, asOf, rules)).OrderBy(person => person.Id)];
        HashSet<UserId> sellers = [.. candidates.Where(person => OwnedDeal(deals.Of(person.Id), asOf, rules.WindowDays)).Select(person => person.Id)];
        HashSet<string> jobs = [.. candidates.Where(person => sellers.Contains(person.Id)).Select(Job).OfType<string>()];
        return [.. candidates.Where(person =>
            sellers.Contains(person.Id) || Named(rules.Include, person) || (person.Since <= asOf && Job(person) is { } job && jobs.Contains(job)))];
    }

    private static bool Qualifies(Person person, HashSet<UserId> managers, DateOnly asOf, PopulationRules rules)
    {
        if (!person.IsActive || person.Excluded || Named(rules.Exclude, person) || person.HireDate > asOf)
        {
            return false;
        }

        return Named(rules.Include, person) || (person.UserType == "Standard" && !managers.Contains(person.Id));
    }

    private static bool Named(IReadOnlySet<string> names, Person person) =>
        names.Count > 0 && (names.Contains(person.Id.Value) || names.Contains(person.Username));

    private static string? Job(Person person) =>
        !string.IsNullOrWhiteSpace(person.Title) ? "title " + person.Title.Trim()
        : person.RoleId is { } role ? "role " + role
        : null;

    private static bool OwnedDeal(ReadOnlySpan<DealEntry> deals, DateOnly asOf, int windowDays)
    {
        foreach (DealEntry deal in deals)
        {
            if (deal.Created <= asOf.DayNumber && deal.Closed > asOf.DayNumber - windowDays)
            {
                return true;
            }
        }

        return false;
    }
}
