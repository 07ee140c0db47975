using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Creates, reads, edits and deletes one Task owned by another user: the proof that role and permissions suffice.</summary>
internal sealed class WriteTrial(SalesforceClient salesforce)
{
    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        SalesforceOrg org = await salesforce.ConnectAsync(ct);
        string? owner = null;
        await foreach (SalesforceRecord user in salesforce.QueryAsync(
            $"SELECT Id FROM User WHERE IsActive = true AND UserType = 'Standard' AND Id != {Soql.Quote(org.UserId)} ORDER BY Id LIMIT 1", all: false, ct))
        {
            owner = user["Id"];
        }

        if (owner is null)
        {
            return new Finding(Verdict.Fail, "write", "there is no other active user to own a trial Task");
        }

        WriteOutcome created = (await salesforce.CreateAsync("Task", [new Dictionary<string, object?>
        {
            ["Subject"] = "CrmMentorSync permission check",
            ["Description"] = "Created and deleted again by doctor --write.",
            ["OwnerId"] = owner,
        }], ct))[0];
        if (created is not WriteOutcome.Created { Id: string id })
        {
            return Failed("create", created);
        }

        bool seen = await salesforce.CountAsync($"SELECT COUNT() FROM Task WHERE Id = {Soql.Quote(id)}", all: false, ct) == 1;
        WriteOutcome edited = (await salesforce.UpdateAsync("Task", [new Dictionary<string, object?> { ["Id"] = id, ["Priority"] = "Low" }], ct))[0];
        WriteOutcome deleted = (await salesforce.DeleteAsync([id], ct))[0];
        return (seen, edited, deleted) switch
        {
            (_, _, not WriteOutcome.Updated) => new Finding(Verdict.Fail, "write", $"{Failed("delete", deleted).Text}; Task {id} is left behind"),
            (false, _, _) => new Finding(
                Verdict.Fail, "write", "a Task of another user is created but cannot be read back: give the integration user a role above all reps, or View All and Modify All Data"),
            (_, not WriteOutcome.Updated, _) => Failed("edit", edited),
            _ => new Finding(Verdict.Ok, "write", "a Task of another user was created, read, edited and deleted"),
        };
    }

    private static Finding Failed(string verb, WriteOutcome outcome) => new(
        Verdict.Fail,
        "write",
        outcome is WriteOutcome.Refused refused
            ? $"could not {verb} a Task of another user: {refused.Message} ({refused.Code})"
            : $"could not {verb} a Task of another user: {outcome}");
}
