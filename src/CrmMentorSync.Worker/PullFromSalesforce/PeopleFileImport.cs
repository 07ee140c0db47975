using System.Data.Common;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>
/// Settles what Salesforce's own fields do not tell of people: configured fields of User, and the people file laid over them, whole,
/// each run. What no longer stands in either no longer holds.
/// </summary>
internal sealed class PeopleFileImport(IOptions<PullOptions> options)
{
    public async Task<StepResult> ImportAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        string? path = options.Value.PeopleFile;
        string file = Path.GetFileName(path) ?? "";
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        string? text = "";
        if (path is { Length: > 0 } && (text = await ReadFileAsync(path, ct)) is null)
        {
            await connection.RefuseAsync(run, file, "file", "it cannot be read: what it said last time still holds", transaction, ct);
            await transaction.CommitAsync(ct);
            return new StepResult(0, 0, 0, 1);
        }

        (IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<PeopleFileProblem> problems) = path is { Length: > 0 } ? PeopleFile.Read(text) : ([], []);
        (Dictionary<UserId, PeopleFileLine> byPerson, List<PeopleFileProblem> unplaced) =
            Place([.. lines.Where(line => line.Mentor is null)], [.. people.Where(person => person.UserType != OutsideMentor.UserType)]);
        (IReadOnlyList<OutsideMentorRow> mentors, IReadOnlyList<PeopleFileProblem> strange) = PeopleFileMentors.Of(lines, people);
        PeopleFileProblem[] refused = [.. problems, .. unplaced, .. strange];
        foreach (PeopleFileProblem problem in refused)
        {
            await connection.RefuseAsync(run, file, problem.Record, problem.Reason, transaction, ct);
        }

        int written = await LayOverAsync(connection, transaction, people, byPerson, ct);
        await connection.ReplaceOutsideMentorsAsync(mentors, transaction, ct);
        await transaction.CommitAsync(ct);
        return new StepResult(lines.Count + problems.Count, written, byPerson.Count - Math.Min(written, byPerson.Count), refused.Length);
    }

    private static async Task<string?> ReadFileAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(path, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Checked at start; it went away since. The caller records it and the run goes on.
            return null;
        }
    }

    private static (Dictionary<UserId, PeopleFileLine> ByPerson, List<PeopleFileProblem> Unplaced) Place(
        IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<Person> people)
    {
        Dictionary<string, UserId> byUsername = people.GroupBy(person => person.Username, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Min(person => person.Id), StringComparer.OrdinalIgnoreCase);
        HashSet<UserId> known = [.. people.Select(person => person.Id)];
        Dictionary<UserId, PeopleFileLine> byPerson = [];
        List<PeopleFileProblem> unplaced = [];
        foreach (PeopleFileLine line in lines)
        {
            UserId? person = SalesforceId.To18(line.Person) is { } id && known.Contains(new UserId(id)) ? new UserId(id)
                : byUsername.TryGetValue(line.Person, out UserId named) ? named
                : null;
            if (person is not { } found)
            {
                unplaced.Add(PeopleFile.Refused(line.Line, "no user has this Id or Username"));
            }
            else if (!byPerson.TryAdd(found, line))
            {
                unplaced.Add(PeopleFile.Refused(line.Line, $"the person stands on line {byPerson[found].Line} already"));
            }
        }

        return (byPerson, unplaced);
    }

    private static Task<int> LayOverAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<Person> people, Dictionary<UserId, PeopleFileLine> byPerson, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE people SET
              hire_date = coalesce(@hireDate, stated_hire_date),
              leave_from = CASE WHEN @leaveFrom IS NULL THEN stated_leave_from ELSE @leaveFrom END,
              leave_to = CASE WHEN @leaveFrom IS NULL THEN stated_leave_to ELSE @leaveTo END,
              fte = coalesce(@fte, stated_fte, 1),
              segment = coalesce(@segment, stated_segment),
              excluded = max(@excluded, coalesce(stated_excluded, 0)),
              max_mentees = coalesce(@maxMentees, stated_max_mentees)
            WHERE id = @id AND (hire_date, leave_from, leave_to, fte, segment, excluded, max_mentees) IS DISTINCT FROM (
              coalesce(@hireDate, stated_hire_date),
              CASE WHEN @leaveFrom IS NULL THEN stated_leave_from ELSE @leaveFrom END,
              CASE WHEN @leaveFrom IS NULL THEN stated_leave_to ELSE @leaveTo END,
              coalesce(@fte, stated_fte, 1), coalesce(@segment, stated_segment), max(@excluded, coalesce(stated_excluded, 0)),
              coalesce(@maxMentees, stated_max_mentees))
            """,
            people.Select(person => Values(person.Id, byPerson.GetValueOrDefault(person.Id))),
            transaction,
            cancellationToken: ct));

    private static object Values(UserId person, PeopleFileLine? line) => new
    {
        id = person.Value,
        hireDate = Sql.Day(line?.HireDate),
        leaveFrom = Sql.Day(line?.LeaveFrom),
        leaveTo = Sql.Day(line?.LeaveTo),
        fte = line?.Fte,
        segment = line?.Segment,
        excluded = line?.Exclude == true ? 1L : 0L,
        maxMentees = (long?)line?.MaxMentees,
    };
}
