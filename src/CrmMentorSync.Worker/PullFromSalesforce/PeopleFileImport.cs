using System.Data.Common;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Lays the people file over the people, whole, each run: what is no longer in the file no longer holds.</summary>
internal sealed class PeopleFileImport(IOptions<PullOptions> options)
{
    public async Task<StepResult> ImportAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        if (options.Value.PeopleFile is not { Length: > 0 } path)
        {
            return default;
        }

        string file = Path.GetFileName(path);
        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        if (await ReadFileAsync(path, ct) is not { } text)
        {
            await connection.RefuseAsync(run, file, "file", "it cannot be read: what it said last time still holds", transaction, ct);
            await transaction.CommitAsync(ct);
            return new StepResult(0, 0, 0, 1);
        }

        (IReadOnlyList<PeopleFileLine> lines, IReadOnlyList<PeopleFileProblem> problems) = PeopleFile.Read(text);
        (Dictionary<UserId, PeopleFileLine> byPerson, List<PeopleFileProblem> unplaced) = Place(lines, people);
        PeopleFileProblem[] refused = [.. problems, .. unplaced];
        foreach (PeopleFileProblem problem in refused)
        {
            await connection.RefuseAsync(run, file, problem.Record, problem.Reason, transaction, ct);
        }

        int written = 0;
        foreach (Person person in people)
        {
            written += await LayOverAsync(connection, transaction, person.Id, byPerson.GetValueOrDefault(person.Id), ct);
        }

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

    private static Task<int> LayOverAsync(DbConnection connection, DbTransaction transaction, UserId person, PeopleFileLine? line, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE people SET hire_date = @hireDate, leave_from = @leaveFrom, leave_to = @leaveTo, fte = @fte, segment = @segment,
              excluded = @excluded, max_mentees = @maxMentees
            WHERE id = @id AND (hire_date, leave_from, leave_to, fte, segment, excluded, max_mentees)
              IS DISTINCT FROM (@hireDate, @leaveFrom, @leaveTo, @fte, @segment, @excluded, @maxMentees)
            """,
            new
            {
                id = person.Value,
                hireDate = Sql.Day(line?.HireDate),
                leaveFrom = Sql.Day(line?.LeaveFrom),
                leaveTo = Sql.Day(line?.LeaveTo),
                fte = line?.Fte ?? 1,
                segment = line?.Segment,
                excluded = line?.Exclude == true ? 1L : 0L,
                maxMentees = (long?)line?.MaxMentees,
            },
            transaction,
            cancellationToken: ct));
}
