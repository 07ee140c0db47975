using System.Data.Common;

namespace CrmMentorSync.Worker.State;

/// <summary>Why the newest run left Tasks in the outbox that it could have sent; none where it sent all.</summary>
internal static class WriteHold
{
    private const string Name = "writes_wait";
    private const string BlockedName = "writes_blocked";
    private const string BlindName = "tasks_out_of_sight";

    extension(DbConnection connection)
    {
        public Task<string?> ReadWriteHoldAsync(CancellationToken ct) => connection.ReadMarkAsync(Name, ct);

        public Task NoteWriteHoldAsync(string? reason, CancellationToken ct) => connection.SetMarkAsync(Name, reason, transaction: null, ct);

        /// <summary>Why the newest write-back could not send a Task: the org, or something before it, did not take a whole call; null: it did.</summary>
        public Task<string?> ReadWritesBlockedAsync(CancellationToken ct) => connection.ReadMarkAsync(BlockedName, ct);

        public Task NoteWritesBlockedAsync(string? reason, CancellationToken ct) => connection.SetMarkAsync(BlockedName, reason, transaction: null, ct);

        /// <summary>Why no Task may be written at all: of those written before none can be seen; null: some can.</summary>
        public Task<string?> ReadBlindnessAsync(CancellationToken ct) => connection.ReadMarkAsync(BlindName, ct);

        public Task NoteBlindnessAsync(string? reason, DbTransaction transaction, CancellationToken ct) =>
            connection.SetMarkAsync(BlindName, reason, transaction, ct);
    }
}
