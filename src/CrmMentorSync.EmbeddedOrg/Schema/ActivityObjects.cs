using static CrmMentorSync.EmbeddedOrg.Schema.FieldDefinition;

namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>Tasks and events. A custom field of an activity is defined once and appears on both.</summary>
internal static class ActivityObjects
{
    public const string MentoringKey = "Mentoring_Key__c";

    public static ObjectDefinition TaskStatus { get; } = ObjectDefinition.Of("TaskStatus", "01T",
        Text("MasterLabel", 255), Text("ApiName", 255), Whole("SortOrder"), Flag("IsDefault"), Flag("IsClosed"));

    public static ObjectDefinition Task { get; } = ObjectDefinition.Of("Task", "00T",
        new FieldDefinition("Subject", FieldType.Combobox) { Length = 255 }.Writable, SalesObjects.Description(),
        Day("ActivityDate").Writable, Picks("Status").Writable, Picks("Priority", "High", "Normal", "Low").Writable,
        Flag("IsHighPriority"), Flag("IsClosed"), Instant("CompletedDateTime"),
        Link("OwnerId", "Owner", "User").Writable, Link("WhoId", "Who", "Contact", "Lead").Writable,
        Link("WhatId", "What", "Account", "Opportunity").Writable, Link("AccountId", "Account", "Account"),
        Picks("Type").Writable, Picks("TaskSubtype", "Task", "Email", "ListEmail", "LinkedIn", "Call").CreateOnly,
        Flag("IsReminderSet").Writable, Instant("ReminderDateTime").Writable, Flag("IsRecurrence").CreateOnly,
        Text("CallDisposition", 255).Writable, Whole("CallDurationInSeconds").Writable, Text("CallObject", 255).Writable,
        Picks("CallType").Writable, Flag("IsArchived"), Key()).AsWritable();

    public static ObjectDefinition Event { get; } = ObjectDefinition.Of("Event", "00U",
        new FieldDefinition("Subject", FieldType.Combobox) { Length = 255 }.Writable, SalesObjects.Description(),
        Text("Location", 255).Writable, Instant("StartDateTime").Writable, Instant("EndDateTime").Writable,
        Day("ActivityDate").Writable, Instant("ActivityDateTime").Writable, Whole("DurationInMinutes").Writable,
        Flag("IsAllDayEvent").Writable, Flag("IsPrivate").Writable, Link("OwnerId", "Owner", "User").Writable,
        Link("WhoId", "Who", "Contact", "Lead").Writable, Link("WhatId", "What", "Account", "Opportunity").Writable,
        Link("AccountId", "Account", "Account"), Picks("Type").Writable, Picks("ShowAs").Writable, Flag("IsChild"),
        Flag("IsGroupEvent"), Picks("GroupEventType"), Picks("EventSubtype").CreateOnly, Flag("IsRecurrence").CreateOnly,
        Flag("IsReminderSet").Writable, Instant("ReminderDateTime").Writable, Flag("IsArchived"), Key()).AsWritable();

    private static FieldDefinition Key() =>
        Text(MentoringKey, 80).Writable with { ExternalId = true, Unique = true, CaseSensitive = true };
}
