using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Sorts rows by ORDER BY. A first field of ids, days or instants is sorted by its own keys, so that a million rows take moments.</summary>
internal sealed class RowOrder(IReadOnlyList<(BoundPath Path, bool Descending, bool NullsLast)> keys)
{
    public void Sort(int[] rows)
    {
        if (keys.Count == 0 || IsSorted(rows))
        {
            return;
        }

        (BoundPath first, bool descending, bool nullsLast) = keys[0];
        if (first is { Hops: [], Leaf: TextColumn { Field.Type: FieldType.Id } ids } && !descending)
        {
            // Ids are never null and never tie.
            Array.Sort([.. rows.Select(ids.Text)], rows, StringComparer.Ordinal);
            return;
        }

        if (first.Hops.Count > 0 || !first.Leaf.HasSortKey)
        {
            Array.Sort(rows, Compare);
            return;
        }

        var numbers = new long[rows.Length];
        for (int at = 0; at < rows.Length; at++)
        {
            numbers[at] = first.Leaf.IsNull(rows[at]) ? (nullsLast ? long.MaxValue : long.MinValue)
                : descending ? -first.Leaf.SortKey(rows[at]) : first.Leaf.SortKey(rows[at]);
        }

        Array.Sort(numbers, rows);
        SortTies(numbers, rows);
    }

    // Exports mostly come in the order of their ids; the first pair out of order ends the look.
    private bool IsSorted(int[] rows)
    {
        for (int at = 1; at < rows.Length; at++)
        {
            if (Compare(rows[at - 1], rows[at]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void SortTies(long[] numbers, int[] rows)
    {
        int start = 0;
        for (int at = 1; at <= rows.Length; at++)
        {
            if (at == rows.Length || numbers[at] != numbers[start])
            {
                if (at - start > 1)
                {
                    rows.AsSpan(start, at - start).Sort(Compare);
                }

                start = at;
            }
        }
    }

    private int Compare(int left, int right)
    {
        foreach ((BoundPath path, bool descending, bool nullsLast) in keys)
        {
            int order = CompareBy(path, path.Locate(left), path.Locate(right), descending, nullsLast);
            if (order != 0)
            {
                return order;
            }
        }

        // Rows that tie keep the order in which they came into the org.
        return left.CompareTo(right);
    }

    private static int CompareBy(BoundPath path, int left, int right, bool descending, bool nullsLast)
    {
        bool leftNull = left < 0 || path.Leaf.IsNull(left);
        bool rightNull = right < 0 || path.Leaf.IsNull(right);
        if (leftNull || rightNull)
        {
            int nulls = rightNull.CompareTo(leftNull);
            return nullsLast ? -nulls : nulls;
        }

        int order = path.Leaf.Compare(left, right);
        return descending ? -order : order;
    }
}
