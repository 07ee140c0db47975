namespace CrmMentorSync.Domain.People;

/// <summary>
/// Somebody who changed jobs inside the window is judged in the one that most of its days lie in, by what they closed in it and
/// the time they had for it (decision 0013). So a promotion makes nobody weak among peers they have just joined.
/// </summary>
internal static class MainJob
{
    public static IReadOnlyList<Tenure> Place(
        IReadOnlyList<Tenure> tenures, IReadOnlyDictionary<UserId, IReadOnlyList<JobSpan>> jobs, DateOnly asOf, int windowDays) =>
        jobs.Count == 0
            ? tenures
            : [.. tenures.Select(tenure => jobs.TryGetValue(tenure.Person.Id, out IReadOnlyList<JobSpan>? spans) ? Place(tenure, spans, asOf, windowDays) : tenure)];

    private static Tenure Place(Tenure tenure, IReadOnlyList<JobSpan> spans, DateOnly asOf, int windowDays)
    {
        int to = asOf.DayNumber;
        int from = Math.Max(to - windowDays + 1, tenure.Start.DayNumber);
        JobSpan[] known = [.. spans.Where(span => span.From <= asOf).OrderBy(span => span.From)];
        if (known.Length == 0)
        {
            return tenure;
        }

        int main = known.Length - 1;
        for (int i = known.Length - 2; i >= 0; i--)
        {
            main = Days(i) > Days(main) ? i : main;
        }

        Job job = known[main].Job;
        return tenure with
        {
            Person = tenure.Person with { Title = job.Title, Department = job.Department, RoleId = job.RoleId, Segment = job.Segment },
            JobFrom = main == 0 ? int.MinValue : known[main].From.DayNumber,
            JobTo = EndOf(main),
        };

        int EndOf(int span) => span == known.Length - 1 ? int.MaxValue : known[span + 1].From.DayNumber - 1;
        int Days(int span) => Math.Max(0, Math.Min(to, EndOf(span)) - Math.Max(from, known[span].From.DayNumber) + 1);
    }
}
