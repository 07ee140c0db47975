using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>What the platform adds and demands when a record of an object is created or changed.</summary>
internal static class ObjectRules
{
    public static RowError? Complete(PendingWrite write, OrgDatabase database, string userId)
    {
        if (CompleteOwner(write, database, userId) is { } error)
        {
            return error;
        }

        return write.Table.Name switch
        {
            "Task" => TaskRules.Complete(write, database),
            "Event" => CompleteEvent(write),
            "Opportunity" => CompleteDeal(write),
            "Account" => Require(write, "Name"),
            "User" => CompleteUser(write),
            _ => null,
        };
    }

    /// <summary>The first of some fields that the record would be without.</summary>
    public static RowError? Require(PendingWrite write, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (write.After(field) is null)
            {
                return RowError.Missing(field);
            }
        }

        return null;
    }

    private static RowError? CompleteOwner(PendingWrite write, OrgDatabase database, string userId)
    {
        if (write.Table.Find("OwnerId") is not { } owner)
        {
            return null;
        }

        if (write.Kind == WriteKind.Create && !write.Gives("OwnerId"))
        {
            write.Values[owner] = userId;
        }

        if (!write.Values.TryGetValue(owner, out object? value) || (write.Row >= 0 && Equals(owner[write.Row], value)))
        {
            return null;
        }

        if (value is not string id)
        {
            return RowError.Missing("OwnerId");
        }

        int row = database.Users.Locate(id);
        return row >= 0 && database.Users["IsActive"][row] is not true
            ? RowError.Of("INACTIVE_OWNER_OR_USER", $"operation performed with inactive user [{id}] as owner of {write.Table.Name.ToLowerInvariant()}", "OwnerId")
            : null;
    }

    private static RowError? CompleteEvent(PendingWrite write)
    {
        if (write.After("StartDateTime") is null && write.After("ActivityDateTime") is { } start)
        {
            write.Put("StartDateTime", start);
        }

        if (Require(write, "StartDateTime") is { } missing)
        {
            return missing;
        }

        var from = (DateTimeOffset)write.After("StartDateTime")!;
        if (!write.Gives("EndDateTime") && write.After("DurationInMinutes") is double minutes)
        {
            write.Put("EndDateTime", from.AddMinutes(minutes));
        }

        write.Put("ActivityDateTime", from);
        write.Put("ActivityDate", DateOnly.FromDateTime(from.UtcDateTime));
        if (write.After("EndDateTime") is not DateTimeOffset to)
        {
            return RowError.Missing("EndDateTime");
        }

        return to < from
            ? RowError.Of("FIELD_INTEGRITY_EXCEPTION", "The event ends before it starts.", "EndDateTime")
            : null;
    }

    private static RowError? CompleteDeal(PendingWrite write)
    {
        if (Require(write, "Name", "StageName", "CloseDate") is { } missing)
        {
            return missing;
        }

        if (write.Gives("StageName"))
        {
            string stage = (string)write.After("StageName")!;
            bool won = RowDefaults.IsWonStage(stage);
            write.Put("IsClosed", RowDefaults.IsClosedStage(stage));
            write.Put("IsWon", won);
            if (RowDefaults.IsClosedStage(stage) && !write.Gives("Probability"))
            {
                write.Put("Probability", won ? 100d : 0d);
            }
        }

        return null;
    }

    private static RowError? CompleteUser(PendingWrite write)
    {
        if (Require(write, "LastName", "Username") is { } missing)
        {
            return missing;
        }

        if (write.Gives("FirstName") || write.Gives("LastName"))
        {
            write.Put("Name", $"{write.After("FirstName")} {write.After("LastName")}".Trim());
        }

        return null;
    }
}
