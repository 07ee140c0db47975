using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.Pairings.Solver;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Who of one kind could be matched with whom: only pairs that share a topic and break no rule are edges.</summary>
internal sealed class MatchGraph
{
    private readonly List<int> _column = [];
    private readonly List<int> _quality = [];
    private readonly int[] _rowStart;
    private readonly RoundContext _round;
    private readonly KindIntake _intake;

    public MatchGraph(RoundContext round, KindIntake intake, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors)
    {
        (_round, _intake, Mentees, Mentors) = (round, intake, mentees, mentors);
        _rowStart = new int[mentees.Count + 1];
        double[] offsets = [.. mentors.Select(mentor => round.UtcOffset(mentor.Rep))];
        double[] ofMentor = [.. mentors.Select(mentor => MatchQuality.OfMentor(round, mentor.Rep))];
        for (int row = 0; row < mentees.Count; row++)
        {
            Candidate mentee = mentees[row];
            double offset = round.UtcOffset(mentee.Rep);
            for (int column = 0; column < mentors.Count; column++)
            {
                Candidate mentor = mentors[column];
                if (intake.TopicOf(round, mentor, mentee) is { } topic && PairRules.Broken(round, mentor.Rep, mentee.Rep, intake.AllowedRule) is null)
                {
                    _column.Add(column);
                    _quality.Add(MatchQuality.Of(round, mentor.Rep, mentee.Rep, topic, WorkingHours.Overlap(offset, offsets[column]), ofMentor[column]));
                }
            }

            _rowStart[row + 1] = _column.Count;
        }
    }

    public IReadOnlyList<Candidate> Mentees { get; }
    public IReadOnlyList<Candidate> Mentors { get; }
    public int Edges => _column.Count;

    /// <summary>The graph as numbers, without the edges that are barred; who has waited longer weighs more on every edge.</summary>
    public AssignmentProblem Without(IReadOnlySet<int> barred)
    {
        int[] rowStart = new int[Mentees.Count + 1];
        List<int> column = new(_column.Count);
        List<int> quality = new(_column.Count);
        HashSet<UserId> mentees = [.. Mentees.Select(mentee => mentee.Rep.Id)];
        for (int row = 0; row < Mentees.Count; row++)
        {
            int waited = Waited(row);
            for (int edge = _rowStart[row]; edge < _rowStart[row + 1]; edge++)
            {
                if (!barred.Contains(edge))
                {
                    column.Add(_column[edge]);
                    quality.Add(_quality[edge] + waited);
                }
            }

            rowStart[row + 1] = column.Count;
        }

        return new AssignmentProblem(
            rowStart,
            [.. column],
            [.. quality],
            [.. Mentors.Select(mentor => Places(mentor.Rep, mentees))],
            [.. Mentors.Select(mentor => MatchQuality.Crowding(_round, mentor.Rep))]);
    }

    public IEnumerable<int> EdgesOf(int row) => Enumerable.Range(_rowStart[row], _rowStart[row + 1] - _rowStart[row]);

    /// <summary>The edge between the two, which must exist.</summary>
    public int Edge(int row, int column) =>
        _column.BinarySearch(_rowStart[row], _rowStart[row + 1] - _rowStart[row], column, null) is var edge && edge >= 0
            ? edge
            : throw new ArgumentException($"mentee {row} and mentor {column} have no edge", nameof(column));

    public int Column(int edge) => _column[edge];

    public int Quality(int edge) => _quality[edge];

    /// <summary>What the edge weighs in the solver: its quality, and how long the mentee has waited.</summary>
    public long Weight(int row, int edge) => (long)_quality[edge] + Waited(row);

    private int Waited(int row) => _round.Priority(Mentees[row].Rep) * MatchQuality.WeekWaited;

    /// <summary>Whoever may become a mentee in the same round keeps a role free for it.</summary>
    private int Places(RepProfile mentor, HashSet<UserId> mentees) =>
        Math.Max(0, Math.Min(_round.Room(mentor), _round.RolesLeft(mentor) - (mentees.Contains(mentor.Id) ? 1 : 0)));

    /// <summary>The topic that the two have in common, which must exist.</summary>
    public Topic Topic(int row, int column) =>
        _intake.TopicOf(_round, Mentors[column], Mentees[row])
        ?? throw new ArgumentException($"mentee {row} and mentor {column} have no topic", nameof(column));
}
