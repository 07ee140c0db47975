using CrmMentorSync.Domain.Mentoring;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What each kind of activity is to a manager's mail. Every kind stands in every list: the compiler asks about a new one.</summary>
public static class DigestKinds
{
    /// <summary>The two of a pair spend time together on what they work on.</summary>
    public static bool IsSession(ActivityKind kind) => kind switch
    {
        ActivityKind.Kickoff or ActivityKind.Lunch or ActivityKind.Check4 or ActivityKind.Check12
            or ActivityKind.Observe or ActivityKind.Micro or ActivityKind.Listen or ActivityKind.Extra => true,
        ActivityKind.Review or ActivityKind.Challenge or ActivityKind.Approve or ActivityKind.Invite or ActivityKind.Exit or ActivityKind.Contact or ActivityKind.CheckIn or ActivityKind.Expect
            or ActivityKind.Debrief or ActivityKind.FollowUp or ActivityKind.Worksheet or ActivityKind.Guide or ActivityKind.Checklist
            or ActivityKind.Lead or ActivityKind.Share or ActivityKind.Host or ActivityKind.Interview or ActivityKind.Endorse
            or ActivityKind.Thanks or ActivityKind.Menu or ActivityKind.Notice => false,
    };

    /// <summary>Closed by a manager, it took time with a person; the others are papers, or are held with somebody else.</summary>
    public static bool IsTalk(ActivityKind kind) => kind switch
    {
        ActivityKind.Debrief or ActivityKind.CheckIn or ActivityKind.Expect or ActivityKind.Contact or ActivityKind.Kickoff
            or ActivityKind.Lunch or ActivityKind.Check4 or ActivityKind.Check12 or ActivityKind.Observe or ActivityKind.Micro
            or ActivityKind.Listen or ActivityKind.Review or ActivityKind.Extra => true,
        ActivityKind.Challenge or ActivityKind.Approve or ActivityKind.Invite or ActivityKind.Exit or ActivityKind.FollowUp or ActivityKind.Worksheet
            or ActivityKind.Guide or ActivityKind.Checklist or ActivityKind.Lead or ActivityKind.Share or ActivityKind.Host
            or ActivityKind.Interview or ActivityKind.Endorse or ActivityKind.Thanks or ActivityKind.Menu or ActivityKind.Notice => false,
    };

    /// <summary>
    /// Somebody waits for it, so it can be late. What is voluntary never is (P40), an offer to leave a pair is nobody's business (P46),
    /// and an approval that waits has a section of its own.
    /// </summary>
    public static bool CanBeLate(ActivityKind kind) => kind switch
    {
        ActivityKind.Invite or ActivityKind.Contact or ActivityKind.CheckIn or ActivityKind.Expect or ActivityKind.Kickoff
            or ActivityKind.Lunch or ActivityKind.Debrief or ActivityKind.FollowUp or ActivityKind.Worksheet or ActivityKind.Check4
            or ActivityKind.Check12 or ActivityKind.Observe or ActivityKind.Micro or ActivityKind.Review => true,
        ActivityKind.Challenge or ActivityKind.Extra or ActivityKind.Approve or ActivityKind.Exit or ActivityKind.Guide or ActivityKind.Checklist or ActivityKind.Listen
            or ActivityKind.Lead or ActivityKind.Share or ActivityKind.Host or ActivityKind.Interview or ActivityKind.Endorse
            or ActivityKind.Thanks or ActivityKind.Menu or ActivityKind.Notice => false,
    };

    /// <summary>What an open Task of the reader's own is as an act; null where it is none, or has an act of another kind.</summary>
    internal static DigestPoint? OwnAct(ActivityKind kind) => kind switch
    {
        ActivityKind.CheckIn or ActivityKind.Expect or ActivityKind.Contact => DigestPoint.PrivateWord,
        ActivityKind.Host or ActivityKind.Thanks or ActivityKind.Interview => DigestPoint.OwnPart,
        ActivityKind.Approve or ActivityKind.Invite or ActivityKind.Exit or ActivityKind.Kickoff or ActivityKind.Lunch or ActivityKind.Debrief
            or ActivityKind.FollowUp or ActivityKind.Worksheet or ActivityKind.Check4 or ActivityKind.Check12 or ActivityKind.Guide
            or ActivityKind.Checklist or ActivityKind.Observe or ActivityKind.Micro or ActivityKind.Listen or ActivityKind.Lead
            or ActivityKind.Share or ActivityKind.Endorse or ActivityKind.Menu or ActivityKind.Notice
            or ActivityKind.Review or ActivityKind.Challenge or ActivityKind.Extra => null,
    };
}
