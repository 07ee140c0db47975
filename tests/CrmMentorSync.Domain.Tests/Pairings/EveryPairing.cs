using System.Numerics;
using CrmMentorSync.Domain.Pairings.Solver.General;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>All matchings of a general graph: tried one by one, or by a table over all subsets of people.</summary>
internal static class EveryPairing
{
    /// <summary>Visits matchings in lexicographic order, so the first of the best is the smallest.</summary>
    public static int[] Best(PairProblem problem)
    {
        int[,] quality = Table(problem);
        int[] partner = [.. Enumerable.Repeat(-2, problem.People)];
        int[] best = [];
        (int Pairs, long Quality) score = (-1, 0);
        Visit(0, 0, 0);
        return best;

        void Visit(int person, int pairs, long sum)
        {
            while (person < problem.People && partner[person] != -2)
            {
                person++;
            }

            if (person == problem.People)
            {
                if ((pairs, sum).CompareTo(score) > 0)
                {
                    (score, best) = ((pairs, sum), [.. partner]);
                }

                return;
            }

            for (int other = person + 1; other < problem.People; other++)
            {
                if (partner[other] == -2 && quality[person, other] >= 0)
                {
                    (partner[person], partner[other]) = (other, person);
                    Visit(person + 1, pairs + 1, sum + quality[person, other]);
                    (partner[person], partner[other]) = (-2, -2);
                }
            }

            partner[person] = -1;
            Visit(person + 1, pairs, sum);
            partner[person] = -2;
        }
    }

    public static (int Pairs, long Quality) Worth(PairProblem problem)
    {
        int[,] quality = Table(problem);
        (int Pairs, long Quality)[] best = new (int, long)[1 << problem.People];
        for (uint set = 1; set < best.Length; set++)
        {
            int first = BitOperations.TrailingZeroCount(set);
            uint without = set & (set - 1);
            best[set] = best[without];
            for (uint rest = without; rest != 0; rest &= rest - 1)
            {
                int other = BitOperations.TrailingZeroCount(rest);
                if (quality[first, other] >= 0)
                {
                    (int pairs, long sum) = best[without & ~(1u << other)];
                    (int, long) found = (pairs + 1, sum + quality[first, other]);
                    best[set] = found.CompareTo(best[set]) > 0 ? found : best[set];
                }
            }
        }

        return best[^1];
    }

    public static (int Pairs, long Quality) WorthOf(PairProblem problem, int[] partner)
    {
        int[,] quality = Table(problem);
        (int, int)[] pairs = [.. partner.Select((other, person) => (person, other)).Where(pair => pair.other > pair.person)];
        Assert.All(pairs, pair => Assert.Equal(pair.Item1, partner[pair.Item2]));
        return (pairs.Length, pairs.Sum(pair => (long)quality[pair.Item1, pair.Item2]));
    }

    private static int[,] Table(PairProblem problem)
    {
        int[,] quality = new int[problem.People, problem.People];
        for (int one = 0; one < problem.People; one++)
        {
            for (int other = 0; other < problem.People; other++)
            {
                quality[one, other] = -1;
            }
        }

        foreach (PairEdge edge in problem.Edges)
        {
            quality[edge.One, edge.Other] = quality[edge.Other, edge.One] = edge.Quality;
        }

        return quality;
    }
}
