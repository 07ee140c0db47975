namespace CrmMentorSync.Worker.State;

/// <summary>What stands in a round's settings where they are not its settings.</summary>
internal static class RoundMarks
{
    /// <summary>The round is known from its Tasks alone; it may have proposed more than had been sent.</summary>
    public const string Restored = "restored";
}
