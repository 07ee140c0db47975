namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>The writes of a call were done and its answer is to be cut off.</summary>
internal sealed class AnswerDroppedException : Exception;
