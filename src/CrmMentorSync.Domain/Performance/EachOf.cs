namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// Does the body for 0 … <paramref name="count"/> − 1. Each writes to a place of its own, so that neither their order nor how many
/// are done at once changes a result. The domain knows no threads: whoever calls it may bring some.
/// </summary>
public delegate void EachOf(int count, Action<int> body);
