using Microsoft.Data.Sqlite;

namespace CrmMentorSync.Worker.State;

internal static class StateCopy
{
    /// <summary>A consistent copy of a state that may be in use; no copy where there is no state yet.</summary>
    public static async Task MakeAsync(string from, string to, CancellationToken ct)
    {
        if (!File.Exists(from))
        {
            return;
        }

        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ToString());
        await source.OpenAsync(ct);
        OwnerOnlyFiles.Create(to);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        await target.OpenAsync(ct);
        source.BackupDatabase(target);
    }
}
