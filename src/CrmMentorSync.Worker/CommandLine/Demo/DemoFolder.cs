namespace CrmMentorSync.Worker.CommandLine.Demo;

/// <summary>The demo's folder. A demo starts afresh, but never deletes what another demo did not write.</summary>
internal static class DemoFolder
{
    private const string Mark = ".crm-mentor-sync-demo";

    /// <exception cref="UsageException">The folder holds something that is not a demo's.</exception>
    public static void Prepare(string folder)
    {
        string mark = Path.Combine(folder, Mark);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(mark))
            {
                throw new UsageException($"{folder} holds other files; give the demo a folder of its own with --out DIR");
            }

            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(mark, "");
    }
}
