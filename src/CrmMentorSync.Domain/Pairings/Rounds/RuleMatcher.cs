using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Where a rule says who mentors whom, each mentee has one possible mentor, and there is nothing to weigh.</summary>
internal static class RuleMatcher
{
    public static IReadOnlyList<Match> Apply(
        RoundContext round, KindIntake intake, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors)
    {
        List<Match> matches = [];
        var worth = new MatchQuality(round);
        foreach (Candidate mentee in mentees)
        {
            foreach (Candidate mentor in mentors)
            {
                if (intake.TopicOf(round, mentor, mentee) is { } topic && PairRules.Broken(round, mentor.Rep, mentee.Rep, intake.AllowedRule) is null)
                {
                    int quality = worth.Of(
                        mentor.Rep, mentee.Rep, topic, WorkingHours.Overlap(round.UtcOffset(mentor.Rep), round.UtcOffset(mentee.Rep)),
                        MatchQuality.OfMentor(round, mentor.Rep));
                    matches.Add(new Match(mentor, mentee, topic, KindMatcher.ToQuality(quality), null));
                    break;
                }
            }
        }

        return matches;
    }
}
