using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Finds mentors that go round in a circle (P38): through the matches of a round, and through the pairs that run.</summary>
internal sealed class MentorCircles
{
    private readonly RoundContext _round;
    private readonly MatchGraph _graph;
    private readonly int[] _columns;
    private readonly Dictionary<UserId, int> _rowOf = [];

    public MentorCircles(RoundContext round, MatchGraph graph, int[] columns)
    {
        (_round, _graph, _columns) = (round, graph, [.. columns]);
        for (int row = 0; row < columns.Length; row++)
        {
            _rowOf.Add(graph.Mentees[row].Rep.Id, row);
        }
    }

    /// <summary>The matches of the first circle, as rows of the graph; null where there is none.</summary>
    public IReadOnlyList<int>? First() =>
        Enumerable.Range(0, _columns.Length).Where(row => _columns[row] >= 0).Select(Circle).FirstOrDefault(circle => circle is not null);

    /// <summary>Bars the least match of each circle; of equal ones that of the later mentee.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Bar(HashSet<int> barred)
    {
        bool any = false;
        for (int row = 0; row < _columns.Length; row++)
        {
            while (_columns[row] >= 0 && Circle(row) is { } rows)
            {
                int least = rows.OrderBy(Quality).ThenByDescending(at => at).First();
                any |= barred.Add(_graph.Edge(least, _columns[least]));
                _columns[least] = -1;
            }
        }

        return any;
    }

    /// <summary>The new matches on a way from the mentee's mentor back to the mentee; null where there is no such way.</summary>
    private List<int>? Circle(int row)
    {
        UserId mentee = _graph.Mentees[row].Rep.Id;
        HashSet<UserId> seen = [];
        List<int> rows = [row];
        return Leads(_graph.Mentors[_columns[row]].Rep.Id, 1) ? rows : null;

        bool Leads(UserId person, int depth)
        {
            if (person == mentee)
            {
                return true;
            }

            if (depth > PairRules.ChainDepth || !seen.Add(person))
            {
                return false;
            }

            if (_rowOf.TryGetValue(person, out int own) && _columns[own] >= 0)
            {
                rows.Add(own);
                if (Leads(_graph.Mentors[_columns[own]].Rep.Id, depth + 1))
                {
                    return true;
                }

                rows.RemoveAt(rows.Count - 1);
            }

            return _round.History.MentorsOf(person).Any(mentor => Leads(mentor, depth + 1));
        }
    }

    private int Quality(int row) => _graph.Quality(_graph.Edge(row, _columns[row]));
}
