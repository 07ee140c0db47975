using CrmMentorSync.Domain.Mentoring;
using static CrmMentorSync.Domain.Digest.EnglishWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What Tasks and operators' matters are called, in English. The names have no default arm: the compiler asks about a new kind.</summary>
internal static class EnglishActivityWords
{
    public static string Name(ActivityKind? kind) => kind switch
    {
        ActivityKind.Invite => "invitation to mentor",
        ActivityKind.Approve => "approval",
        ActivityKind.Exit => "choice to go on or stop",
        ActivityKind.Contact => "word on the missing talk",
        ActivityKind.CheckIn => "private word",
        ActivityKind.Expect => "talk about expectations",
        ActivityKind.Notice => "notice about a mentor",
        ActivityKind.Kickoff => "kick-off",
        ActivityKind.Worksheet => "worksheet",
        ActivityKind.Lunch => "lunch 1:1",
        ActivityKind.Debrief => "debrief",
        ActivityKind.FollowUp => "lessons learned",
        ActivityKind.Check4 => "four-week check",
        ActivityKind.Check12 => "twelve-week check",
        ActivityKind.Guide => "guide for first talks",
        ActivityKind.Checklist => "checklist for the first weeks",
        ActivityKind.Observe => "customer visit",
        ActivityKind.Micro => "ten minutes on a deal",
        ActivityKind.Listen => "listening in on a call",
        ActivityKind.Lead => "team meeting",
        ActivityKind.Share => "story of a win",
        ActivityKind.Host => "monthly call",
        ActivityKind.Interview => "client interview",
        ActivityKind.Endorse => "endorsement",
        ActivityKind.Thanks => "word of thanks",
        ActivityKind.Menu => "optional extras",
        ActivityKind.Review => "look at a first talk",
        ActivityKind.Challenge => "question on how we work",
        ActivityKind.Extra => "talk of their own",
        null => "Task",
    };

    /// <summary>An open Task of the reader's own as an act.</summary>
    public static (string What, string Why) OwnTask(ActivityKind kind, string who) => kind switch
    {
        ActivityKind.CheckIn => (I($"Have a private word with {who}"), "Ask how the mentoring talks go, and mostly listen. What is said stays between you two."),
        ActivityKind.Expect => (I($"Ask {who} what the mentoring should bring"), "More was hoped for than came so far. Agree on one change."),
        ActivityKind.Contact => (I($"Ask {who} what keeps the next talk from taking place"), "A talk was due and none is on record. Often it is only the calendar."),
        ActivityKind.Host => ("Set a day for your monthly call", "Colleagues have their stories ready, five to ten minutes each."),
        ActivityKind.Thanks => (I($"Thank {who} for mentoring"), "New as a mentor. A line in your own words shows that it is noticed."),
        ActivityKind.Interview => (I($"Call a client of {who}: why do they buy here?"), "A quarter of an hour; whoever looks after the client has agreed."),
        _ => (Name(kind), ""),
    };

    /// <summary>Stands behind how many there are.</summary>
    public static string ForOperators(OperatorMatter matter) => matter switch
    {
        OperatorMatter.ReducedSight => "The integration user does not see all Tasks: give it a role above all reps, or View All and Modify All Data.",
        OperatorMatter.RefusedTasks => "Refused Tasks: see dead-letters list, put the cause right, then dead-letters retry.",
        OperatorMatter.RefusedRecords => "Refused records: see dead-letters list; they are taken once they are put right.",
        OperatorMatter.BadTemplates => "Own Task texts that may not be used (ours stand in): correct the files in Programme:Templates.",
        OperatorMatter.WaitingTasks => "Tasks waiting for the next run: if they still wait tomorrow, run doctor.",
        OperatorMatter.RefusedMails => "Mails refused or put off: correct the address in Salesforce or the Mail settings; the next run tries again.",
        OperatorMatter.UnknownMails => "Mails that may or may not have arrived: ask the manager, then digest resend MANAGER WEEK.",
        OperatorMatter.UnreachableManagers => "Managers whom no mail can reach: give them, or whoever is above them, an active user with an address.",
    };
}
