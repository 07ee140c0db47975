namespace CrmMentorSync.Worker.CommandLine;

/// <summary>A folder for a state that nobody keeps.</summary>
internal sealed class ThrowAwayFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-mentor-sync-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
