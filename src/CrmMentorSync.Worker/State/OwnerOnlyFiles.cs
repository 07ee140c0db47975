namespace CrmMentorSync.Worker.State;

/// <summary>Files that hold labels or mail are readable by their owner alone (0600).</summary>
internal static class OwnerOnlyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file for the owner if there is none yet.</summary>
    public static void Create(string path)
    {
        using FileStream file = Open(path, FileMode.OpenOrCreate);
    }

    /// <summary>Replaces the file's content.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        await using FileStream file = Open(path, FileMode.Create);
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), ct);
    }

    public static FileStream Open(string path, FileMode mode)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, how);
    }
}
