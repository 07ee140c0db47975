namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>One line of a Task about several talks.</summary>
/// <param name="Whom">As it stands in the Task.</param>
/// <param name="Grasp">1–5; null where nobody said, or where it cannot be read.</param>
public readonly record struct TalkGrasp(string Whom, int? Grasp);
