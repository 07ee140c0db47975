using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>After a rest the rhythm begins anew: each thing on its own days of the week, and the weeks of rest are no weeks of the pair.</summary>
public sealed class RhythmAfterAPauseTests
{
    private static readonly DateOnly Until = new(2026, 3, 16);

    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void Lunch_and_worksheet_move_to_their_own_days_of_a_week()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Send();
        _world.Answer(ActivityKind.Kickoff, ActivityState.Done);
        Rest(pairing, Until);

        Assert.Equal(["lunch.1.mentee 03-19", "lunch.1.mentor 03-19", "worksheet.1.mentee 03-16"], Moves());
    }

    [Fact]
    public void A_kickoff_still_comes_a_week_before_the_first_talk()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Send();
        Rest(pairing, Until);

        Assert.Equal(
            ["kickoff.1.mentee 03-16", "kickoff.1.mentor 03-16", "lunch.1.mentee 03-26", "lunch.1.mentor 03-26", "worksheet.1.mentee 03-23"], Moves());
    }

    [Fact]
    public void A_mentors_two_talks_do_not_come_to_rest_on_one_day()
    {
        Pairing one = _world.Begin("M1", "E1");
        Pairing other = _world.Begin("M1", "E2");
        _world.Send();
        _world.Answer(ActivityKind.Kickoff, ActivityState.Done);
        Rest(one, Until);
        Rest(other, Until);

        string[] lunches = [.. Moves().Where(move => move.StartsWith("lunch.1.mentor", StringComparison.Ordinal))];

        Assert.Equal(["lunch.1.mentor 03-19", "lunch.1.mentor 03-20"], lunches);
    }

    [Fact]
    public void Whatever_the_day_the_talk_is_late_in_a_week_and_its_preparation_before_it()
    {
        for (int days = 8; days < 40; days++)
        {
            var world = new ProgrammeWorld();
            Pairing pairing = world.Begin("M1", "E1");
            world.Send();
            world.Answer(ActivityKind.Kickoff, ActivityState.Done);
            Rest(world, pairing, world.Today.AddDays(days));

            Dictionary<string, DateOnly> day = world.Known.Where(known => known.IsOpen).ToDictionary(known => $"{known.Key.Activity}.{known.Key.Side}", known => known.DueOn);
            foreach ((MentoringKey key, DateOnly due, _) in world.Plan().Move)
            {
                day[$"{key.Activity}.{key.Side}"] = due;
            }

            Assert.Equal(day["lunch.mentor"], day["lunch.mentee"]);
            Assert.True(day["lunch.mentor"].DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday, $"{days}: {day["lunch.mentor"]:O}");
            Assert.True(day["worksheet.mentee"].DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday, $"{days}: {day["worksheet.mentee"]:O}");
            Assert.True(day["worksheet.mentee"] < day["lunch.mentor"] && day.Values.Min() >= world.Today.AddDays(days), $"{days}");
        }
    }

    [Fact]
    public void What_was_moved_stays()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Send();
        Rest(pairing, Until);
        Apply();

        Assert.Empty(_world.Plan().Move);
    }

    [Fact]
    public void What_a_person_takes_back_moves_alone_and_always_to_the_same_day()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Send();
        _world.Answer(ActivityKind.Kickoff, ActivityState.Done);
        Rest(pairing, Until);
        Apply();
        int at = _world.Known.FindIndex(known => known.Key is { Activity: "lunch", Side: Sides.Mentor });
        _world.Known[at] = _world.Known[at] with { DueOn = new DateOnly(2026, 3, 10) };

        Assert.Equal(["lunch.1.mentor 03-19"], Moves());
    }

    /// <summary>One talk, fourteen days after the kick-off, is no four weeks.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_question_after_four_weeks_counts_weeks_of_the_pair_and_not_of_its_rest(bool hasRested)
    {
        Pairing pairing = _world.Begin("M1", "E1");
        _world.Send();
        DateOnly goesOn = new(2026, 3, 30);
        if (hasRested)
        {
            Rest(pairing, goesOn);
            Apply();
            Say(ActivityKind.Kickoff, goesOn);
            _world.Change(pairing, PairState.Active);
        }

        DateOnly? check = null;
        for (; _world.Today < new DateOnly(2026, 6, 1); _world.Today = _world.Today.AddDays(1))
        {
            if (!hasRested || _world.Today >= goesOn)
            {
                check = _world.Send().FirstOrDefault(sent => sent.Kind == ActivityKind.Check4)?.DueOn ?? check;
                _world.CompleteWhatIsDue();
            }
        }

        Assert.Equal(hasRested ? new DateOnly(2026, 5, 4) : new DateOnly(2026, 4, 6), check);
    }

    [Fact]
    public void Weeks_before_the_rest_count()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        DateOnly goesOn = new(2026, 4, 27);
        DateOnly? check = null;
        for (; _world.Today < new DateOnly(2026, 6, 1); _world.Today = _world.Today.AddDays(1))
        {
            if (_world.Today == new DateOnly(2026, 3, 22))
            {
                // Two of the four weeks are behind them.
                _world.Send();
                Rest(pairing, goesOn);
                Apply();
                Say(ActivityKind.Lunch, goesOn);
            }
            else if (_world.Today == goesOn)
            {
                _world.Change(pairing, PairState.Active);
            }

            if (_world.Today < new DateOnly(2026, 3, 22) || _world.Today >= goesOn)
            {
                check = _world.Send().FirstOrDefault(sent => sent.Kind == ActivityKind.Check4)?.DueOn ?? check;
                _world.CompleteWhatIsDue();
            }
        }

        Assert.Equal(new DateOnly(2026, 5, 11), check);
    }

    private void Rest(Pairing pairing, DateOnly until) => Rest(_world, pairing, until);

    private static void Rest(ProgrammeWorld world, Pairing pairing, DateOnly until) => world.Change(pairing with { PausedUntil = until }, PairState.Paused);

    private string[] Moves() => [.. _world.Plan().Move.Select(move => $"{move.Key.Activity}.{move.Key.Occurrence}.{move.Key.Side} {move.DueOn:MM-dd}").Order(StringComparer.Ordinal)];

    private void Apply()
    {
        foreach ((MentoringKey key, DateOnly due, _) in _world.Plan().Move)
        {
            int at = _world.Known.FindIndex(known => known.Key == key);
            _world.Known[at] = _world.Known[at] with { DueOn = due };
        }
    }

    private void Say(ActivityKind kind, DateOnly until)
    {
        int at = _world.Known.FindLastIndex(known => known.Key.Activity == kind.Key());
        _world.Known[at] = _world.Known[at] with { PauseUntil = until };
    }
}
