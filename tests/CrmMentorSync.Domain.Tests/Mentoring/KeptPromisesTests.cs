using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>People agreed to so much and were told so much: nobody is asked for more, or again and again.</summary>
public sealed class KeptPromisesTests
{
    private static readonly Dictionary<PairKind, KindProgramme> All = new() { [PairKind.Peer] = new KindProgramme { Activities = KindProgramme.OfPairs } };

    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void Two_lessons_are_repeated_in_the_weekly_rhythm_and_then_it_is_a_talk_a_month()
    {
        _world.Begin("M1", "E1");

        int[] weeks = Lunches(20, grasp: 1);

        Assert.Equal([0, 1, 2, 3, 4, 5, 9, 13, 17, 21], weeks);
    }

    [Fact]
    public void A_monthly_talk_that_did_not_land_is_followed_by_the_next_monthly_one()
    {
        _world.Begin("M1", "E1");

        // The fifth talk is the first monthly one.
        int[] weeks = Lunches(20, grasp: 5, badTalk: 5);

        Assert.Equal([0, 1, 2, 3, 7, 11, 15, 19], weeks);
    }

    [Theory]
    [InlineData(4, 104)]
    [InlineData(5, 6)]
    public void A_debrief_that_comes_after_the_weekly_weeks_adds_no_talk(int held, int next)
    {
        _world.Begin("M1", "E1");
        KnownActivity[] lunches = [.. Enumerable.Range(1, held).Select(talk => Told(ActivityKind.Lunch, talk, null))];

        var history = new SessionHistory(lunches, [Told(ActivityKind.Debrief, 4, 1)], 2, 4, (_, at) => DateOnly.FromDateTime(at.UtcDateTime));

        Assert.Equal(next, history.Next());
    }

    [Fact]
    public void Whoever_chose_to_go_on_is_not_asked_again_for_eight_weeks()
    {
        _world.Settings = new ProgrammeSettings { Programmes = All };
        _world.Begin("M1", "E1");

        DateOnly[] asked = Days(ActivityKind.Exit, 24, rating: 1);

        Assert.True(asked.Length >= 2, "nobody was asked");
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.True(pair.Second >= pair.First.AddDays(56), $"{pair}"));
    }

    [Fact]
    public void A_manager_is_asked_for_a_private_word_with_somebody_once_a_fortnight_over_all_their_pairs()
    {
        _world.Settings = new ProgrammeSettings { Programmes = All, Rep = new LoadLimit(9, 9) };
        _world.Begin("M1", "E1");
        _world.Begin("M2", "E1");

        DateOnly[] asked = Days(ActivityKind.CheckIn, 10, rating: 1, side: Sides.Manager);

        Assert.True(asked.Length >= 2, "nobody was asked");
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.True(pair.Second >= pair.First.AddDays(14), $"{pair}"));
    }

    [Fact]
    public void A_private_word_with_one_takes_no_place_of_a_word_with_another()
    {
        _world.Settings = new ProgrammeSettings { Programmes = All };
        _world.Begin("M1", "E1");
        _world.Begin("M2", "E2");

        DateOnly[] asked = Days(ActivityKind.CheckIn, 4, rating: 1, side: Sides.Manager);

        Assert.Equal(2, asked.Length);
    }

    /// <summary>The sponsor's week is full when the first talk is held, and for long after it.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    public void Thanks_come_within_a_fortnight_of_the_first_talk_or_not_at_all(int fullWeeks, bool isThanked)
    {
        _world.Settings = new ProgrammeSettings { Company = KindProgramme.Company };
        _world.BeginPrepared("M1", "E1");
        _world.Answer(ActivityKind.Lunch, ActivityState.Done);
        Fill(ProgrammeWorld.Boss, new DateOnly(2026, 3, 9), fullWeeks + 1);
        List<PlannedActivity> thanks = [];
        for (_world.Today = new DateOnly(2026, 3, 12); _world.Today < new DateOnly(2026, 5, 1); _world.Today = _world.Today.AddDays(1))
        {
            thanks.AddRange(_world.Send().Where(sent => sent.Kind == ActivityKind.Thanks));
        }

        Assert.Equal(isThanked, thanks.Count > 0);
        Assert.All(thanks, thank => Assert.True(thank.DueOn <= new DateOnly(2026, 3, 26), $"{thank.DueOn:O}"));
    }

    [Fact]
    public void A_mentor_is_thanked_at_most_once_in_eight_weeks()
    {
        _world.Settings = new ProgrammeSettings { Company = KindProgramme.Company };
        _world.BeginPrepared("M1", "E1");
        _world.Answer(ActivityKind.Lunch, ActivityState.Done);
        // Thanked in a pair whose row is gone.
        _world.Known.Add(new KnownActivity
        {
            Key = new MentoringKey(ProgrammeWorld.Id("M1"), ProgrammeWorld.Id("E3"), IsoWeek.Of(_world.Today), ActivityKind.Thanks.Key(), 1, Sides.Manager),
            State = ActivityState.Done,
            Owner = ProgrammeWorld.Boss,
            DueOn = _world.Today,
        });
        _world.Today = new DateOnly(2026, 3, 13);

        Assert.DoesNotContain(_world.Plan().Activities, planned => planned.Kind == ActivityKind.Thanks);
    }

    [Theory]
    [InlineData("ahead of Name M2 (0.71).", true, true, true)]
    [InlineData("ahead of Name M2 (0.71).", false, true, false)]
    [InlineData("ahead of Name M2 (0.71).", true, false, false)]
    [InlineData("runner-up Name M2 (0.71) has no place left.", true, true, false)]
    [InlineData("no other mentor was possible.", true, true, false)]
    public void P25_A_mentee_reads_who_else_could_teach_it_if_they_agreed_and_have_room(string reason, bool isWilling, bool hasRoom, bool isNamed)
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Pairings[0] = pairing with { Reason = reason };
        _world.Willing.UnionWith(isWilling ? [ProgrammeWorld.Id("M1"), ProgrammeWorld.Id("M2")] : [ProgrammeWorld.Id("M1")]);
        if (!hasRoom)
        {
            _world.Propose("M2", "E2");
            _world.Propose("M2", "E3");
        }

        string[] texts = [.. _world.Plan().Activities.Where(planned => planned is { Kind: ActivityKind.Kickoff, Owner.Username: "M1" or "E1" }).OrderBy(planned => planned.Key.Side, StringComparer.Ordinal)
            .Select(planned => planned.Text.Description)];

        Assert.Equal(isNamed, texts[0].Contains("Rather learn it from Name M2? Then say no here and make a Task of your own", StringComparison.Ordinal));
        Assert.Equal(isNamed, texts[0].Contains("Rather", StringComparison.Ordinal));
        Assert.DoesNotContain("M2", texts[1], StringComparison.Ordinal);
        Assert.DoesNotContain("0.7", string.Concat(texts), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_on_two_talks_of_one_pair_can_be_told_apart()
    {
        _world.BeginPrepared("M1", "E1");
        List<string> subjects = [];
        for (int day = 0; day < 28; day++)
        {
            subjects.AddRange(_world.Send().Where(sent => sent is { Kind: ActivityKind.FollowUp, Key.Side: Sides.Mentee }).Select(sent => sent.Text.Subject));
            if (_world.Known.Any(known => known.IsOpen && known.Key.Activity == "lunch" && known.DueOn <= _world.Today.AddDays(-1)))
            {
                // A day late: it is known by its own day all the same.
                _world.CompleteWhatIsDue(done => done.Key.Activity == "lunch" ? done : done with { State = ActivityState.Open, DoneAt = null });
            }

            _world.Today = _world.Today.AddDays(1);
        }

        Assert.Equal(["Three things from your talk with Name M1, Thursday, 12 March 2026", "Three things from your talk with Name M1, Thursday, 19 March 2026"], subjects.Take(2));
    }

    /// <summary>Weeks after the first lunch, where every debrief says the same, or one of them something else.</summary>
    private int[] Lunches(int weeks, int grasp, int? badTalk = null)
    {
        List<DateOnly> lunches = [];
        for (int day = 0; day < (weeks + 2) * 7; day++)
        {
            IReadOnlyList<PlannedActivity> sent = _world.Send();
            lunches.AddRange(sent.Where(activity => activity is { Kind: ActivityKind.Lunch, Key.Side: Sides.Mentee }).Select(activity => activity.DueOn));
            _world.CompleteWhatIsDue(done => done.Key.Activity == ActivityKind.Debrief.Key()
                ? done with { Grasp = _world.Carried.Any(talk => talk.CarriedBy == done.Key && talk.Key.Occurrence == badTalk) ? 1 : grasp }
                : done);
            _world.Today = _world.Today.AddDays(1);
        }

        return [.. lunches.Select(day => (day.DayNumber - lunches[0].DayNumber) / 7)];
    }

    private KnownActivity Told(ActivityKind kind, int occurrence, int? grasp)
    {
        DateOnly day = _world.Today.AddDays(7 * occurrence);
        return new KnownActivity
        {
            Key = new MentoringKey(ProgrammeWorld.Id("M1"), ProgrammeWorld.Id("E1"), IsoWeek.Of(_world.Today), kind.Key(), occurrence, Sides.Mentee),
            State = ActivityState.Done,
            Owner = ProgrammeWorld.Id("E1"),
            DueOn = day,
            DoneAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(13, 0)), TimeSpan.Zero),
            Grasp = grasp,
        };
    }

    private DateOnly[] Days(ActivityKind kind, int weeks, int rating, string? side = null)
    {
        List<DateOnly> days = [];
        for (int day = 0; day < weeks * 7; day++)
        {
            days.AddRange(_world.Send().Where(sent => sent.Kind == kind && (side is null || sent.Key.Side == side)).Select(sent => sent.DueOn));
            _world.CompleteWhatIsDue(done => done with { Rating = done.Key is { Activity: "followup", Side: Sides.Mentee } ? rating : null });
            _world.Today = _world.Today.AddDays(1);
        }

        return [.. days.Order()];
    }

    private void Fill(UserId owner, DateOnly monday, int weeks)
    {
        for (int i = 0; i < weeks * 3; i++)
        {
            _world.Known.Add(new KnownActivity
            {
                Key = new MentoringKey(ProgrammeWorld.Id($"X{i}"), ProgrammeWorld.Id($"Y{i}"), IsoWeek.Of(monday), ActivityKind.CheckIn.Key(), 1, Sides.Manager),
                State = ActivityState.Done,
                Owner = owner,
                DueOn = monday.AddDays((i / 3 * 7) + 1),
            });
        }
    }
}
