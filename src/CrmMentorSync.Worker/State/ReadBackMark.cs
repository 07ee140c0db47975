using System.Data.Common;

namespace CrmMentorSync.Worker.State;

/// <summary>Which run has read Tasks back last: writing them without that would overwrite what people did meanwhile.</summary>
internal static class ReadBackMark
{
    private const string Name = "read_back_run";

    public static Task MarkReadBackAsync(this DbConnection connection, RunContext run, DbTransaction transaction, CancellationToken ct) =>
        connection.SetMarkAsync(Name, run.RunId, transaction, ct);

    /// <exception cref="InvalidOperationException">This run has not read back.</exception>
    public static async Task RequireReadBackAsync(this DbConnection connection, RunContext run, CancellationToken ct)
    {
        if (await connection.ReadMarkAsync(Name, ct) != run.RunId)
        {
            throw new InvalidOperationException("Tasks are written only in a run that has read them back before");
        }
    }
}
