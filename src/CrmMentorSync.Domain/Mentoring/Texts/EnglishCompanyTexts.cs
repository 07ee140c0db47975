namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The English words of what teams, the head of sales and clients do.</summary>
internal static class EnglishCompanyTexts
{
    public static TextTemplate? Of(TextId id) => id switch
    {
        TextId.LeadPipeline => new(
            "Please lead a team meeting: pipeline review",
            """
            Your turn to lead the team meeting this month. A plan for half an hour, on {topic}:
            - one deal of yours that moved, and why
            - each of the others: the next step with a date
            - what the team needs from outside

            Agree the day with your manager. If it does not suit, add a line that begins with "No:".

            Reason:
            """),
        TextId.LeadTraining => new(
            "Please lead a team meeting: training",
            """
            Your turn to lead the team meeting this month. A plan for half an hour, on {topic}:
            - how you do it, with a live deal
            - everyone tries it in pairs
            - what each will use this week

            Agree the day with your manager. If it does not suit, add a line that begins with "No:".

            Reason:
            """),
        TextId.Share => new(
            "Would you tell of your win with {account}?",
            """
            On the monthly call of the head of sales a few colleagues tell of a recent deal, five to ten minutes each. Yours with {account} would interest everyone.

            Please fill in the lines: they are your notes, and once you close this Task colleagues may read them too.
            If you would rather not, add a line that begins with "No:".

            Objection:
            Surprise:
            Beyond expectation:
            Reason:
            """),
        TextId.Host => new(
            "Your monthly call: colleagues tell of their wins",
            """
            These have their story ready, five to ten minutes each: {people}.

            Please set a day for your monthly call and invite everyone. Ask about objections and surprises, and thank each by name.

            Close this Task when the call is over.
            """),
        TextId.InterviewOwner => new(
            "May we ask {account} why they like to buy from you?",
            """
            A short friendly call with {account}, by your manager: why they buy here and what they would miss. Colleagues learn from it.

            Yes: close this Task.
            If it does not suit, add a line that begins with "No:", or set the status to "{decline}".

            Reason:
            """),
        TextId.InterviewManager => new(
            "Ask {account} why they like to buy here",
            """
            {mentor} agrees. A quarter of an hour by phone:
            - What made you choose us, and what nearly did not?
            - What does {mentor} do that others do not?
            - What would you miss, what would you change?

            Write down what the team can learn, and close this Task.

            Learned:
            """),
        _ => null,
    };
}
