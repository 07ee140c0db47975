using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>The rules of Task: defaults, the closed flag that a status implies, and what a task may hang on.</summary>
internal static class TaskRules
{
    private const string LeadPrefix = "00Q";

    public static RowError? Complete(PendingWrite write, OrgDatabase database)
    {
        if (write.Kind == WriteKind.Create)
        {
            Default(write, "Status", DefaultStatus(database));
            Default(write, "Priority", "Normal");
            Default(write, "TaskSubtype", "Task");
        }

        if (write.After("WhoId") is string who && who.StartsWith(LeadPrefix, StringComparison.Ordinal) && write.After("WhatId") is not null)
        {
            return RowError.Of("FIELD_INTEGRITY_EXCEPTION", "Related To ID: a task of a lead cannot be related to anything else", "WhatId");
        }

        if (write.After("Priority") is null)
        {
            return RowError.BadPick("Priority", "null");
        }

        if (write.Gives("WhatId"))
        {
            write.Put("AccountId", AccountOf(write.After("WhatId") as string, database));
        }

        return write.Gives("Status") ? ApplyStatus(write, database) : null;
    }

    private static RowError? ApplyStatus(PendingWrite write, OrgDatabase database)
    {
        string? status = write.After("Status") as string;
        ObjectTable statuses = database.Find("TaskStatus")!;
        int known = Enumerable.Range(0, statuses.Count)
            .FirstOrDefault(row => string.Equals(statuses["MasterLabel"][row] as string, status, StringComparison.OrdinalIgnoreCase), -1);
        if (known < 0)
        {
            return RowError.BadPick("Status", status ?? "null");
        }

        bool closed = statuses["IsClosed"][known] is true;
        bool wasClosed = write.Row >= 0 && write.Table["IsClosed"][write.Row] is true;
        write.Put("Status", statuses["MasterLabel"][known]);
        write.Put("IsClosed", closed);
        if (closed && !wasClosed)
        {
            write.Stamped.Add(write.Table["CompletedDateTime"]);
        }
        else if (!closed)
        {
            write.Put("CompletedDateTime", null);
        }

        return null;
    }

    private static string DefaultStatus(OrgDatabase database)
    {
        ObjectTable statuses = database.Find("TaskStatus")!;
        int row = Enumerable.Range(0, statuses.Count).FirstOrDefault(row => statuses["IsDefault"][row] is true, 0);
        return (string)statuses["MasterLabel"][row]!;
    }

    private static string? AccountOf(string? whatId, OrgDatabase database)
    {
        ObjectTable? what = whatId is null ? null : database.FindByPrefix(whatId);
        return what?.Name switch
        {
            "Account" => whatId,
            "Opportunity" when what.Locate(whatId) is >= 0 and var row => what["AccountId"][row] as string,
            _ => null,
        };
    }

    private static void Default(PendingWrite write, string field, string value)
    {
        if (!write.Gives(field))
        {
            write.Put(field, value);
        }
    }
}
