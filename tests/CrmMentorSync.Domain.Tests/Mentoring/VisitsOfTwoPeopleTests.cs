using System.Globalization;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>Four visits in twelve months are meant of two people, not of one of their rounds (P6).</summary>
public sealed class VisitsOfTwoPeopleTests
{
    private readonly ProgrammeWorld _world = new()
    {
        Settings = new ProgrammeSettings { Programmes = new Dictionary<PairKind, KindProgramme> { [PairKind.Peer] = new() { Activities = KindProgramme.OfPairs } } },
    };

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(4, 0, true)]
    [InlineData(3, 1, true)]
    public void Two_who_are_brought_together_again_go_on_counting_their_visits_though_the_mentor_deleted_the_question_since(int before, int asked, bool isDeleted)
    {
        Pairing first = _world.Begin("M1", "E1");
        _world.Change(first, PairState.Ended);
        for (int visit = 0; visit < before; visit++)
        {
            DateOnly day = first.ActiveFrom!.Value.AddDays(40 + (30 * visit));
            _world.Known.Add(new KnownActivity
            {
                Key = PlanContext.Key(first, ActivityKind.Observe, int.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), Sides.Mentee),
                State = ActivityState.Done,
                Owner = first.Mentee,
                DueOn = day,
            });
            _world.Known.Add(_world.Known[^1] with
            {
                Key = _world.Known[^1].Key with { Side = Sides.Mentor }, State = isDeleted ? ActivityState.Deleted : ActivityState.Done, Owner = first.Mentor,
            });
        }

        _world.Today = _world.Today.AddDays(182);
        Pairing second = _world.Begin("M1", "E1");
        _world.Today = _world.Today.AddDays(42);
        DateOnly next = _world.Today.AddDays(23);
        _world.Facts = new ProgrammeFacts { Visits = [new CustomerVisit("00U1", second.Mentor, "Harbor Foods", null, next)] };

        Assert.Equal(asked, _world.Plan().Activities.Count(activity => activity.Kind == ActivityKind.Observe));
    }
}
