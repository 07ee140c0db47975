using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Whether the statuses that Tasks are opened, closed and declined with are the org's own.</summary>
internal static class StatusExamination
{
    private const string Subject = "TaskStatus";

    public static async Task<Finding> LookAsync(SalesforceClient salesforce, ProgrammeOptions programme, CancellationToken ct)
    {
        if (await salesforce.DescribeAsync("TaskStatus", ct) is null)
        {
            return new Finding(
                Verdict.Note, Subject, "not there or hidden: a wrong status in Programme__OpenStatus, Programme__CompletedStatus or Programme__DeclineStatus shows only when a Task is refused");
        }

        Dictionary<string, bool> closed = new(StringComparer.OrdinalIgnoreCase);
        await foreach (SalesforceRecord status in salesforce.QueryAsync("SELECT ApiName, IsClosed FROM TaskStatus ORDER BY ApiName", all: false, ct))
        {
            closed[status["ApiName"] ?? ""] = status["IsClosed"] == "true";
        }

        string[] wrong =
        [
            .. Fault("OpenStatus", programme.OpenStatus, closed, mustBeClosed: false),
            .. Fault("CompletedStatus", programme.CompletedStatus, closed, mustBeClosed: true),
            .. Fault("DeclineStatus", programme.DeclineStatus, closed, mustBeClosed: null),
        ];
        return wrong.Length == 0
            ? new Finding(Verdict.Ok, Subject, $"Tasks are opened as '{programme.OpenStatus}', closed as '{programme.CompletedStatus}', declined as '{programme.DeclineStatus}'")
            : new Finding(Verdict.Fail, Subject, string.Join("; ", wrong));
    }

    private static IEnumerable<string> Fault(string setting, string value, Dictionary<string, bool> closed, bool? mustBeClosed)
    {
        string[] choice = [.. closed.Where(status => mustBeClosed is not { } must || status.Value == must).Select(status => status.Key).Order(StringComparer.Ordinal)];
        if (!choice.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            string kind = mustBeClosed switch { true => " that closes a Task", false => " that leaves a Task open", null => "" };
            yield return $"Programme__{setting}='{value}' is no status{kind} in this org: set it to one of {string.Join(", ", choice)}";
        }
    }
}
