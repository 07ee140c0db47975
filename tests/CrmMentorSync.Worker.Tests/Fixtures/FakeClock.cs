namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>A clock that stands still until it is moved. Timers are the real ones and never due within a test.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
