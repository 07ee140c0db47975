using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>
/// The writes of several subrequests that are kept all or not at all: how to take each back, and what the journal is told in the end.
/// </summary>
internal sealed class WriteScope
{
    private readonly List<(IReadOnlyList<PendingWrite> Writes, DateTimeOffset At)> _done = [];
    private readonly Stack<Action> _undo = new();

    public bool HasWrites => _done.Count > 0;

    public void Add(IReadOnlyList<PendingWrite> writes, DateTimeOffset at) => _done.Add((writes, at));

    public void Changed(ObjectTable table, int row, Column column, object? before) => _undo.Push(() => table.Set(row, column, before));

    public void Created(ObjectTable table, int row) => _undo.Push(() => table.Void(row));

    public void Keep(WriteJournal? journal)
    {
        foreach ((IReadOnlyList<PendingWrite> writes, DateTimeOffset at) in _done)
        {
            journal?.Append(writes, at);
        }
    }

    public void TakeBack()
    {
        while (_undo.TryPop(out Action? undo))
        {
            undo();
        }
    }
}
