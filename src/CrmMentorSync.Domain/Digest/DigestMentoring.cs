using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Who mentors whom. Mentors are named whatever team they are from; mentees of other teams are not, for their manager alone
/// knows what they work on.
/// </summary>
internal static class DigestMentoring
{
    /// <summary>A team member's mentoring on one line; null where there is nothing to say.</summary>
    public static string? Of(DigestScene scene, UserId rep)
    {
        DigestPairing[] open = [.. Open(scene.Book.PairingsOf(rep))];
        DigestPairing[] mentoredBy = [.. open.Where(pairing => pairing.Mentee == rep)];
        DigestPairing[] mentors = [.. open.Where(pairing => pairing.Mentor == rep)];
        string[] parts =
        [
            .. mentoredBy.Select(pairing => AsMentee(scene, pairing)),
            Mentees(scene, [.. mentors.Where(pairing => pairing.State == PairState.Active)], scene.MayName, scene.Words.Mentors),
            // Of a proposal the one it is about learns from the proposal itself, so the reader's own is not told here.
            Mentees(scene, [.. mentors.Where(pairing => pairing.State == PairState.Proposed)], scene.MayJudge, scene.Words.ProposedToMentor),
            mentoredBy.Length == 0 && scene.Flag(rep).Flag == FlagKind.Struggling ? scene.Words.NoMentorYet : "",
        ];
        string line = string.Join(" · ", parts.Where(part => part.Length > 0));
        return line.Length == 0 ? null : line;
    }

    /// <summary>The team's active pairs in one sentence; empty where there are none.</summary>
    public static string ActivePairs(DigestScene scene)
    {
        DigestPairing[] pairs = [.. Open(scene.Pairings).Where(pairing => pairing.State == PairState.Active)];
        return pairs.Length == 0 ? "" : scene.Words.ActivePairs(
            [.. pairs.Take(scene.Settings.MaxLines).Select(pairing => scene.Words.Pair(scene.Name(pairing.Mentor), scene.NameOfMentee(pairing)))],
            Math.Max(0, pairs.Length - scene.Settings.MaxLines));
    }

    private static IEnumerable<DigestPairing> Open(IEnumerable<DigestPairing> pairings) => pairings
        .Where(DigestScene.IsOpen)
        .OrderBy(pairing => pairing.State == PairState.Active ? 0 : 1)
        .ThenBy(pairing => pairing.ActiveFrom ?? pairing.ProposedOn)
        .ThenBy(pairing => pairing.Key, StringComparer.Ordinal);

    private static string AsMentee(DigestScene scene, DigestPairing pairing)
    {
        string mentor = pairing.Mentor == scene.Reader.Id ? scene.Words.Yourself : scene.Name(pairing.Mentor);
        return pairing.State switch
        {
            PairState.Proposed => scene.Words.ProposedMentor(mentor),
            PairState.Paused => scene.Words.PausedMentor(mentor),
            _ => scene.Words.MentoredBy(
                mentor, pairing.Kind == PairKind.Informal ? null : scene.Words.SkillName(pairing.Skill), pairing.ActiveFrom is { } since ? scene.Voice.Day(since) : null),
        };
    }

    private static string Mentees(
        DigestScene scene, DigestPairing[] pairings, Func<UserId, bool> mayName, Func<IReadOnlyList<string>, int, string> say) =>
        pairings.Length == 0 ? "" : say(
            Cut(scene, [.. pairings.Where(pairing => mayName(pairing.Mentee)).Select(pairing => scene.Name(pairing.Mentee))]),
            pairings.Count(pairing => !mayName(pairing.Mentee)));

    private static IReadOnlyList<string> Cut(DigestScene scene, IReadOnlyList<string> names) => names.Count <= scene.Settings.MaxLines
        ? names
        : [.. names.Take(scene.Settings.MaxLines), scene.Words.More(names.Count - scene.Settings.MaxLines)];
}
