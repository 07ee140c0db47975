using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Repeats reads and logins that failed in passing: exponential waits with jitter, or as long as the server asks.</summary>
/// <remarks>Writes never pass through here: whether a lost write was carried out is for the outbox to find out.</remarks>
internal sealed partial class RepeatHarmless
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly ResiliencePipeline _pipeline;

    public RepeatHarmless(IOptions<SalesforceOptions> options, TimeProvider clock, ILogger<RepeatHarmless> logger)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Value.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SalesforceFailure>(failure => failure.IsTransient),
                MaxRetryAttempts = options.Value.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(options.Value.RetryDelayMilliseconds),
                MaxDelay = LongestWait,
                DelayGenerator = retry => ValueTask.FromResult(
                    retry.Outcome.Exception is SalesforceFailure { RetryAfter: { } wait } ? (TimeSpan?)(wait < LongestWait ? wait : LongestWait) : null),
                OnRetry = retry =>
                {
                    var failure = (SalesforceFailure)retry.Outcome.Exception!;
                    LogRetry(logger, failure.Category, (int?)failure.Status, failure.ErrorCode, retry.AttemptNumber + 1, retry.RetryDelay.TotalSeconds);
                    return default;
                },
            });
        }

        _pipeline = builder.Build();
    }

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken ct) =>
        await _pipeline.ExecuteAsync(async token => await call(token), ct);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning,
        Message = "Salesforce call failed in passing ({Category}, HTTP {Status}, {Code}); repeat {Attempt} in {Seconds:0.0} s")]
    private static partial void LogRetry(
        ILogger logger, SalesforceFailureCategory category, int? status, string? code, int attempt, double seconds);
}
