namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// What a matching is worth: the mentees covered, then the sum of its qualities as the solver counts it, then the smallest ids.
/// The better one comes first.
/// </summary>
internal readonly record struct MatchingWorth(int Covered, long Quality, int[] Columns) : IComparable<MatchingWorth>
{
    public static MatchingWorth Of(MatchGraph graph, int[] columns)
    {
        int[] used = new int[graph.Mentors.Count];
        (int covered, long quality) = (0, 0);
        for (int row = 0; row < columns.Length; row++)
        {
            if (columns[row] >= 0)
            {
                covered++;
                quality += graph.Weight(row, graph.Edge(row, columns[row]))
                    - ((long)graph.Crowding[columns[row]] * used[columns[row]]++);
            }
        }

        return new MatchingWorth(covered, quality, columns);
    }

    public int CompareTo(MatchingWorth other) =>
        Covered != other.Covered ? other.Covered.CompareTo(Covered)
        : Quality != other.Quality ? other.Quality.CompareTo(Quality)
        // Being alone counts as the last place: −1 is the largest number without a sign.
        : Columns.Zip(other.Columns, (one, two) => ((uint)one).CompareTo((uint)two)).FirstOrDefault(order => order != 0);
}
