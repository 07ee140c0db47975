using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Quartz;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>The job boundary: one stretch of the pipeline, its failure recorded, logged once and given to Quartz without refire.</summary>
internal sealed partial class ScheduledRun(PipelineRunner runner, ILogger<ScheduledRun> logger)
{
    public async ValueTask ExecuteAsync(string job, PipelineStretch stretch, CancellationToken ct)
    {
        try
        {
            PipelineReport report = await runner.RunAsync(
                new PipelineRequest { Command = job, Stretch = stretch }, new SilentProgress(), ct);
            LogDone(job, report.ApiCalls, report.NewlyRefused);
        }
        catch (StateException held)
        {
            // Another run holds the lease: the next firing does the work.
            LogSkipped(job, held.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(job);
            throw;
        }
        catch (SalesforceFailure failure)
        {
            // Expected of a partner: its message holds the remedy, a stack trace would bury it.
            LogPartnerFailed(job, failure.Category, failure.Message);
            throw new JobExecutionException(failure) { RefireImmediately = false };
        }
        catch (Exception failure)
        {
            LogFailed(failure, job);
            throw new JobExecutionException(failure) { RefireImmediately = false };
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Information, Message = "job {Job} done: {ApiCalls} API calls, {NewlyRefused} records newly refused")]
    private partial void LogDone(string job, int apiCalls, int newlyRefused);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Warning, Message = "job {Job} skipped: {Reason}")]
    private partial void LogSkipped(string job, string reason);

    [LoggerMessage(EventId = 2303, Level = LogLevel.Information, Message = "job {Job} stopped with the host")]
    private partial void LogStopped(string job);

    [LoggerMessage(EventId = 2305, Level = LogLevel.Error, Message = "job {Job} failed ({Category}): {Reason}")]
    private partial void LogPartnerFailed(string job, SalesforceFailureCategory category, string reason);

    [LoggerMessage(EventId = 2304, Level = LogLevel.Error, Message = "job {Job} failed")]
    private partial void LogFailed(Exception failure, string job);
}
