using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>Order statistics without sorting: linear in the number of values, however they lie.</summary>
internal static class Selection
{
    /// <summary>The value that would stand at <paramref name="position"/> were the values sorted; they are moved about.</summary>
    public static T At<T>(Span<T> values, int position)
        where T : IComparisonOperators<T, T, bool>, IComparable<T>
    {
        int patience = 2 * BitOperations.Log2((uint)values.Length + 1);
        while (values.Length > 16)
        {
            if (patience-- == 0)
            {
                break;
            }

            T pivot = Middle(values[0], values[values.Length / 2], values[^1]);
            (int smaller, int larger) = Part(values, pivot);
            if (position < smaller)
            {
                values = values[..smaller];
            }
            else if (position >= larger)
            {
                values = values[larger..];
                position -= larger;
            }
            else
            {
                return pivot;
            }
        }

        values.Sort();
        return values[position];
    }

    // Smaller values to the front, larger ones to the back, equal ones between: days and prices repeat.
    private static (int Smaller, int Larger) Part<T>(Span<T> values, T pivot)
        where T : IComparisonOperators<T, T, bool>
    {
        int smaller = 0;
        int at = 0;
        int larger = values.Length;
        while (at < larger)
        {
            T value = values[at];
            if (value < pivot)
            {
                values[at++] = values[smaller];
                values[smaller++] = value;
            }
            else if (value > pivot)
            {
                values[at] = values[--larger];
                values[larger] = value;
            }
            else
            {
                at++;
            }
        }

        return (smaller, larger);
    }

    private static T Middle<T>(T one, T two, T three)
        where T : IComparisonOperators<T, T, bool>
    {
        if (one > two)
        {
            (one, two) = (two, one);
        }

        return three < one ? one : three > two ? two : three;
    }
}
