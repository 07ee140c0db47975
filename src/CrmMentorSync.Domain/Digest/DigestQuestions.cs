using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.Mentoring.Texts;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What is asked about a Task that does not say clearly what its owner means. Nobody is quoted with words that are ours.</summary>
public static class DigestQuestions
{
    /// <summary>What the subject of a Task of somebody's own and the question about it are held apart by.</summary>
    public const char Apart = '\n';

    internal static string Of(DigestScene scene, DigestActivity activity)
    {
        string text = activity.Unreadable!;
        bool isOwn = activity.Owner == scene.Reader.Id;
        string what = scene.Words.Activity(activity.Kind);
        if (WishNote.Body(text) is { } answer)
        {
            return isOwn ? scene.Words.Care.OwnNote(what, answer) : scene.Words.Care.NoteOf(scene.Name(activity.Owner), what, answer);
        }

        if (text.Split(Apart) is [var subject, var question])
        {
            return scene.Words.Care.Noted(isOwn ? null : scene.Name(activity.Owner), DigestVoice.OneLine(subject), question);
        }

        string words = DigestVoice.OneLine(text);
        return ActivityReading.Asks(activity.Kind) && activity.State == "unconfirmed" ? scene.Words.Care.Undecided(isOwn ? null : scene.Name(activity.Owner), what, words)
            : isOwn ? scene.Words.Care.OwnUnreadable(what, words)
            : scene.Words.Unreadable(scene.Name(activity.Owner), what, words);
    }
}
