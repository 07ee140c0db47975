using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>The input with its lookups, shared by the rules.</summary>
internal sealed class PlanContext
{
    private readonly Dictionary<MentoringKey, KnownActivity> _known;
    private readonly Dictionary<UserId, Person> _people;
    private readonly HashSet<UserId> _invited;
    private readonly HashSet<(UserId Mentor, UserId Manager)> _noticed;
    private readonly ILookup<string, KnownActivity> _byPair;
    private readonly ILookup<(UserId Mentor, UserId Mentee), KnownActivity> _byPeople;
    private readonly HashSet<UserId> _managers;

    public PlanContext(PlanInput input)
    {
        Input = input;
        _people = input.People.ToDictionary(person => person.Id);
        _known = input.Known.Concat(input.Carried).ToDictionary(known => known.Key);
        _invited = [.. input.Known.Where(known => known.Key.Activity == ActivityKind.Invite.Key()).Select(known => known.Key.Mentor)];
        _noticed = [.. input.Known.Where(known => known.Key.Activity == ActivityKind.Notice.Key() && known.State != ActivityState.Cancelled).Select(known => (known.Key.Mentor, known.Owner))];
        _byPair = input.Known.Concat(input.Carried).Where(known => known.Key.PairingKey is not null).ToLookup(known => known.Key.PairingKey!, StringComparer.Ordinal);
        _byPeople = input.Known.Where(known => known.Key.Mentee is not null).ToLookup(known => (known.Key.Mentor, known.Key.Mentee!.Value));
        _managers = [.. input.People.Where(person => person is { IsActive: true, ManagerId: not null }).Select(person => person.ManagerId!.Value)];
        Owners = new TaskOwners(_people);
    }

    public PlanInput Input { get; }
    public TaskOwners Owners { get; }
    public WorkingCalendar Calendar => Input.Calendar;
    public ProgrammeSettings Settings => Input.Settings;

    public static MentoringKey Key(Pairing pairing, ActivityKind activity, int occurrence, string side) =>
        new(pairing.Mentor, pairing.Mentee, pairing.Round, activity.Key(), occurrence, side);

    public bool IsKnown(MentoringKey key) => _known.ContainsKey(key);

    public KnownActivity? Known(MentoringKey key) => _known.GetValueOrDefault(key);

    /// <summary>Whether an invitation of this mentor is in Salesforce, or was deleted there.</summary>
    public bool IsInvited(UserId mentor) => _invited.Contains(mentor);

    /// <summary>Whether this manager was told of this mentor once: the same words for the next pair would tell nothing new.</summary>
    public bool IsNoticed(UserId mentor, UserId manager) => _noticed.Contains((mentor, manager));

    /// <summary>All of an activity, whoever's.</summary>
    public IEnumerable<KnownActivity> Of(ActivityKind activity) => Input.Known.Where(known => known.Key.Activity == activity.Key());

    public IEnumerable<KnownActivity> Of(Pairing pairing, ActivityKind activity) =>
        _byPair[pairing.Key].Where(known => known.Key.Activity == activity.Key());

    /// <summary>All of an activity that the two of a pair were ever asked, in whatever round they were brought together.</summary>
    public IEnumerable<KnownActivity> OfTheTwo(Pairing pairing, ActivityKind activity) =>
        _byPeople[(pairing.Mentor, pairing.Mentee)].Where(known => known.Key.Activity == activity.Key());

    /// <summary>All that was asked of a pair.</summary>
    public IEnumerable<KnownActivity> Of(Pairing pairing) => _byPair[pairing.Key];

    public SessionHistory History(Pairing pairing) => new(
        Of(pairing, ActivityKind.Lunch), Of(pairing, ActivityKind.Debrief), Settings.GraspToRepeat, Settings.Of(pairing.Kind).WeeklySessions, (owner, at) => DayOf(owner, at));

    public Person? Person(UserId id) => _people.GetValueOrDefault(id);

    /// <summary>The person, if known and active.</summary>
    public Person? Active(UserId id) => _people.TryGetValue(id, out Person? person) && person.IsActive ? person : null;

    /// <summary>Whether someone active reports to the person.</summary>
    public bool HasReports(UserId id) => _managers.Contains(id);

    /// <summary>The earliest day on which anything may fall due for these people: the next working day.</summary>
    public DateOnly Earliest(params ReadOnlySpan<Person> people)
    {
        DateOnly today = DateOnly.MinValue;
        foreach (Person person in people)
        {
            DateOnly own = Calendar.Today(person);
            today = own > today ? own : today;
        }

        return Calendar.After(today, 1, people);
    }

    /// <summary>The last ISO week that is planned: the one after that of the next working day.</summary>
    public IsoWeek Horizon(Person person) => IsoWeek.Of(Earliest(person)).Next;

    /// <summary>The day that it was for a person at an instant.</summary>
    public DateOnly DayOf(UserId person, DateTimeOffset at) =>
        _people.TryGetValue(person, out Person? known) ? WorkingCalendar.DayOf(known, at) : DateOnly.FromDateTime(at.UtcDateTime);

    public TextValues Values(Pairing pairing, DateOnly? day = null, string? account = null) => new()
    {
        Mentor = new PersonName(_people.TryGetValue(pairing.Mentor, out Person? mentor) ? mentor.Name : pairing.Mentor.Value),
        Mentee = new PersonName(_people.TryGetValue(pairing.Mentee, out Person? mentee) ? mentee.Name : pairing.Mentee.Value),
        Topic = pairing.Skill,
        Day = day,
        Account = account is null ? null : new PersonName(account),
        DeclineStatus = Settings.DeclineStatus,
        ExpenseNote = Settings.ExpenseNote,
    };

    /// <summary>A Task that stands by itself, due on the owner's next working day or a later one.</summary>
    public Candidate One(ActivityKind kind, MentoringKey key, Person owner, TextId text, TextValues values, DateOnly? notBefore = null)
    {
        DateOnly earliest = Earliest(owner);
        return new Candidate
        {
            Kind = kind,
            DueOn = notBefore is { } day && day > earliest ? day : earliest,
            Tasks = [new CandidateTask(key, owner, text, values)],
        };
    }
}
