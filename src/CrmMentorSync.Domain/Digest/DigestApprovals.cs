using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using NodaTime;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The proposals that wait for one manager, and why they were made.</summary>
internal static class DigestApprovals
{
    private const int SoonDays = 7;

    /// <summary>Two hours or fewer together are part of the decision.</summary>
    private const double FewHours = 2;

    /// <summary>
    /// Undecided proposals whose decision lies with this manager, by need: what lapses this week, then the largest measured
    /// gap, then the oldest.
    /// </summary>
    public static IReadOnlyList<DigestPairing> Waiting(DigestScene scene) =>
        [.. scene.Book.ToDecide(scene.Manager.Id)
            .OrderBy(pairing => LapsesSoon(scene, pairing.ExpiresOn) ? 0 : 1)
            .ThenByDescending(pairing => scene.Evidence(pairing.Mentee, pairing.Skill)?.PLowestFifth ?? 0)
            .ThenBy(pairing => pairing.ProposedOn)
            .ThenBy(pairing => pairing.Key, StringComparer.Ordinal)];

    public static bool IsForManager(DigestScene scene, DigestPairing pairing) =>
        pairing is { State: PairState.Proposed, ManagerDecision: null } && scene.Book.DeciderOf(pairing) == scene.Manager.Id;

    /// <summary>Whether there is, or will be with this run, a Task to say it in.</summary>
    public static bool CanBeDecided(DigestScene scene, DigestPairing pairing) => scene.Book.ApprovalOf(pairing) is not { IsWaiting: true };

    public static bool LapsesSoon(DigestScene scene, DateOnly expires) => -scene.DaysSince(expires) <= SoonDays;

    /// <summary>The proposals that the list has no room for, by name; null where it holds them all.</summary>
    public static string? Further(DigestScene scene, IReadOnlyList<DigestPairing> waiting)
    {
        int further = waiting.Count - scene.Settings.MaxApprovals;
        return further <= 0 ? null : scene.Words.FurtherProposals(
            further,
            [.. waiting.Skip(scene.Settings.MaxApprovals).Take(scene.Settings.MaxFurtherNames)
                .Select(pairing => scene.Words.Proposal(scene.Name(pairing.Mentor), scene.Name(pairing.Mentee)))]);
    }

    /// <summary>
    /// Each proposal with its reasons. What one person would take on with all of them is said once, and nobody stands next in line more
    /// often than there are places left.
    /// </summary>
    public static IReadOnlyList<DigestApproval> Describe(DigestScene scene, IReadOnlyList<DigestPairing> proposals)
    {
        HashSet<UserId> told = [];
        Dictionary<UserId, int> named = [];
        return
        [
            .. proposals.Select(pairing => new DigestApproval(
                scene.Words.Proposal(scene.Name(pairing.Mentor), scene.Name(pairing.Mentee)),
                string.Join(' ', new[] { Why(scene, pairing) }.Concat(Loads(scene, pairing, told)).Where(part => part.Length > 0)),
                RunnerUp(scene, pairing, named) is { } name ? scene.Words.RunnerUp(name) : null,
                scene.Words.Waiting(scene.Voice.Day(pairing.ExpiresOn))
                    + (CanBeDecided(scene, pairing) ? "" : " " + scene.Words.Care.TaskComes(scene.Voice.Day(scene.Book.ApprovalOf(pairing)!.DueOn))),
                scene.TaskLink(scene.Book.ApprovalOf(pairing), scene.Words.OpenApproval(scene.Name(pairing.Mentee))))),
        ];
    }

    // Of a mentee of another team only its own manager reads.
    private static IEnumerable<string> Loads(DigestScene scene, DigestPairing pairing, HashSet<UserId> told)
    {
        foreach (UserId person in new[] { pairing.Mentor, pairing.Mentee })
        {
            DigestPairing[] open = [.. scene.Book.PairingsOf(person).Where(DigestScene.IsOpen)];
            int mentees = open.Count(other => other.Mentor == person);
            bool hasMentor = scene.MayJudge(person) && open.Any(other => other.Mentee == person);
            if (mentees + (hasMentor ? 1 : 0) > 1 && mentees > 0 && person != scene.Reader.Id && !OutsideMentor.IsOutside(person) && told.Add(person))
            {
                yield return scene.Reasons.Load(scene.Name(person), mentees, hasMentor);
            }
        }
    }

    private static string Why(DigestScene scene, DigestPairing pairing)
    {
        DigestWords words = scene.Words;
        string mentee = scene.Name(pairing.Mentee);
        string mentor = scene.Name(pairing.Mentor);
        string topic = words.SkillName(pairing.Skill);
        List<string> why = [];
        if (pairing.Kind == PairKind.Onboarding && scene.Facts.People.TryGetValue(pairing.Mentee, out Person? person))
        {
            why.Add(words.MenteeIsNew(mentee, scene.Voice.FullDay(person.Since)));
        }
        else if (scene.Score(pairing.Mentee, pairing.Skill) is { } gap)
        {
            why.Add(words.ToLearn(topic, gap.N == 0 ? words.NotMeasuredYet : scene.Voice.Figures(gap)));
        }
        else
        {
            why.Add(words.TopicLabel(topic) + ".");
        }

        why.Add(words.AboutKind(pairing.Kind));
        // A mentor below this manager may be shown with figures; of anyone else's rep only the topic is said.
        why.Add(scene.Score(pairing.Mentor, pairing.Skill) is { } strength
            ? MentorFigures(strength.N == 0 ? words.NotMeasuredYet : scene.Voice.ShortFigures(strength))
            : pairing.Mentor == scene.Reader.Id ? words.MentorIsYou
            : OutsideMentor.IsOutside(pairing.Mentor) ? words.MentorFromOutside(mentor)
            : words.MentorFromElsewhere(mentor));
        if (HoursInCommon(scene, pairing) is { } hours and <= FewHours)
        {
            why.Add(words.HoursInCommon(hours, scene.Voice.Format.Number(hours, 1)));
        }

        return string.Join(' ', why.Where(part => part.Length > 0));

        // The mentee's sentence has named the topic, except where the mentee is only new.
        string MentorFigures(string figures) =>
            pairing.Kind == PairKind.Onboarding ? words.FiguresOf(mentor, topic, figures) : words.MentorFigures(mentor, figures);
    }

    // Null where a zone is not known: a guess would be told as a fact.
    private static double? HoursInCommon(DigestScene scene, DigestPairing pairing) =>
        Offset(scene, pairing.Mentor) is { } mentor && Offset(scene, pairing.Mentee) is { } mentee ? WorkingHours.Shared(mentor, mentee) : null;

    private static double? Offset(DigestScene scene, UserId person) =>
        scene.Facts.People.TryGetValue(person, out Person? known) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(known.TimeZone) is not null
            ? WorkingHours.UtcOffset(known.TimeZone, scene.Voice.Today)
            : null;

    /// <summary>
    /// The one that the round's sentence names besides the two, if that one could still be had; a name only, never its figures.
    /// </summary>
    private static string? RunnerUp(DigestScene scene, DigestPairing pairing, Dictionary<UserId, int> named)
    {
        if (pairing.Reason.Contains(PairingReason.NoPlace, StringComparison.Ordinal))
        {
            return null;
        }

        UserId? next = null;
        string? name = scene.Book.FirstNameIn(pairing.Reason, person =>
        {
            bool counts = person != pairing.Mentor && person != pairing.Mentee && person != scene.Reader.Id && CouldMentor(scene, person, named.GetValueOrDefault(person));
            next = counts ? person : next;
            return counts;
        });
        if (name is not null && next is { } one)
        {
            named[one] = named.GetValueOrDefault(one) + 1;
        }

        return name;
    }

    private static bool CouldMentor(DigestScene scene, UserId person, int named) =>
        scene.Facts.People.GetValueOrDefault(person) is { IsActive: true } known
        && scene.Facts.Asked.GetValueOrDefault(person) != Answer.No
        && named + scene.Book.PairingsOf(person).Count(open => open.Mentor == person && DigestScene.IsOpen(open)) < (known.MaxMentees ?? scene.Settings.MentorPlaces);
}
