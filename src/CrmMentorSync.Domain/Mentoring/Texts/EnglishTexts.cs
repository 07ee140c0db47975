namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The English words. Short enough for a phone's screen; the lines to fill in stand last.</summary>
internal static class EnglishTexts
{
    public const string ClosedNote = "Closed by the mentoring programme: no longer needed.";
    public const string DeclinedNote = "Noted by the mentoring programme: declined.";
    public const string Expense = "Lunch is on the company: hand in the receipt as usual.";

    public static TextTemplate Of(TextId id) => id switch
    {
        TextId.Invite => new(
            "Would you share how you work with a colleague?",
            """
            Colleagues could learn from you about {topic}. Would you be a mentor?

            It takes about an hour a week for four weeks, then an hour a month. You are asked once; you may stop whenever you like.

            Yes: close this Task.
            If it does not suit you, add a line that begins with "No:" and say why if you like, or set the status to "{decline}".

            Reason:
            """),
        TextId.Approve => new(
            "Please decide: {mentor} as mentor for {mentee}",
            """
            May {mentor} and {mentee} work together on {topic}?

            It takes each of them about an hour a week for four weeks, then an hour a month. Your weekly e-mail gives the background.

            Yes: close this Task.
            If you would rather not, add a line that begins with "No:", or set the status to "{decline}".
            Rather someone else: a line "Instead:" with the name. Later: a line "Pause until:" with the day.
            Without an answer by {day} the proposal lapses.

            Reason:
            """),
        TextId.Notice => new(
            "For your information: {mentor} may become a mentor",
            """
            {mentor} was asked to mentor a colleague on {topic}.

            It takes about an hour a week for four weeks, then an hour a month. Nothing begins before {mentor} agrees.

            Nothing to decide: close this Task once read. If the timing is bad, please tell {mentor}.
            """),
        TextId.KickoffMentor => new(
            "Kick-off with {mentee}",
            """
            You and {mentee} begin working together on {topic}. Take half an hour and agree on:
            - when you meet, and for how long
            - what you will work on, and what not
            - what stays between the two of you

            Call {mentee} today to fix the time. Close this Task when you have met.

            Obstacle:
            """),
        TextId.KickoffMentee => new(
            "Kick-off with {mentor}",
            """
            {mentor} will take time for you, on {topic}. Take half an hour together and agree on:
            - when you meet, and for how long
            - what you would like to get out of it
            - what stays between the two of you

            Close this Task when you have met. If this does not suit you, add a line that begins with "No:", or set the status to "{decline}".

            Reason:
            """),
        TextId.WorksheetMentee => new(
            "Worksheet before you meet {mentor}",
            """
            A quarter of an hour of preparation on {topic}. Note for yourself:
            - one live deal to talk about, and where it stands
            - what you have tried so far
            - the one question you want to ask {mentor}

            Close this Task when you are ready. If this does not suit you, add a line that begins with "No:".

            Obstacle:
            """),
        TextId.LunchMentor => new(
            "Lunch with {mentee}",
            """
            Your talk with {mentee} on {topic}.

            Please cover: {cover}. Tell one story of a deal of yours, the hard part too. Then ask about one live deal and listen.
            {expense} Meeting by video is fine.

            Close this Task when you have met. What did you learn yourself?

            Learned:
            Worth the time (1-5):
            Obstacle:
            """),
        TextId.LunchMentee => new(
            "Lunch with {mentor}",
            """
            Your talk with {mentor} on {topic}.

            Take away: {learn}. Bring one live deal and your question. Ask why {mentor} does it that way.
            {expense} Meeting by video is fine.

            Close this Task when you have met.

            Learned:
            Obstacle:
            """),
        TextId.DebriefManager => new(
            "Debrief: {mentee} after meeting {mentor}",
            """
            {mentee} and {mentor} have met on {topic}. Five minutes with {mentee}:
            - What did you take away?
            - Which deal will you use it on?
            - What stands in the way?

            How well has it landed, from one (not yet) to five (could teach it)? Then close this Task.

            Grasp (1-5):
            Obstacle:
            """),
        TextId.FollowUpMentee => new(
            "Three things from your talk with {mentor}",
            """
            What stays of your talk on {topic}? Three things you learned, and the one you will try this week.

            Then choose the live deal you bring to the next talk with {mentor}, and close this Task.

            Learned:
            How was it (1-5):
            Obstacle:
            """),
        TextId.FollowUpManager => new(
            "Ask {mentee} what came of the talk with {mentor}",
            """
            {mentee} was to note three things from the talk on {topic} and to try one of them.

            Ask how the trial went and help with what stands in the way. Close this Task when you have spoken.

            Obstacle:
            """),
        TextId.Check4Mentor => new(
            "After four weeks: you and {mentee}",
            """
            Four weeks with {mentee} on {topic}. Is it what you expected? Talk about it openly:
            - Is the rhythm right for both of you?
            - What should there be more of, what less?

            Close this Task when you have talked.

            Learned:
            Obstacle:
            """),
        TextId.Check4Mentee => new(
            "After four weeks: you and {mentor}",
            """
            Four weeks with {mentor} on {topic}. Do you get what you hoped for? Talk about it openly:
            - What helped you?
            - What is missing?

            Close this Task when you have talked.

            Hoped for (1-5):
            Received (1-5):
            Learned:
            Obstacle:
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such text"),
    };
}
