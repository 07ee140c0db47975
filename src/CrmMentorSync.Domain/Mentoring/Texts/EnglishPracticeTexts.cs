namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>The English words of what people do besides the talks.</summary>
internal static class EnglishPracticeTexts
{
    public static TextTemplate? Of(TextId id) => id switch
    {
        TextId.Exit => new(
            "You and {mentor}: go on, or stop here?",
            """
            Not every pair fits, and that is nobody's fault. You and {mentor} may stop working on {topic} at any time.

            To go on: close this Task.
            To stop: add a line that begins with "No:", or set the status to "{decline}". Nobody has to give a reason, and someone else can be found.

            Reason:
            """),
        TextId.Contact => new(
            "Have {mentor} and {mentee} met?",
            """
            {mentor} and {mentee} work together on {topic}, and their Tasks do not show yet that they have met.

            Please ask {mentee} today what stands in the way: often it is only the calendar. Close this Task when you have spoken.

            Obstacle:
            """),
        TextId.CheckInMenteesManager => new(
            "A private word with {mentee}",
            """
            How is the work with {mentor} on {topic} going? Please ask {mentee} in private, this week, and mostly listen:
            - What would make the next talk worth it?
            - Is there something you can take care of?

            What is said stays between the two of you. Close this Task when you have spoken.

            Obstacle:
            """),
        TextId.CheckInMentorsManager => new(
            "A private word with {mentor}",
            """
            {mentor} gives time to {mentee}, on {topic}. Please ask in private whether it is worth the effort as it is:
            - Is the preparation right?
            - Should something change, or end?

            What is said stays between the two of you. Close this Task when you have spoken.

            Obstacle:
            """),
        TextId.Expect => new(
            "Talk with {mentee} about hopes and what came",
            """
            {mentee} had hoped for something else from the talks with {mentor} on {topic}.

            Ask what was hoped for, say what the time allows, and agree on one change. Close this Task when you have spoken.

            Obstacle:
            """),
        TextId.Check12Mentor => new(
            "After twelve weeks: you and {mentee}",
            """
            Twelve weeks with {mentee} on {topic}. Talk about it openly:
            - What has changed since the beginning?
            - What is left to do, and who does it?

            Close this Task when you have talked.

            Learned:
            Obstacle:
            """),
        TextId.Check12Mentee => new(
            "After twelve weeks: you and {mentor}",
            """
            Twelve weeks with {mentor} on {topic}. Do you get what you hoped for? Talk about it openly.

            Close this Task when you have talked.

            Hoped for (1-5):
            Received (1-5):
            Learned:
            Obstacle:
            """),
        TextId.TalkMentor => new(
            "Your talk with {mentee}",
            """
            An hour with {mentee} on {topic}. Ask, and leave the answers to {mentee}:
            - What are you working towards, and what would you like to do next?
            - What do you do that others could learn from?
            - What could I take out of your way?
            - What should I do otherwise?
            {expense}

            Close this Task when you have met. What did you learn yourself?

            Learned:
            Obstacle:
            """),
        TextId.TalkMentee => new(
            "Your talk with {mentor}",
            """
            An hour with {mentor}, and the agenda is yours: {topic}, what you would like to do next, and what stands in the way.
            {expense}

            Close this Task when you have met.

            Learned:
            Obstacle:
            """),
        TextId.Guide => new(
            "A short guide for your first talks",
            """
            Before you meet {mentee} on {topic}:
            - Ask first, tell later: let {mentee} speak more than you do.
            - Work on one live deal, not on everything.
            - Tell what went wrong as well. Stories stay.
            - Agree on one small step, and ask about it next time.

            If you are unsure, call your own manager before or after. Nothing to write: close this Task once read.
            """),
        TextId.Checklist => new(
            "Getting to know how we work",
            """
            To see in the next weeks, with the help of {mentor}:
            - who decides what on a deal, and whom to ask
            - one deal from the first call to the signature
            - where offers, prices and contracts come from
            - how a week of {mentor} looks, on {topic}

            Close this Task when you have seen them.

            Obstacle:
            """),
        TextId.ObserveMentor => new(
            "May {mentee} come along to {account}?",
            """
            You meet {account} on {day}. Watching you there would help {mentee}, on {topic}. It takes none of your time.

            Yes: close this Task, and tell the customer that a colleague comes along.
            If it does not suit, add a line that begins with "No:", or set the status to "{decline}".

            Reason:
            """),
        TextId.ObserveOwner => new(
            "May {mentee} come along to {account}?",
            """
            {mentor} meets {account} on {day}. {mentee} would like to come along and listen, on {topic}. The account is yours, so you decide.

            Yes: close this Task.
            If you would rather not, add a line that begins with "No:", or set the status to "{decline}".

            Reason:
            """),
        TextId.ObserveMentee => new(
            "Come along: {mentor} meets {account}",
            """
            {mentor} takes you along to {account} today, on {topic}. Call beforehand about time and place.

            Notice two things: a question that opened something, and how the next step was agreed. Do not take over the talk.

            Close this Task afterwards.

            Learned:
            Obstacle:
            """),
        TextId.MicroMentor => new(
            "Ten minutes with {mentee} on {account}",
            """
            {mentee} has come to the point with {account} that you two work on: {topic}.

            Ten minutes by phone are enough, before the next meeting with the customer: one question, one tip. Close this Task afterwards.

            Obstacle:
            """),
        TextId.MicroMentee => new(
            "Ten minutes with {mentor} on {account}",
            """
            {account} has come to the point that you two work on: {topic}.

            Call {mentor} before your next meeting there: say where it stands and what you plan, and ask for one tip. Close this Task afterwards.

            Learned:
            Obstacle:
            """),
        TextId.Listen => new(
            "Listen in on a call of {mentor}",
            """
            Ask {mentor} for the dial-in or the recording of a customer call, on {topic}.

            Notice two things: which question opened something, and how the next step was agreed. Then call {mentor} and ask why.

            Close this Task afterwards.

            Learned:
            Obstacle:
            """),
        TextId.EndorseMentor => new(
            "A word on {mentee}'s win with {account}?",
            """
            {mentee} has won a deal with {account}. A word from you to the managers counts: change the draft as you like.

            Only what stands behind "Endorsement:" is passed on, and only once you close this Task. If you would rather not, add a line that begins with "No:".

            Endorsement: {mentee} has won {account}. I have seen the work behind it, and it shows.
            """),
        TextId.EndorseMentee => new(
            "{mentor} has told of your win with {account}",
            """
            {mentor} has put in a word for you with the managers, about your win with {account}. Well done.

            Nothing to do: close this Task once read.
            """),
        TextId.Thanks => new(
            "A word of thanks to {mentor}",
            """
            {mentor} has begun to mentor {mentee}. A line from you shows that it matters. For example:

            "Thank you for taking the time for {mentee}. It is noticed, and it helps all of us."

            Send it in your own words, and close this Task.
            """),
        TextId.Menu => new(
            "If you like: more with {mentor} than the talks",
            """
            None of this is asked for; take what you like:
            - prepare a customer meeting together
            - swap a call recording and comment on it
            - read one offer of each other
            - ask {mentor} why we do something as we do

            Whatever you add counts. Nothing to report: close this Task whenever you like.

            Why so:
            """),
        _ => EnglishCompanyTexts.Of(id),
    };
}
