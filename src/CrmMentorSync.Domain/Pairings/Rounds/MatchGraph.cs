using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.Pairings.Solver;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Who of one kind could be matched with whom: only pairs that share a topic and break no rule are edges.</summary>
internal sealed class MatchGraph
{
    private readonly int[] _column;
    private readonly int[] _quality;
    private readonly int[] _rowStart;
    private readonly int[] _waited;
    private readonly RoundContext _round;
    private readonly KindIntake _intake;

    public MatchGraph(RoundContext round, KindIntake intake, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors)
    {
        (_round, _intake, Mentees, Mentors) = (round, intake, mentees, mentors);
        _rowStart = new int[mentees.Count + 1];
        _waited = [.. mentees.Select(mentee => round.Priority(mentee.Rep) * MatchQuality.WeekWaited)];
        Candidate[] columns = [.. mentors];
        double[] ofMentor = [.. mentors.Select(mentor => MatchQuality.OfMentor(round, mentor.Rep))];
        Room = [.. mentors.Select(mentor => round.Room(mentor.Rep))];
        Crowding = [.. mentors.Select(mentor => MatchQuality.Crowding(round, mentor.Rep))];
        var screen = PairScreen.OfMentors(round, mentors, intake.AllowedRule);
        var quality = new MatchQuality(round);
        List<int> column = [];
        List<int> worth = [];
        for (int row = 0; row < mentees.Count; row++)
        {
            Candidate mentee = mentees[row];
            screen.Look(mentee.Rep);
            for (int at = 0; at < columns.Length; at++)
            {
                if (screen.Broken(at) is null && intake.TopicOf(round, columns[at], mentee) is { } topic)
                {
                    column.Add(at);
                    worth.Add(quality.Of(columns[at].Rep, mentee.Rep, topic, screen.Overlap(at), ofMentor[at], mayHaveMet: screen.IsSpecial(at)));
                }
            }

            _rowStart[row + 1] = column.Count;
        }

        (_column, _quality) = ([.. column], [.. worth]);
    }

    public IReadOnlyList<Candidate> Mentees { get; }
    public IReadOnlyList<Candidate> Mentors { get; }
    public int Edges => _column.Length;

    /// <summary>Places of each mentor at the beginning.</summary>
    public int[] Room { get; }

    /// <summary>What each further mentee of a mentor takes off.</summary>
    public int[] Crowding { get; }

    /// <summary>The graph as numbers, without the edges that are barred; who has waited longer weighs more on every edge.</summary>
    public AssignmentProblem Without(IReadOnlySet<int> barred)
    {
        HashSet<UserId> mentees = [.. Mentees.Select(mentee => mentee.Rep.Id)];
        int[] places = [.. Mentors.Select((mentor, column) => Places(mentor.Rep, Room[column], mentees))];
        if (barred.Count == 0 && Array.TrueForAll(_waited, waited => waited == 0))
        {
            return new AssignmentProblem(_rowStart, _column, _quality, places, Crowding);
        }

        int[] rowStart = new int[Mentees.Count + 1];
        int[] columns = new int[_column.Length - barred.Count];
        int[] qualities = new int[columns.Length];
        int count = 0;
        for (int row = 0; row < Mentees.Count; row++)
        {
            for (int edge = _rowStart[row]; edge < _rowStart[row + 1]; edge++)
            {
                if (barred.Count == 0 || !barred.Contains(edge))
                {
                    (columns[count], qualities[count]) = (_column[edge], _quality[edge] + _waited[row]);
                    count++;
                }
            }

            rowStart[row + 1] = count;
        }

        return new AssignmentProblem(rowStart, columns, qualities, places, Crowding);
    }

    public IEnumerable<int> EdgesOf(int row) => Enumerable.Range(_rowStart[row], _rowStart[row + 1] - _rowStart[row]);

    /// <summary>The edge between the two, which must exist.</summary>
    public int Edge(int row, int column) =>
        Array.BinarySearch(_column, _rowStart[row], _rowStart[row + 1] - _rowStart[row], column) is var edge && edge >= 0
            ? edge
            : throw new ArgumentException($"mentee {row} and mentor {column} have no edge", nameof(column));

    public int Column(int edge) => _column[edge];

    public int Quality(int edge) => _quality[edge];

    /// <summary>What the edge weighs in the solver: its quality, and how long the mentee has waited.</summary>
    public long Weight(int row, int edge) => (long)_quality[edge] + _waited[row];

    /// <summary>Whoever may become a mentee in the same round keeps a role free for it.</summary>
    private int Places(RepProfile mentor, int room, HashSet<UserId> mentees) =>
        Math.Max(0, Math.Min(room, _round.RolesLeft(mentor) - (mentees.Contains(mentor.Id) ? 1 : 0)));

    /// <summary>The topic that the two have in common, which must exist.</summary>
    public Topic Topic(int row, int column) =>
        _intake.TopicOf(_round, Mentors[column], Mentees[row])
        ?? throw new ArgumentException($"mentee {row} and mentor {column} have no topic", nameof(column));
}
