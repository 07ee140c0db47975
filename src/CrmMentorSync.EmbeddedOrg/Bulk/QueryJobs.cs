using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Bulk;

/// <summary>The query jobs of an org, newest last. Results are kept seven days (Bulk API limits).</summary>
internal sealed class QueryJobs
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    // A bound on memory, far above what clients of one org have at a time: a job holds a number for each of its rows.
    private const int MaxJobs = 100;

    private readonly Lock _gate = new();
    private readonly List<QueryJob> _jobs = [];
    private ulong _created;

    /// <summary>Jobs created so far, which count against a daily allocation of their own.</summary>
    public int Created => (int)_created;

    public QueryJob Add(Func<string, QueryJob> create)
    {
        lock (_gate)
        {
            QueryJob job = create(RecordId.From("750", "Em0", ++_created));
            _jobs.RemoveAll(old => job.CreatedAt - old.CreatedAt > Kept);
            if (_jobs.Count == MaxJobs)
            {
                _jobs.RemoveAt(0);
            }

            _jobs.Add(job);
            return job;
        }
    }

    public QueryJob? Find(string id, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _jobs.Find(job => job.Id == RecordId.Normalise(id) && now - job.CreatedAt <= Kept);
        }
    }

    public IReadOnlyList<QueryJob> All(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _jobs.Where(job => now - job.CreatedAt <= Kept)];
        }
    }

    public void Remove(QueryJob job)
    {
        lock (_gate)
        {
            _jobs.Remove(job);
        }
    }
}
