using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Creates, reads, edits and deletes one Task owned by another user: the proof that role and permissions suffice.</summary>
internal sealed class WriteTrial(SalesforceClient salesforce)
{
    private const string Title = "CrmMentorSync permission check";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        // What cannot be taken away again is not put there.
        if (await salesforce.TaskSightAsync(ct) is TaskSight.ViewAll or TaskSight.Unproved)
        {
            return new Finding(Verdict.Fail, "write", $"not tried, since a Task given to another user could not be edited or deleted any more; {TaskSights.Remedy}");
        }

        SalesforceOrg org = await salesforce.ConnectAsync(ct);
        string[] leftBehind = await LeftBehindAsync(org, ct);
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
            ["Subject"] = Title,
            ["Description"] = "Created and deleted again by doctor --write.",
            ["OwnerId"] = owner,
        }], ct))[0];
        if (created is not WriteOutcome.Created { Id: string id })
        {
            return Failed("create", created);
        }

        bool seen = await salesforce.CountAsync($"SELECT COUNT() FROM Task WHERE Id = {Soql.Quote(id)}", all: false, ct) == 1;
        WriteOutcome edited = (await salesforce.UpdateAsync("Task", [new Dictionary<string, object?> { ["Id"] = id, ["Priority"] = "Low" }], ct))[0];
        WriteOutcome deleted = (await salesforce.DeleteAsync([id, .. leftBehind], ct))[0];
        string rest = deleted is WriteOutcome.Updated ? "" : $"; Task {id} of user {owner} is left behind: they can delete it, or an administrator";
        return (seen, edited, deleted) switch
        {
            (false, _, _) => new Finding(Verdict.Fail, "write", $"a Task of another user is created but cannot be read back; {TaskSights.Remedy}{rest}"),
            (_, not WriteOutcome.Updated, _) => Failed("edit", edited, rest),
            (_, _, not WriteOutcome.Updated) => Failed("delete", deleted, rest),
            _ => new Finding(Verdict.Ok, "write", "a Task of another user was created, read, edited and deleted"),
        };
    }

    /// <summary>What earlier trials could not delete, as far as it is seen now.</summary>
    private async Task<string[]> LeftBehindAsync(SalesforceOrg org, CancellationToken ct)
    {
        List<string> ids = [];
        await foreach (SalesforceRecord task in salesforce.QueryAsync(
            $"SELECT Id FROM Task WHERE Subject = {Soql.Quote(Title)} AND CreatedById = {Soql.Quote(org.UserId)} ORDER BY Id LIMIT 100", all: false, ct))
        {
            ids.Add(task["Id"] ?? "");
        }

        return [.. ids];
    }

    private static Finding Failed(string verb, WriteOutcome outcome, string rest = "") => new(
        Verdict.Fail,
        "write",
        outcome is WriteOutcome.Refused refused
            ? $"could not {verb} a Task of another user: {refused.Message} ({refused.Code}); {TaskSights.Remedy}{rest}"
            : $"could not {verb} a Task of another user: {outcome}{rest}");
}
