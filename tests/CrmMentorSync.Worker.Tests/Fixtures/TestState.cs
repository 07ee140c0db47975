using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>A real database file of the test's own.</summary>
internal sealed class TestState : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestState() => Database = Open();

    public StateDatabase Database { get; }

    public string Path => _folder.File("state.db");

    /// <summary>The same file opened anew, as another process would.</summary>
    public StateDatabase Open() => new(Options.Create(new StateOptions { Connection = Path }));

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
