namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>Where the repository lies, found by walking up to the solution; and the real data beside it, where there is any.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The real CRM export; the test that asks is skipped, visibly, where it is absent.</summary>
    public static string MavenOrSkip()
    {
        string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "maven-crm"));
        Assert.SkipUnless(Directory.Exists(folder), "the Maven export is not on this machine");
        return folder;
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmMentorSync.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("CrmMentorSync.sln is not above the test's folder");
    }
}
