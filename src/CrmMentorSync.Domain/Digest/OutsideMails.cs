using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// The week of a mentor from outside (P23), who has no login and so no Tasks: names, topics, days and how to reach the mentee.
/// Nothing else of the org is in it.
/// </summary>
public sealed record OutsideMail(Person Mentor, IsoWeek Week, TaskLanguage Language, IReadOnlyList<OutsidePart> Parts)
{
    public string Tag => Language switch { TaskLanguage.English => "en", TaskLanguage.German => "de" };

    public string Subject => (Parts.Count, Language) switch
    {
        (1, _) => Parts[0].Heading,
        (_, TaskLanguage.English) => "Mentoring: your talks in the coming days",
        (_, TaskLanguage.German) => "Mentoring: Ihre Gespräche in den nächsten Tagen",
    };

    public string Greeting => Language switch
    {
        TaskLanguage.English => $"Hello {DigestVoice.Name(Mentor.Name)},",
        TaskLanguage.German => $"Guten Tag {DigestVoice.Name(Mentor.Name)},",
    };

    public string Thanks => Language switch
    {
        TaskLanguage.English => "thank you for taking time as a mentor.",
        TaskLanguage.German => "danke, dass Sie sich als Mentorin oder Mentor Zeit nehmen.",
    };

    public string Reach => Language switch
    {
        TaskLanguage.English => "To be reached at",
        TaskLanguage.German => "Erreichbar unter",
    };

    public string Footer => Language switch
    {
        TaskLanguage.English => "You get this mail, once a week at most, because you were named as a mentor. If you would rather stop, tell the person you meet: "
            + "they can end it in their Task without giving a reason. Nobody reads answers to this address.",
        TaskLanguage.German => "Sie erhalten diese Mail, höchstens einmal in der Woche, weil Sie als Mentorin oder Mentor genannt wurden. Möchten Sie aufhören, sagen "
            + "Sie es der Person, mit der Sie sich treffen: Sie kann es in ihrer Aufgabe ohne Begründung beenden. Antworten an diese Adresse liest niemand.",
    };
}

/// <summary>One talk.</summary>
/// <param name="Contact">The mentee's address; null where Salesforce has none.</param>
public sealed record OutsidePart(string Heading, string Text, string? Contact);

/// <summary>Makes the mails to mentors from outside. Who has nothing to do gets none.</summary>
public static class OutsideMails
{
    private const int DaysAhead = 9;
    private const int DaysLate = 7;

    /// <summary>By mentor id.</summary>
    public static IReadOnlyList<OutsideMail> Of(DigestFacts facts, DateTimeOffset now, TextOverrides texts, DigestSettings settings)
    {
        ILookup<string, DigestActivity> open = facts.Activities
            .Where(activity => activity is { IsOpen: true, Side: Sides.Mentee, PairingKey: not null } && TextOf(activity) is not null)
            .ToLookup(activity => activity.PairingKey!, StringComparer.Ordinal);
        return
        [
            .. from pairing in facts.Pairings
               where pairing.State == PairState.Active && OutsideMentor.IsOutside(pairing.Mentor)
               group pairing by pairing.Mentor into pairs
               orderby pairs.Key
               let mentor = facts.People.GetValueOrDefault(pairs.Key)
               where mentor is { IsActive: true, Email: not null }
               let mail = One(mentor, [.. pairs], facts, open, now, texts, settings)
               where mail is not null
               select mail,
        ];
    }

    private static OutsideMail? One(
        Person mentor, DigestPairing[] pairs, DigestFacts facts, ILookup<string, DigestActivity> open, DateTimeOffset now, TextOverrides texts,
        DigestSettings settings)
    {
        IsoWeek week = DigestDue.WeekOf(now, mentor.TimeZone, settings.Day, settings.Time);
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        (DigestPairing Pairing, Person Mentee, DigestActivity Talk)[] talks =
        [
            .. from pairing in pairs
               let mentee = facts.People.GetValueOrDefault(pairing.Mentee)
               where mentee is { IsActive: true }
               from talk in open[pairing.Key]
               where talk.DueOn >= today.AddDays(-DaysLate) && talk.DueOn <= today.AddDays(DaysAhead)
               orderby talk.DueOn, talk.Key
               select (pairing, mentee, talk),
        ];
        if (talks.Length == 0)
        {
            return null;
        }

        // They talk with each other in the mentee's language; of several, the first one's.
        TaskLanguage language = TaskLanguages.Of(talks[0].Mentee);
        return new OutsideMail(mentor, week, language, [.. talks.Select(talk => Part(mentor, talk.Mentee, talk.Pairing, talk.Talk, language, texts))]);
    }

    private static OutsidePart Part(
        Person mentor, Person mentee, DigestPairing pairing, DigestActivity talk, TaskLanguage language, TextOverrides texts)
    {
        TaskText text = TaskTexts.Render(
            TextOf(talk)!.Value,
            language,
            new TextValues
            {
                Mentor = new PersonName(mentor.Name),
                Mentee = new PersonName(mentee.Name),
                Topic = pairing.Skill,
                Day = talk.DueOn,
                DeclineStatus = "",
            },
            texts);
        return new OutsidePart(text.Subject, text.Description, mentee.Email);
    }

    private static TextId? TextOf(DigestActivity activity) => activity.Kind switch
    {
        ActivityKind.Kickoff => TextId.OutsideKickoff,
        ActivityKind.Lunch => TextId.OutsideTalk,
        _ => null,
    };
}
