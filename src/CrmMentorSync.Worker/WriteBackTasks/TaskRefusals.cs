using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>Why Salesforce would not take a Task, with what to do about it.</summary>
internal static class TaskRefusals
{
    public static string Explain(TaskRow row)
    {
        string reason = row.RefusedReason ?? "no reason given";
        string code = reason[..Math.Max(0, reason.IndexOf(':', StringComparison.Ordinal))];
        string remedy = code switch
        {
            "INACTIVE_OWNER_OR_USER" => "activate the user, or give them an active manager",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" => "set Programme:OpenStatus and Programme:CompletedStatus to values of the org's TaskStatus",
            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY" or "INSUFFICIENT_ACCESS_OR_READONLY" or "INSUFFICIENT_ACCESS" =>
                "give the integration user a role above all reps, or Modify All Data",
            "INVALID_CROSS_REFERENCE_KEY" =>
                "what is named is gone, or out of the integration user's sight: give it a role above all reps, or View All and Modify All Data",
            "INVALID_FIELD_FOR_INSERT_UPDATE" or "INVALID_FIELD" => "let the integration user edit the fields named",
            "FIELD_CUSTOM_VALIDATION_EXCEPTION" or "REQUIRED_FIELD_MISSING" or "FIELD_FILTER_VALIDATION_EXCEPTION" =>
                "exempt Tasks with a Mentoring_Key__c from that rule",
            _ => "correct the cause in Salesforce",
        };
        return $"{reason} ({remedy}, then dead-letters retry)";
    }
}
