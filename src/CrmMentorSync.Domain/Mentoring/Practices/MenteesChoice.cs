using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>
/// Who else could teach it (P25): the one whom the round set behind the mentor proposed, by the sentence that it left. Named are only
/// those who have consented to be a mentor, have a place left and do not manage the mentee; without a figure and without their rank.
/// </summary>
internal static class MenteesChoice
{
    public static IReadOnlyList<PersonName> Of(PlanContext context, Pairing pairing) =>
    [
        .. context.Input.People.Where(person => person.IsActive && pairing.Reason.Contains(PairingReason.Ahead(person.Name), StringComparison.Ordinal)
                && context.Input.Willing.Contains(person.Id) && IsFree(context, pairing, person))
            .OrderBy(person => person.Id).Take(1).Select(person => new PersonName(person.Name)),
    ];

    private static bool IsFree(PlanContext context, Pairing pairing, Person person)
    {
        Pairing[] open = [.. context.Input.Pairings.Where(other => other.IsOpen && other.Mentor == person.Id)];
        return person.Id != pairing.Mentor && person.Id != pairing.Mentee && context.Owners.ManagerOf(pairing.Mentee)?.Id != person.Id
            && open.All(other => other.Mentee != pairing.Mentee)
            && open.Count(other => other.TakesPlaces) < (person.MaxMentees ?? context.Settings.MentorPlaces);
    }
}
