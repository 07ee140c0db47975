using System.Globalization;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// Who has how much to do. Tasks are let in by precedence; what does not fit into its week moves to the next, and what
/// does not fit there waits. Nothing stacks.
/// </summary>
internal sealed class LoadBook
{
    private readonly PlanInput _input;
    private readonly Dictionary<UserId, Person> _people;
    private readonly HashSet<UserId> _managers;
    private readonly HashSet<UserId> _mentors;
    private readonly Dictionary<(UserId, IsoWeek), int> _new = [];
    private readonly Dictionary<UserId, int> _open = [];
    private readonly HashSet<(UserId, DateOnly)> _lunches = [];

    public LoadBook(PlanInput input)
    {
        _input = input;
        _people = input.People.ToDictionary(person => person.Id);
        _managers = [.. input.People.Where(person => person is { IsActive: true, ManagerId: not null }).Select(person => person.ManagerId!.Value)];
        HashSet<string> paused = new(input.Pairings.Where(pairing => pairing.State == PairState.Paused).Select(pairing => pairing.Key), StringComparer.Ordinal);
        _mentors = [.. input.Pairings.Where(pairing => pairing.IsOpen).Select(pairing => pairing.Mentor)];
        foreach (KnownActivity known in input.Known.Where(known => known.State is not (ActivityState.Cancelled or ActivityState.Deleted)))
        {
            Add(known.Owner, known.DueOn, known.IsOpen && !IsLeft(known) && !(known.Key.PairingKey is { } pair && paused.Contains(pair)), ActivityNames.TryParse(known.Key.Activity));
        }
    }

    /// <summary>Overdue for so long that its owner has let it lie: the load is what people still have before them.</summary>
    private bool IsLeft(KnownActivity known) =>
        _people.TryGetValue(known.Owner, out Person? owner)
        && _input.Calendar.After(known.DueOn, _input.Settings.OpenCountsWorkingDays, owner) < _input.Calendar.Today(owner);

    /// <summary>Lets the Tasks in on their day, or on a later one within the horizon; else says why they wait.</summary>
    /// <param name="last">The last week of the horizon.</param>
    public (DateOnly DueOn, string? Waits) Place(Candidate candidate, IsoWeek last)
    {
        DateOnly due = FreeDay(candidate, IsoWeek.Of(candidate.DueOn)) ?? candidate.DueOn;
        string? full = Full(candidate, due);
        while (full is not null)
        {
            DateOnly later = LaterWeek(candidate, IsoWeek.Of(due));
            if (later >= candidate.Before)
            {
                return (due, full);
            }

            if (IsoWeek.Of(later) > last)
            {
                return (later, full);
            }

            due = later;
            full = Full(candidate, due);
        }

        foreach (CandidateTask task in candidate.Tasks)
        {
            Add(task.Owner.Id, due, isOpen: true, candidate.Kind);
        }

        return (due, null);
    }

    /// <summary>Nobody has two lunches on one day: the best day of those that it may lie on, else the latest on which both are free.</summary>
    private DateOnly? FreeDay(Candidate candidate, IsoWeek week)
    {
        DateOnly[] days = [.. candidate.DaysIn?.Invoke(week) ?? []];
        return days.Take(1).Concat(days.Skip(1).OrderDescending()).Where(day => AtLunch(candidate, day) is null).Select(day => (DateOnly?)day).FirstOrDefault();
    }

    private UserId? AtLunch(Candidate candidate, DateOnly day) => candidate.DaysIn is null
        ? null
        : candidate.Tasks.Select(task => task.Owner.Id).Where(owner => _lunches.Contains((owner, day))).Select(owner => (UserId?)owner).FirstOrDefault();

    /// <summary>Its day in the first week after one that has such a day; nobody is waited for longer than a year.</summary>
    private DateOnly LaterWeek(Candidate candidate, IsoWeek full)
    {
        IsoWeek week = full;
        for (int weeks = 0; candidate.DaysIn is not null && weeks < 53; weeks++)
        {
            week = week.Next;
            if (FreeDay(candidate, week) is { } day)
            {
                return day;
            }
        }

        return _input.Calendar.After(full.Sunday, 1, [.. candidate.Tasks.Select(task => task.Owner)]);
    }

    private string? Full(Candidate candidate, DateOnly due)
    {
        if (AtLunch(candidate, due) is { } busy)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{busy} has a lunch on each of its days in {IsoWeek.Of(due).Key} already");
        }

        var week = IsoWeek.Of(due);
        foreach (IGrouping<UserId, CandidateTask> owner in candidate.Tasks.GroupBy(task => task.Owner.Id))
        {
            LoadLimit limit = LimitOf(owner.Key);
            limit = candidate.Kind.IsVoluntary() ? new LoadLimit(Math.Max(1, limit.NewAWeek - 1), Math.Max(1, limit.Open - 1)) : limit;
            int coming = _new.GetValueOrDefault((owner.Key, week));
            int open = _open.GetValueOrDefault(owner.Key);
            if (coming + owner.Count() > limit.NewAWeek)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{owner.Key} has {coming} Tasks in {week.Key} already, of {limit.NewAWeek} at most");
            }

            if (open + owner.Count() > limit.Open)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{owner.Key} has {open} open Tasks already, of {limit.Open} at most");
            }
        }

        return null;
    }

    private LoadLimit LimitOf(UserId person) =>
        _managers.Contains(person) ? _input.Settings.Manager
        : _mentors.Contains(person) ? _input.Settings.Mentor
        : _input.Settings.Rep;

    private void Add(UserId owner, DateOnly due, bool isOpen, ActivityKind? kind)
    {
        if (kind == ActivityKind.Lunch)
        {
            _lunches.Add((owner, due));
        }

        (UserId, IsoWeek) week = (owner, IsoWeek.Of(due));
        _new[week] = _new.GetValueOrDefault(week) + 1;
        _open[owner] = _open.GetValueOrDefault(owner) + (isOpen ? 1 : 0);
    }
}
