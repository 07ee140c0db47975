using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.WriteBackTasks;

namespace CrmMentorSync.Worker;

/// <summary>
/// The story, in order, and the only place that knows it. Steps hand over through rows; a job runs a stretch of the same list.
/// </summary>
internal sealed class MentorSyncPipeline(
    PullFromSalesforceStep pull,
    ReadBackTasksStep readBack,
    ScorePerformanceStep score,
    RaiseFlagsStep flag,
    ProposePairingsStep propose,
    PlanActivitiesStep plan,
    WriteBackTasksStep writeBack,
    SendWeeklyDigestStep digest)
{
    /// <summary>The steps of a stretch, in order. Write-back never stands without the read-back before it.</summary>
    public IReadOnlyList<IPipelineStep> Steps(PipelineStretch stretch) => stretch switch
    {
        PipelineStretch.Whole => [pull, readBack, score, flag, propose, plan, writeBack, digest],
        PipelineStretch.Judge => [pull, score, flag],
        PipelineStretch.Match => [pull, readBack, score, flag, propose],
        PipelineStretch.Sync => [pull, readBack, score, flag, plan, writeBack],
        PipelineStretch.Propose => [pull, readBack, score, flag, propose, plan, writeBack],
        PipelineStretch.Tasks => [readBack, plan, writeBack],
        PipelineStretch.Digest => [digest],
    };
}

/// <summary>Which part of the story a job or command tells.</summary>
internal enum PipelineStretch
{
    /// <summary>The whole job, as <c>cycle</c> runs it.</summary>
    Whole,

    /// <summary>Facts, scores and flags only: who counts as a rep.</summary>
    Judge,

    /// <summary>All judgement and nothing that leaves the state: what <c>explain</c> needs.</summary>
    Match,

    /// <summary>Nightly: facts, people's answers, scores, flags, what follows from them; no new pairings.</summary>
    Sync,

    /// <summary>Weekly: the sync, then a round of pairings.</summary>
    Propose,

    /// <summary>Through the working day: answers in, Tasks out.</summary>
    Tasks,

    /// <summary>Mails that are due.</summary>
    Digest,
}
