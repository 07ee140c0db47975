using System.Globalization;
using System.Runtime.CompilerServices;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>What the integration user can see and do in the org.</summary>
internal sealed class OrgExamination(SalesforceClient salesforce, ExaminationRequest request)
{
    private const string KeyField = "Mentoring_Key__c";

    private static readonly IReadOnlyList<(string Object, IReadOnlyList<string> Fields)> Required =
    [
        ("User", ["Id", "Username", "Name", "Email", "IsActive", "ManagerId", "TimeZoneSidKey", "CreatedDate", "SystemModstamp"]),
        ("Opportunity", ["Id", "Name", "OwnerId", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "CreatedDate", "SystemModstamp"]),
        ("Task", ["Id", "Subject", "Description", "ActivityDate", "Status", "Priority", "OwnerId", "IsClosed", "IsReminderSet", "ReminderDateTime", "SystemModstamp"]),
    ];

    private static readonly IReadOnlyList<(string Object, string Without)> Optional =
    [
        ("Account", "deals are named without their account"),
        ("UserRole", "people without a Title are compared with everyone"),
        ("Event", "activity is not scored, and no customer visit is proposed for observation"),
        ("ForecastingQuota", "quota attainment is not scored"),
        ("Period", "how long a quota lasts is told by the start of the next"),
        ("OpportunitySplit", "a closed deal is its owner's alone"),
    ];

    public async IAsyncEnumerable<Finding> FindingsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return await LimitsAsync(ct);
        foreach ((string name, IReadOnlyList<string> fields) in Required)
        {
            yield return await RequiredAsync(name, fields, ct);
        }

        yield return await KeyFieldAsync(ct);
        foreach ((string name, string without) in Optional)
        {
            yield return await salesforce.DescribeAsync(name, ct) is null
                ? new Finding(Verdict.Note, name, $"not there or hidden: {without}")
                : new Finding(Verdict.Ok, name, "readable");
        }

        foreach (FactTable table in (FactTable[])[FactTables.Roles, UserTable.Of(new PeopleOptions()), FactTables.Accounts,
            FactTables.Deals([]), FactTables.Quotas, FactTables.Events(DateTimeOffset.UnixEpoch)])
        {
            if (await salesforce.DescribeAsync(table.ObjectName, ct) is { } described && table.MissingIn(described) is { Count: > 0 } missing)
            {
                yield return new Finding(Verdict.Note, table.ObjectName, $"done without {string.Join(", ", missing)}: not there, or hidden from the integration user");
            }
        }

        yield return await CurrencyAsync(ct);
        await foreach (Finding finding in new PopulationExamination(salesforce, request).FindingsAsync(ct))
        {
            yield return finding;
        }

        if (request.Write)
        {
            yield return await new WriteTrial(salesforce).RunAsync(ct);
        }
    }

    private async Task<Finding> LimitsAsync(CancellationToken ct)
    {
        ApiUsage? usage = await salesforce.GetLimitsAsync(ct);
        if (usage is null)
        {
            return new Finding(Verdict.Note, "API calls", "the org does not tell its daily limit");
        }

        return salesforce.WhyWritesWait is { } why
            ? new Finding(Verdict.Fail, "API calls", $"{why}: no Task is written until that falls; free some, or ask Salesforce for more")
            : new Finding(Verdict.Ok, "API calls", string.Create(CultureInfo.InvariantCulture, $"{usage.Used:N0} of {usage.Max:N0} used in the last 24 hours"));
    }

    private async Task<Finding> RequiredAsync(string name, IReadOnlyList<string> fields, CancellationToken ct)
    {
        if (await salesforce.DescribeAsync(name, ct) is not { } described)
        {
            return new Finding(Verdict.Fail, name, $"not readable; assign the permission set Mentoring Integration (deploy/salesforce)");
        }

        string[] missing = [.. fields.Where(field => !described.Fields.ContainsKey(field))];
        return missing.Length == 0
            ? new Finding(Verdict.Ok, name, string.Create(CultureInfo.InvariantCulture, $"readable, {described.Fields.Count} fields"))
            : new Finding(Verdict.Fail, name, $"these fields are hidden: {string.Join(", ", missing)}; grant the integration user read access to them");
    }

    private async Task<Finding> CurrencyAsync(CancellationToken ct)
    {
        const string Subject = "currencies";
        if (await salesforce.DescribeAsync("Opportunity", ct) is not { } deals || !deals.Fields.ContainsKey("CurrencyIsoCode"))
        {
            return new Finding(Verdict.Ok, Subject, "the org has one");
        }

        return await salesforce.DescribeAsync("CurrencyType", ct) is null
            ? new Finding(Verdict.Note, Subject, "CurrencyType is hidden: deals in foreign currencies count for win rate and not for size; let the integration user read it")
            : await salesforce.DescribeAsync("DatedConversionRate", ct) is null
            ? new Finding(Verdict.Ok, Subject, "converted at the org's present rates: it keeps no dated ones")
            : new Finding(Verdict.Ok, Subject, "converted at the rate of the close date");
    }

    private async Task<Finding> KeyFieldAsync(CancellationToken ct)
    {
        if (await salesforce.DescribeAsync("Task", ct) is not { } task || !task.Fields.TryGetValue(KeyField, out SalesforceField? field))
        {
            return new Finding(
                Verdict.Note, KeyField,
                "the Task field is missing or hidden: Tasks are told apart by the Ids in the state alone, and a lost state cannot be rebuilt; "
                + "deploy the field from deploy/salesforce and assign the permission set");
        }

        string[] lacks =
        [
            .. field.ExternalId ? Array.Empty<string>() : ["External ID"],
            .. field.Unique ? Array.Empty<string>() : ["Unique"],
            .. field.Createable && field.Updateable ? Array.Empty<string>() : ["editable for the integration user"],
            .. field.Length >= 80 ? Array.Empty<string>() : ["at least 80 characters long"],
        ];
        return lacks.Length == 0
            ? new Finding(Verdict.Ok, KeyField, "unique external id, editable")
            : new Finding(Verdict.Fail, KeyField, $"the Task field must be {string.Join(", ", lacks)}; redeploy it from deploy/salesforce");
    }
}
