using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Mentors from outside, from the people file and from the settings; where both name one, the file goes first.</summary>
internal static class OutsideMentors
{
    public static IReadOnlyList<OutsideMentor> Of(IEnumerable<ExternalMentorOptions> settings, IEnumerable<OutsideMentorRow> file) =>
    [
        .. file
            .Select(mentor => Mentor(mentor.Name, mentor.Email, mentor.TimeZone, mentor.MaxMentees, mentor.Skills))
            .Concat(settings.Select(mentor => Mentor(mentor.Name, mentor.Email, mentor.TimeZone, mentor.MaxMentees, mentor.Skills)))
            .DistinctBy(mentor => mentor.Person.Id)
            .OrderBy(mentor => mentor.Person.Id),
    ];

    private static OutsideMentor Mentor(string name, string email, string timeZone, int maxMentees, IEnumerable<string> skills) => new(
        new Person
        {
            Id = OutsideMentor.IdOf(email),
            Name = name.Trim(),
            Username = email.Trim(),
            Email = email.Trim(),
            IsActive = true,
            UserType = OutsideMentor.UserType,
            TimeZone = timeZone,
            CreatedAt = DateTimeOffset.UnixEpoch,
            MaxMentees = maxMentees,
        },
        [.. skills.Select(SkillNames.Parse)]);
}
