using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Rules;

/// <summary>
/// Asks the rules about two people for one person after the other, against all who could be on the other side. A large round has
/// millions of such pairs, and a rule has something to say about few of them: those who met before, who stand in one line of
/// reporting, whose mentors lead to each other, who are kept apart, or whose clocks are far apart. Only for these the rules
/// themselves are asked.
/// </summary>
internal sealed class PairScreen
{
    private readonly RoundContext _round;
    private readonly string? _allowed;
    private readonly bool _areMentees;
    private readonly RepProfile[] _people;

    // People live in few zones: what two zones have in common is worked out once a look.
    private readonly double[] _zones;
    private readonly int[] _zoneOf;
    private readonly double[] _shared;

    // Where somebody stands, and where those stand who have somebody in their line of reporting, among their mentors, or kept apart.
    private readonly Dictionary<UserId, List<int>> _at = [];
    private readonly Dictionary<UserId, List<int>> _below = [];
    private readonly Dictionary<UserId, List<int>> _learning = [];
    private readonly Dictionary<UserId, List<int>> _avoided = [];

    // The person who is looked at: about whom the rules are asked is marked by the number of the look.
    private readonly int[] _marked;
    private int _look;
    private RepProfile? _one;

    private PairScreen(RoundContext round, IReadOnlyList<Candidate> people, bool areMentees, string? allowed)
    {
        (_round, _areMentees, _allowed) = (round, areMentees, allowed);
        _people = [.. people.Select(person => person.Rep)];
        _zones = [.. _people.Select(round.UtcOffset).Distinct()];
        _zoneOf = [.. _people.Select(person => Array.IndexOf(_zones, round.UtcOffset(person)))];
        _shared = new double[_zones.Length];
        _marked = new int[_people.Length];
        for (int place = 0; place < _people.Length; place++)
        {
            Append(_at, _people[place].Id, place);
            foreach (UserId above in _people[place].Chain)
            {
                Append(_below, above, place);
            }

            foreach (UserId teacher in MentorChain.Everyone(round.History, _people[place].Id, PairRules.ChainDepth))
            {
                Append(_learning, teacher, place);
            }
        }

        foreach ((UserId one, UserId other) in round.Policy.AvoidPairs)
        {
            AppendAll(_avoided, other, one);
            AppendAll(_avoided, one, other);
        }
    }

    /// <summary>Looks at mentees, who could be mentored by these.</summary>
    /// <param name="allowed">The key of a rule that the kind is an exception from; null for none.</param>
    public static PairScreen OfMentors(RoundContext round, IReadOnlyList<Candidate> mentors, string? allowed) => new(round, mentors, areMentees: false, allowed);

    /// <summary>Looks at mentors, who could mentor these.</summary>
    public static PairScreen OfMentees(RoundContext round, IReadOnlyList<Candidate> mentees, string? allowed) => new(round, mentees, areMentees: true, allowed);

    /// <summary>Turns to the next person.</summary>
    public void Look(RepProfile person)
    {
        (_one, _look) = (person, _look + 1);
        double offset = _round.UtcOffset(person);
        for (int zone = 0; zone < _zones.Length; zone++)
        {
            _shared[zone] = WorkingHours.Shared(offset, _zones[zone]);
        }

        Mark(_at, person.Id);
        Mark(_below, person.Id);
        Mark(_learning, person.Id);
        Mark(_avoided, person.Id);
        IEnumerable<UserId> near = person.Chain
            .Concat(_round.History.Met(person.Id)).Concat(MentorChain.Everyone(_round.History, person.Id, PairRules.ChainDepth));
        foreach (UserId other in near)
        {
            Mark(_at, other);
        }
    }

    /// <summary>Whether more may be known of the two than where they work and what they can: that they met, for example.</summary>
    public bool IsSpecial(int place) => _marked[place] == _look;

    /// <summary>The share of the working day that the two have in common.</summary>
    public double Overlap(int place) => _shared[_zoneOf[place]] / WorkingHours.ADay;

    /// <summary>The first rule that the two break; null where they may be paired.</summary>
    public PairRule? Broken(int place)
    {
        if (!IsSpecial(place))
        {
            PairRule hours = PairRules.NoSharedHours;
            return _shared[_zoneOf[place]] >= _round.Policy.MinimumSharedHours || hours.Key == _allowed || hours.Key == _round.Waived ? null : hours;
        }

        return _areMentees ? PairRules.Broken(_round, _one!, _people[place], _allowed) : PairRules.Broken(_round, _people[place], _one!, _allowed);
    }

    private void Mark(Dictionary<UserId, List<int>> places, UserId person)
    {
        foreach (int place in places.GetValueOrDefault(person) ?? [])
        {
            _marked[place] = _look;
        }
    }

    private void AppendAll(Dictionary<UserId, List<int>> places, UserId person, UserId other)
    {
        foreach (int place in _at.GetValueOrDefault(other) ?? [])
        {
            Append(places, person, place);
        }
    }

    private static void Append(Dictionary<UserId, List<int>> places, UserId person, int place)
    {
        if (!places.TryGetValue(person, out List<int>? standing))
        {
            places.Add(person, standing = []);
        }

        standing.Add(place);
    }
}
