using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>
/// A round by trying everything, kind after kind: who may be paired is counted and compared here once more, from the bare facts;
/// whom a kind takes in and what a match is worth are asked of the kinds themselves.
/// </summary>
internal sealed class EveryRound
{
    private readonly RoundFacts _facts;
    private readonly PairingPolicy _policy;
    private readonly List<Pairing> _open;
    private readonly List<(PairKind Kind, UserId Mentor, UserId Mentee)> _found = [];

    private EveryRound(RoundFacts facts, PairingPolicy policy)
    {
        (_facts, _policy) = (facts, policy);
        _open = [.. facts.Pairings.Where(pairing => pairing.IsOpen)];
    }

    public static (PairKind Kind, UserId Mentor, UserId Mentee)[] Hold(RoundFacts facts, PairingPolicy policy)
    {
        var all = new EveryRound(facts, policy);
        foreach (PairKind kind in policy.Kinds)
        {
            all.Add(kind);
        }

        return [.. all._found.Order()];
    }

    private void Add(PairKind kind)
    {
        RoundContext round = new() { Facts = _facts, Policy = _policy, History = new PairingHistory([.. _facts.Pairings.Where(pairing => !pairing.IsOpen), .. _open]), Kind = kind };
        KindIntake intake = KindIntake.For(kind);
        Candidate[] mentees = [.. Candidates(_facts.Reps, rep => intake.MenteeMerits(round, rep)).Where(mentee => IsFreeMentee(kind, mentee.Rep))];
        Candidate[] mentors = [.. Candidates(intake.PossibleMentors(round), rep => intake.MentorMerits(round, rep)).Where(mentor => Places(kind, mentor.Rep) > 0 && WantsTo(mentor.Rep))];
        (UserId, UserId)[] pairs = kind == PairKind.Horizontal ? Equals(round, intake, mentees, mentors) : Flow(round, intake, mentees, mentors);
        foreach ((UserId mentor, UserId mentee) in pairs)
        {
            _found.Add((kind, mentor, mentee));
            _open.Add(PairingRulesTests.Earlier(1, 2) with { Kind = kind, Mentor = mentor, Mentee = mentee, State = PairState.Proposed, Round = _facts.Round });
        }
    }

    private (UserId, UserId)[] Flow(RoundContext round, KindIntake intake, Candidate[] mentees, Candidate[] mentors)
    {
        int[] of = [.. Enumerable.Repeat(-1, mentees.Length)];
        int[] used = new int[mentors.Length];
        int[] places = [.. mentors.Select(mentor => Math.Max(0, Math.Min(
            Places(round.Kind!.Value, mentor.Rep), _policy.RolesAtATime - Roles(mentor.Rep.Id) - (mentees.Any(mentee => mentee.Rep.Id == mentor.Rep.Id) ? 1 : 0))))];
        long[,] worth = new long[mentees.Length, mentors.Length];
        foreach ((int row, int column) in from row in Enumerable.Range(0, mentees.Length) from column in Enumerable.Range(0, mentors.Length) select (row, column))
        {
            (RepProfile mentor, RepProfile mentee) = (mentors[column].Rep, mentees[row].Rep);
            worth[row, column] = May(mentor, mentee) && intake.TopicOf(round, mentors[column], mentees[row]) is { } topic
                ? new MatchQuality(round).Of(mentor, mentee, topic, 1, MatchQuality.OfMentor(round, mentor)) + (1_000_001L * Waited(mentee.Id))
                : -1;
        }

        int[] best = [];
        (int, long) score = (-1, 0);
        Visit(0, 0, 0);
        return [.. best.Index().Where(match => match.Item >= 0).Select(match => (mentors[match.Item].Rep.Id, mentees[match.Index].Rep.Id))];

        void Visit(int row, int covered, long sum)
        {
            if (row == mentees.Length)
            {
                if ((covered, sum).CompareTo(score) > 0 && !GoesRound(of, mentees, mentors))
                {
                    (score, best) = ((covered, sum), [.. of]);
                }

                return;
            }

            for (int column = 0; column < mentors.Length; column++)
            {
                if (worth[row, column] >= 0 && used[column] < places[column])
                {
                    of[row] = column;
                    Visit(row + 1, covered + 1, sum + worth[row, column] - ((long)MatchQuality.Crowding(round, mentors[column].Rep) * used[column]++));
                    used[column]--;
                }
            }

            of[row] = -1;
            Visit(row + 1, covered, sum);
        }
    }

    private (UserId, UserId)[] Equals(RoundContext round, KindIntake intake, Candidate[] mentees, Candidate[] mentors)
    {
        Candidate[] people = [.. mentees.Where(mentee => mentors.Any(mentor => mentor.Rep.Id == mentee.Rep.Id))];
        List<Domain.Pairings.Solver.General.PairEdge> edges = [];
        for (int one = 0; one < people.Length; one++)
        {
            for (int other = one + 1; other < people.Length; other++)
            {
                (RepProfile first, RepProfile second) = (people[one].Rep, people[other].Rep);
                if (May(first, second) && May(second, first) && !Reaches(first.Id, second.Id, []) && !Reaches(second.Id, first.Id, []) && intake.TopicOf(round, people[one], people[other]) is { } topic)
                {
                    double ofBoth = (MatchQuality.OfMentor(round, first) + MatchQuality.OfMentor(round, second)) / 2;
                    edges.Add(new(one, other, new MatchQuality(round).Of(first, second, topic, 1, ofBoth)));
                }
            }
        }

        int[] partner = EveryPairing.Best(new(people.Length, edges));
        return [.. partner.Index().Where(pair => pair.Item > pair.Index).Select(pair => (people[pair.Index].Rep.Id, people[pair.Item].Rep.Id))];
    }

    /// <summary>Whether, with these matches, following mentors from someone's new mentor leads back to them.</summary>
    private bool GoesRound(int[] of, Candidate[] mentees, Candidate[] mentors)
    {
        (UserId Mentor, UserId Mentee)[] matches = [.. of.Index().Where(match => match.Item >= 0).Select(match => (mentors[match.Item].Rep.Id, mentees[match.Index].Rep.Id))];
        return matches.Any(match => Reaches(match.Mentor, match.Mentee, matches));
    }

    private bool Reaches(UserId from, UserId to, IEnumerable<(UserId Mentor, UserId Mentee)> matches)
    {
        ILookup<UserId, UserId> above = _open.Where(pairing => pairing.TakesPlaces && !pairing.IsTwoWay).Select(pairing => (pairing.Mentor, pairing.Mentee))
            .Concat(matches).ToLookup(pair => pair.Mentee, pair => pair.Mentor);
        HashSet<UserId> seen = [];
        return Leads(from);

        bool Leads(UserId person) => person == to || (seen.Add(person) && above[person].Any(Leads));
    }

    private bool May(RepProfile mentor, RepProfile mentee) => mentor.Id != mentee.Id
        && !_open.Exists(pairing => (pairing.Mentor, pairing.Mentee) == (mentor.Id, mentee.Id) || (pairing.Mentor, pairing.Mentee) == (mentee.Id, mentor.Id))
        && !mentee.Chain.Contains(mentor.Id) && !mentor.Chain.Contains(mentee.Id)
        && !_policy.AvoidPairs.Contains((mentor.Id, mentee.Id)) && !_policy.AvoidPairs.Contains((mentee.Id, mentor.Id))
        && !_facts.Pairings.Any(pairing => pairing.State == PairState.Declined && (pairing.Mentor, pairing.Mentee) == (mentor.Id, mentee.Id));

    private bool WantsTo(RepProfile rep) => !(_facts.Consent.TryGetValue(rep.Id, out Answer? said) && said == Answer.No) && !rep.HasReports;

    private bool IsFreeMentee(PairKind kind, RepProfile rep)
    {
        PairKind[] mentored = [.. _open.Where(pairing => pairing.Mentee == rep.Id || (pairing.IsTwoWay && pairing.Mentor == rep.Id)).Select(pairing => pairing.Kind)];
        return mentored.Length < _policy.MentorsAtATime && !mentored.Contains(kind) && Roles(rep.Id) < _policy.RolesAtATime;
    }

    private int Places(PairKind kind, RepProfile rep)
    {
        PairKind[] teaches = [.. _open.Where(pairing => pairing.Mentor == rep.Id || (pairing.IsTwoWay && pairing.Mentee == rep.Id)).Select(pairing => pairing.Kind)];
        int inAll = (rep.Person.MaxMentees ?? _policy.DefaultCapacity) - teaches.Length;
        int within = _policy.CapacityByKind.TryGetValue(kind, out int most) ? most - teaches.Count(open => open == kind) : int.MaxValue;
        return Math.Max(0, Math.Min(Math.Min(inAll, within), _policy.RolesAtATime - Roles(rep.Id)));
    }

    private int Roles(UserId rep) => _open.Count(pairing => pairing.Mentor == rep || pairing.Mentee == rep);

    /// <summary>Whose mentor has come to manage them comes before all who wait.</summary>
    private int Waited(UserId rep) => _facts.Pairings.Any(pairing => pairing.Mentee == rep && pairing is { State: PairState.Ended, EndReason: PairRules.SameReportingLine } && pairing.EndedOn == _facts.AsOf)
        ? RoundContext.MostWeeksWaited + 1
        : Math.Min(12, _facts.Waited.GetValueOrDefault(rep));

    private static IEnumerable<Candidate> Candidates(IEnumerable<RepProfile> people, Func<RepProfile, IReadOnlyList<Merit>> merits) =>
        people.Select(rep => new Candidate(rep, merits(rep))).Where(candidate => candidate.Merits.Count > 0).OrderBy(candidate => candidate.Rep.Id);
}
