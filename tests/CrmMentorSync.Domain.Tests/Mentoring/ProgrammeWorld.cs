using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>A small company that plans, and does or does not do what was planned.</summary>
internal sealed class ProgrammeWorld
{
    public static readonly UserId Boss = Id("B1");
    public static readonly UserId OtherBoss = Id("B2");

    public List<Person> People { get; } =
    [
        Someone("B1", null), Someone("B2", "B1"), Someone("M1", "B2"), Someone("M2", "B2"), Someone("E1", "B1"), Someone("E2", "B1"), Someone("E3", "B1"),
    ];

    public List<Pairing> Pairings { get; } = [];
    public Dictionary<UserId, MentoringKey> Invitations { get; } = [];
    public HashSet<UserId> Willing { get; } = [];
    public List<KnownActivity> Known { get; } = [];
    public List<KnownActivity> Carried { get; } = [];
    public Dictionary<MentoringKey, DateOnly> Waiting { get; private set; } = [];
    public List<Holiday> Holidays { get; } = [];
    public ProgrammeSettings Settings { get; set; } = new();
    public ProgrammeFacts Facts { get; set; } = ProgrammeFacts.None;

    /// <summary>A Sunday.</summary>
    public DateOnly Today { get; set; } = new(2026, 3, 1);

    public static UserId Id(string name) => new("005" + name.PadLeft(15, '0'));

    public static Person Someone(string id, string? manager) => new()
    {
        Id = Id(id),
        Name = "Name " + id,
        Username = id,
        IsActive = true,
        ManagerId = manager is null ? null : Id(manager),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public Pairing Propose(string mentor, string mentee) => Add(new Pairing
    {
        Kind = PairKind.Peer,
        Mentor = Id(mentor),
        Mentee = Id(mentee),
        Round = IsoWeek.Of(Today),
        Skill = Skill.WinRate,
        Quality = 0.7,
        Reason = "numbers",
        State = PairState.Proposed,
        ProposedOn = Today,
        ExpiresOn = Today.AddDays(21),
    });

    public Pairing Begin(string mentor, string mentee)
    {
        Pairing proposal = Propose(mentor, mentee);
        Pairings.Remove(proposal);
        return Add(proposal with { State = PairState.Active, ActiveFrom = Today, ManagerDecision = Domain.Pairings.Answer.Yes });
    }

    /// <summary>A pair that has begun and stands before its first lunch.</summary>
    public Pairing BeginPrepared(string mentor, string mentee)
    {
        Pairing pairing = Begin(mentor, mentee);
        Send();
        Answer(ActivityKind.Kickoff, ActivityState.Done);
        Answer(ActivityKind.Worksheet, ActivityState.Done);
        return pairing;
    }

    public void Change(Pairing pairing, PairState state)
    {
        Pairings.RemoveAll(other => other.Key == pairing.Key);
        Pairings.Add(pairing with { State = state });
    }

    public Plan Plan() => ProgrammePlanner.Make(new PlanInput
    {
        People = People,
        Pairings = Pairings,
        Invitations = Invitations,
        Willing = Willing,
        Known = Known,
        Carried = Carried,
        Waiting = Waiting,
        Calendar = new WorkingCalendar(Today, new DateTimeOffset(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), Holidays),
        Settings = Settings,
        Facts = Facts,
    });

    /// <summary>Plans and sends.</summary>
    public IReadOnlyList<PlannedActivity> Send()
    {
        IReadOnlyList<PlannedActivity> planned = Plan().Activities;
        PlannedActivity[] sent = [.. planned.Where(activity => activity.Waits is null)];
        Waiting = planned.Where(activity => activity.Waits is not null)
            .ToDictionary(activity => activity.Key, activity => Waiting.GetValueOrDefault(activity.Key, Today));
        Known.AddRange(sent.Select(activity => new KnownActivity
        {
            Key = activity.Key,
            State = ActivityState.Open,
            Owner = activity.Owner.Id,
            DueOn = activity.DueOn,
        }));
        Carried.AddRange(sent.SelectMany(activity => activity.Carries.Select(talk => new KnownActivity
        {
            Key = talk,
            State = ActivityState.Open,
            Owner = activity.Owner.Id,
            DueOn = activity.DueOn,
            CarriedBy = activity.Key,
        })));
        return sent;
    }

    /// <summary>Someone answers the open Tasks of a kind, on their day.</summary>
    public void Answer(ActivityKind kind, ActivityState state, string? side = null, int? grasp = null)
    {
        for (int i = 0; i < Known.Count; i++)
        {
            if (Known[i].Key.Activity == kind.Key() && Known[i].IsOpen && (side is null || Known[i].Key.Side == side))
            {
                Known[i] = Known[i] with
                {
                    State = state,
                    DoneAt = new DateTimeOffset(Known[i].DueOn.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero),
                    Grasp = grasp,
                };
                Debrief(Known[i]);
            }
        }
    }

    /// <summary>Everyone does what is due, on the day itself.</summary>
    /// <param name="with">What they write into it.</param>
    public void CompleteWhatIsDue(Func<KnownActivity, KnownActivity>? with = null)
    {
        for (int i = 0; i < Known.Count; i++)
        {
            if (Known[i].IsOpen && Known[i].DueOn <= Today)
            {
                KnownActivity done = Known[i] with { State = ActivityState.Done, DoneAt = new DateTimeOffset(Today.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero) };
                Known[i] = with?.Invoke(done) ?? done;
                Debrief(Known[i]);
            }
        }
    }

    /// <summary>What became of a Task about several talks became of each of them.</summary>
    public void Debrief(KnownActivity whole)
    {
        for (int i = 0; i < Carried.Count; i++)
        {
            Carried[i] = Carried[i].CarriedBy == whole.Key ? Carried[i] with { State = whole.State, DoneAt = whole.DoneAt, Grasp = whole.Grasp } : Carried[i];
        }
    }

    public static string[] Names(IEnumerable<PlannedActivity> activities) =>
        [.. activities.Select(activity => $"{activity.Key.Activity}.{activity.Key.Occurrence}.{activity.Key.Side} {activity.DueOn:MM-dd}").Order(StringComparer.Ordinal)];

    private Pairing Add(Pairing pairing)
    {
        Pairings.Add(pairing);
        return pairing;
    }
}
