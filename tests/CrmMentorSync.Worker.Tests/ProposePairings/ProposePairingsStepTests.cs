using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.ProposePairings;

namespace CrmMentorSync.Worker.Tests.ProposePairings;

public sealed class ProposePairingsStepTests : IDisposable
{
    private readonly SeededState _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task A_rep_with_a_gap_is_proposed_to_a_mentor_and_the_round_is_recorded()
    {
        await GivenMentorAndMenteeAsync();

        StepResult result = await _state.RunAsync();

        Pairing pairing = Assert.Single(await _state.PairingsAsync());
        Assert.Equal($"{SeededState.Id(2)}.{SeededState.Id(1)}.2026w10", pairing.Key);
        Assert.Equal((PairState.Proposed, SeededState.AsOf.AddDays(21)), (pairing.State, pairing.ExpiresOn));
        Assert.Equal(new StepResult(3, 1, result.Skipped, 0), result);
        Assert.Equal(["2026w10|2026-03-04|mentoring|0.0"], await _state.LinesAsync("SELECT round || '|' || as_of || '|' || seed || '|' || holdout_share FROM rounds"));
        Assert.Contains(
            $"{SeededState.Id(1)}|mentee|peer|win_rate|treatment",
            await _state.LinesAsync("SELECT rep_id || '|' || role || '|' || kind || '|' || skill || '|' || arm FROM round_members ORDER BY rep_id"));
        Assert.Equal(["minimum_gap=0.5"], (await _state.LinesAsync("SELECT settings FROM rounds"))[0].Split(' ').Where(part => part.StartsWith("minimum_gap", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_week_twice_changes_nothing()
    {
        await GivenMentorAndMenteeAsync();
        await _state.RunAsync();
        string[] before = await EverythingAsync();

        await _state.RunAsync();

        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task A_round_of_which_the_tasks_know_only_a_part_is_completed_once()
    {
        await GivenTwoMentorsAndTwoMenteesAsync();
        await _state.RunAsync();
        string[] whole = [.. (await _state.PairingsAsync()).Select(pairing => pairing.Key)];
        Assert.Equal(2, whole.Length);
        await GivenRestoredRoundAsync();
        await _state.ExecuteAsync("DELETE FROM pairings WHERE pairing_key = @key", new { key = whole[0] });

        await _state.RunAsync();

        Assert.Equal(whole, (await _state.PairingsAsync()).Select(pairing => pairing.Key));
        Assert.Equal(["2026w10|2026-03-02|mentoring"], await _state.LinesAsync("SELECT round || '|' || as_of || '|' || seed FROM rounds"));
        await _state.ExecuteAsync("DELETE FROM pairings WHERE pairing_key = @key", new { key = whole[0] });
        await _state.RunAsync();
        Assert.Single(await _state.PairingsAsync());
    }

    [Fact]
    public async Task Whoever_was_paired_in_a_restored_round_had_their_turn()
    {
        await GivenTwoMentorsAndTwoMenteesAsync();
        await _state.RunAsync();
        await GivenRestoredRoundAsync();
        await _state.ExecuteAsync("UPDATE pairings SET state = 'declined', end_reason = 'manager_declined', ended_on = '2026-03-04'");

        StepResult result = await _state.RunAsync();

        Assert.Equal(0, result.Written);
        Assert.Equal(2, (await _state.PairingsAsync()).Count);
    }

    [Fact]
    public async Task A_later_day_of_the_same_week_proposes_nothing_and_writes_its_reasons()
    {
        await _state.GivenRepAsync(2, scores: [("win_rate", 0, 0.8)]);
        await _state.RunAsync();
        DateOnly later = SeededState.AsOf.AddDays(2);
        await _state.GivenSameJudgementOnAsync(later);
        await _state.GivenRepAsync(1, scores: [("win_rate", 0.8, 0)], asOf: later);

        await _state.RunAsync(later);

        Assert.Empty(await _state.PairingsAsync());
        Assert.Equal(
            ["win rate: the only possible mentor is free for the next round"],
            await _state.LinesAsync($"SELECT reason FROM unmatched WHERE as_of = '2026-03-06' AND role = 'mentee' AND rep_id = '{SeededState.Id(1)}'"));
    }

    [Fact]
    public async Task The_next_week_fills_free_places_and_leaves_what_is_open()
    {
        await GivenMentorAndMenteeAsync();
        await _state.RunAsync();
        DateOnly next = SeededState.AsOf.AddDays(7);
        await _state.GivenSameJudgementOnAsync(next);
        await _state.GivenRepAsync(4, scores: [("win_rate", 0.7, 0)], asOf: next);

        await _state.RunAsync(next);

        Assert.Equal(
            [($"{SeededState.Id(2)}.{SeededState.Id(1)}.2026w10", PairState.Proposed), ($"{SeededState.Id(2)}.{SeededState.Id(4)}.2026w11", PairState.Proposed)],
            (await _state.PairingsAsync()).Select(pairing => (pairing.Key, pairing.State)));
    }

    [Fact]
    public async Task A_proposal_expires_after_three_weeks()
    {
        await GivenMentorAndMenteeAsync();
        await _state.RunAsync();
        DateOnly later = SeededState.AsOf.AddDays(21);
        await _state.GivenSameJudgementOnAsync(later);

        await _state.RunAsync(later);

        Assert.Equal(
            [("2026w10", PairState.Expired), ("2026w13", PairState.Proposed)],
            (await _state.PairingsAsync()).Select(pairing => (pairing.Round.Key, pairing.State)));
    }

    [Fact]
    public async Task A_mentor_who_leaves_ends_the_pair()
    {
        await GivenMentorAndMenteeAsync();
        await _state.RunAsync();
        await _state.ExecuteAsync("UPDATE pairings SET state = 'active', active_from = '2026-03-05', manager_decision = 'yes'");
        await _state.GivenPersonAsync(2, isActive: false);

        await _state.RunAsync();

        Pairing ended = Assert.Single(await _state.PairingsAsync());
        Assert.Equal((PairState.Ended, PairEndReasons.Departure, Answer.Yes), (ended.State, ended.EndReason, ended.ManagerDecision));
    }

    [Fact]
    public async Task A_mentor_who_said_no_is_left_alone()
    {
        await GivenMentorAndMenteeAsync();
        await _state.ExecuteAsync("INSERT INTO mentors (rep_id, consent, invitation_key) VALUES (@id, 'no', 'k')", new { id = SeededState.Id(2) });

        await _state.RunAsync();

        Assert.Empty(await _state.PairingsAsync());
        Assert.Contains("not willing to mentor", await _state.LinesAsync("SELECT reason FROM unmatched"));
    }

    [Fact]
    public async Task A_mentors_own_limit_counts_before_the_default()
    {
        for (int id = 1; id <= 3; id++)
        {
            await _state.GivenRepAsync(id, scores: [("win_rate", 0.8, 0)]);
        }

        await _state.GivenRepAsync(4, scores: [("win_rate", 0, 0.8)], maxMentees: 3);

        await _state.RunAsync();

        Assert.Equal(3, (await _state.PairingsAsync()).Count);
    }

    [Fact]
    public async Task People_to_keep_apart_are_found_by_id_or_username_and_an_unknown_name_is_reported()
    {
        await GivenMentorAndMenteeAsync();
        _state.Settings.AvoidPairs.Add(new AvoidPairOptions { One = "REP1@acme.example", Other = SeededState.Id(2) });
        _state.Settings.AvoidPairs.Add(new AvoidPairOptions { One = "nobody@acme.example", Other = SeededState.Id(2) });

        await _state.RunAsync();

        Assert.Empty(await _state.PairingsAsync());
        Assert.Equal(["Pairings:AvoidPairs|nobody@acme.example"], await _state.LinesAsync("SELECT source || '|' || record FROM refused_records"));
    }

    [Fact]
    public async Task A_rep_is_never_mentored_by_someone_in_their_reporting_line()
    {
        // Rep 2 is strong, and is said to be rep 1's manager by the flag alone.
        await _state.GivenRepAsync(2, scores: [("win_rate", 0, 0.8)]);
        await _state.GivenRepAsync(1, scores: [("win_rate", 0.8, 0)], manager: 2);

        await _state.RunAsync();

        Assert.Empty(await _state.PairingsAsync());
        Assert.Contains("a manager of people", await _state.LinesAsync("SELECT reason FROM unmatched"));
    }

    [Fact]
    public async Task Without_anyone_judged_the_week_stays_open()
    {
        await _state.GivenPersonAsync(1);

        StepResult nothing = await _state.RunAsync();

        Assert.Equal(new StepResult(0, 0, 0, 0), nothing);
        Assert.Empty(await _state.LinesAsync("SELECT round FROM rounds"));
    }

    [Fact]
    public async Task A_state_that_lost_its_rounds_but_has_the_weeks_pairings_proposes_nothing_more()
    {
        await GivenMentorAndMenteeAsync();
        await _state.RunAsync();
        await _state.ExecuteAsync("DELETE FROM rounds; DELETE FROM round_members");
        await _state.GivenRepAsync(4, scores: [("win_rate", 0.7, 0)]);

        await _state.RunAsync();

        Assert.Single(await _state.PairingsAsync());
    }

    private async Task GivenTwoMentorsAndTwoMenteesAsync()
    {
        await _state.GivenRepAsync(1, scores: [("win_rate", 0.8, 0)]);
        await _state.GivenRepAsync(2, scores: [("win_rate", 0, 0.8)], maxMentees: 1);
        await _state.GivenRepAsync(3, scores: [("win_rate", 0.7, 0)]);
        await _state.GivenRepAsync(4, scores: [("win_rate", 0, 0.7)], maxMentees: 1);
    }

    /// <summary>The state was lost; reading back found Tasks of the round.</summary>
    private Task GivenRestoredRoundAsync() => _state.ExecuteAsync(
        "DELETE FROM round_members; UPDATE rounds SET as_of = '2026-03-02', seed = 'restored', settings = 'restored'");

    private async Task GivenMentorAndMenteeAsync()
    {
        await _state.GivenRepAsync(1, scores: [("win_rate", 0.8, 0), ("overall", 0.3, 0)]);
        await _state.GivenRepAsync(2, scores: [("win_rate", 0, 0.8), ("overall", 0, 0.4)]);
        await _state.GivenRepAsync(3, "insufficient_data");
    }

    private async Task<string[]> EverythingAsync() =>
    [
        .. await _state.LinesAsync("SELECT pairing_key || kind || state || quality || reason || proposed_on FROM pairings ORDER BY 1"),
        .. await _state.LinesAsync("SELECT round || as_of || proposed_at || settings FROM rounds"),
        .. await _state.LinesAsync("SELECT round || rep_id || role || kind || skill || score || arm FROM round_members ORDER BY 1"),
        .. await _state.LinesAsync("SELECT as_of || rep_id || role || reason FROM unmatched ORDER BY 1"),
    ];

    [Fact]
    public async Task P23_A_mentor_from_outside_may_stand_in_the_settings_or_in_the_people_file_which_goes_first()
    {
        using SeededState state = new();
        state.Settings.Kinds = ["external"];
        state.Settings.ExternalMentors.Add(new ExternalMentorOptions { Name = "Lee Settings", Email = "lee@coach.example", Skills = ["win_rate"] });
        await state.GivenRepAsync(1, scores: [("win_rate", 0.9, 0)]);
        await state.GivenRepAsync(2, scores: [("deal_size", 0.9, 0)]);
        await state.ExecuteAsync(
            """
            INSERT INTO outside_mentors (email, name, skills, time_zone, max_mentees)
            VALUES ('Lee@coach.example', 'Lee File', 'win_rate', 'UTC', 1), ('kim@coach.example', 'Kim File', 'deal_size', 'UTC', 1)
            """);

        await state.RunAsync();

        Assert.Equal(
            ["Kim File Rep 2", "Lee File Rep 1"],
            await state.LinesAsync("SELECT m.name || ' ' || e.name FROM pairings p JOIN people m ON m.id = p.mentor_id JOIN people e ON e.id = p.mentee_id ORDER BY m.name"));
    }
}
