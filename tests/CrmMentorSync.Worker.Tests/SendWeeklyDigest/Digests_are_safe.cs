using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.SendWeeklyDigest;
using static CrmMentorSync.Worker.Tests.SendWeeklyDigest.AcmeCompany;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>A manager sees the own chain alone, and nobody reads a label about themselves.</summary>
public sealed class Digests_are_safe
{
    private static readonly Dictionary<string, string[]> Strangers = new()
    {
        // Heike may be named to Dana as a proposed mentor; her figures (4.9 wins a month, 39,700) may not.
        [Dana] = ["Ingo", "Jana", "Kai", "Lena", "39,700", "4.9 a month", "Hansewerk"],
        // Amir, Beth and the rest are Dana's; Carlos is named to Jonas nowhere, because the decision is Dana's.
        [Jonas] = ["Amir", "Beth", "Devi", "Elin", "Femi", "Grace", "Kai", "Lena", "41.800", "0,47"],
        [Quinn] = ["Amir", "Beth", "Carlos", "Devi", "Elin", "Heike", "Ingo", "Jana"],
    };

    [Fact]
    public async Task No_mail_names_people_or_figures_of_other_teams()
    {
        await using DigestWorld world = await BusyWeekAsync();
        foreach ((string manager, string[] strangers) in Strangers)
        {
            ComposedDigest digest = await world.ComposedForAsync(manager);
            Assert.All(strangers, stranger => Assert.DoesNotContain(stranger, digest.Text, StringComparison.Ordinal));
            Assert.All(strangers, stranger => Assert.DoesNotContain(stranger, digest.Html, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_mentors_manager_does_not_read_who_the_mentee_of_another_team_is()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.PairingAsync(Heike, Beth, "win_rate", "active", "", "2026-02-02");
        string pair = DigestWorld.Pairing(Heike, Beth);
        await world.ActivityAsync("lunch", "mentor", Heike, "2026-03-12", pair);
        await world.ActivityAsync("lunch", "mentee", Beth, "2026-03-12", pair);
        await world.ActivityAsync("followup", "mentee", Beth, "2026-03-05", pair);
        ComposedDigest mentors = await world.ComposedForAsync(Jonas);
        Assert.DoesNotContain("Beth", mentors.Html, StringComparison.Ordinal);
        Assert.Contains("Mittagessen zu zweit, Heike Groß mit einer Person aus einem anderen Team", mentors.Html, StringComparison.Ordinal);
        Assert.Contains("Mittagessen zu zweit, Heike Groß mit einer Person aus einem anderen Team", mentors.Text.ReplaceLineEndings(" ").Replace("   ", " "), StringComparison.Ordinal);
        string mentees = (await world.ComposedForAsync(Dana)).Text.ReplaceLineEndings(" ").Replace("   ", " ");
        Assert.Contains("Mentored by Heike Groß on win rate since Feb 2", mentees, StringComparison.Ordinal);
        Assert.Contains("Lunch 1:1, Heike Groß with Beth O’Neil", mentees, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_manager_does_see_the_own_team()
    {
        await using DigestWorld world = await BusyWeekAsync();
        Assert.Contains("Beth O’Neil: struggling", (await world.ComposedForAsync(Dana)).Text, StringComparison.Ordinal);
        Assert.Contains("Ingo Lüders: im Rückstand", (await world.ComposedForAsync(Jonas)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_who_is_judged_too_does_not_read_it()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.FlagAsync(Dana, "struggling", "deal_size", "win_rate", 0.9);
        await world.ScoreAsync(Dana, "overall", 7_777, 6_666, 8_888, 23_600, 12);
        ComposedDigest own = await world.ComposedForAsync(Dana);
        Assert.DoesNotContain("Dana Hart: struggling", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7,780", own.Text, StringComparison.Ordinal);
        Assert.Contains("Dana Hart: struggling", (await world.ComposedForAsync(Vp)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_of_managers_makes_no_rep_the_reader_of_their_own_team()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync("UPDATE people SET manager_id = @Amir WHERE id = @Dana", new { Amir, Dana });
        await world.ExecuteAsync("UPDATE people SET email = NULL WHERE id = @Dana", new { Dana });
        DigestBatch batch = await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(batch.Composed, digest => digest.Reader.Id == new UserId(Amir));
        Assert.Contains(batch.Unreachable, unreachable => unreachable.Manager == new UserId(Dana));
    }

    [Fact]
    public async Task Subject_and_preheader_hold_no_name_and_no_label()
    {
        await using DigestWorld world = await BusyWeekAsync();
        foreach (ComposedDigest digest in (await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Composed)
        {
            foreach (string outside in new[] { digest.Model.Subject, digest.Model.Preheader })
            {
                Assert.DoesNotContain("Beth", outside, StringComparison.Ordinal);
                Assert.All(Enum.GetValues<Domain.Flags.FlagKind>(), flag =>
                    Assert.DoesNotContain(digest.Model.Words.FlagWord(flag), outside, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [InlineData("UPDATE people SET email = NULL WHERE id = @Dana", "no e-mail address")]
    [InlineData("UPDATE people SET email = 'not an address' WHERE id = @Dana", "no e-mail address")]
    [InlineData("UPDATE people SET is_active = 0 WHERE id = @Dana", "inactive")]
    [InlineData("UPDATE people SET leave_from = '2026-03-01' WHERE id = @Dana", "on leave")]
    public async Task A_manager_who_cannot_be_reached_is_stood_in_for_by_the_next_one_up(string change, string said)
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync(change, new { Dana });
        ComposedDigest digest = await world.ComposedForAsync(Dana);
        Assert.Equal("vera@acme.example", digest.Message.To.Address);
        Assert.Contains("This is Dana Hart’s digest", digest.Text, StringComparison.Ordinal);
        Assert.Contains(said, digest.Html, StringComparison.Ordinal);
        Assert.Contains("Dana Hart: Due", digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leave_that_is_over_changes_nothing()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync("UPDATE people SET leave_from = '2026-02-01', leave_to = '2026-03-08' WHERE id = @Dana", new { Dana });
        Assert.Equal("dana@acme.example", (await world.ComposedForAsync(Dana)).Message.To.Address);
    }

    [Fact]
    public async Task Managers_of_managers_get_counts_alone_and_no_mail_where_the_roll_up_is_off()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Options.RollUp = false;
        DigestBatch without = await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(without.Composed, digest => digest.Manager == new UserId(Vp));
        world.Options.RollUp = true;
        ComposedDigest above = await world.ComposedForAsync(Vp);
        DigestLine dana = Assert.Single(above.Model.Teams.Shown, team => team.Label == "Dana Hart");
        Assert.Equal("2 struggling, 1 top, 1 rising, 1 ramping, 1 steady, 1 too little data", dana.Text);
        Assert.Equal("Two proposals to decide (oldest seven days), three steps late, one pair active, one session this week.", dana.Note);
        Assert.All(new[] { "Beth", "Amir", "Heike", "23,600" }, detail => Assert.DoesNotContain(detail, above.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_that_waits_too_long_is_told_one_level_up_and_a_fresh_one_is_not()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Options.RollUp = true;
        Assert.Equal("Three of four open steps are late. More came since last week than in any other team.", Assert.Single((await world.ComposedForAsync(Vp)).Model.Acts).Why);
        await world.ExecuteAsync("UPDATE pairings SET proposed_on = '2026-02-24' WHERE mentee_id = @Beth", new { Beth });
        DigestAct act = Assert.Single((await world.ComposedForAsync(Vp)).Model.Acts);
        Assert.Equal("Ask Dana Hart what holds the team up", act.What);
        Assert.Equal("Three of four open steps are late, two proposals wait for a decision, the oldest for 13 days. More came since last week than in any other team.", act.Why);
        await world.ExecuteAsync("DELETE FROM activities WHERE activity <> 'approve'", new { });
        Assert.Equal("Two proposals wait for a decision, the oldest for 13 days, one pair has not met for 21 days.", Assert.Single((await world.ComposedForAsync(Vp)).Model.Acts).Why);
    }

    [Fact]
    public async Task Only_operators_read_about_refused_records()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync("INSERT INTO refused_records VALUES ('Deal', 'x', 'amount is not a number', 'run-1', 'run-1')");
        await world.ExecuteAsync("INSERT INTO mails (manager_id, week, message_id, subject, state, prepared_at) VALUES (@Quinn, '2026w10', 'x', '', 'refused', @at)", new { Quinn, at = world.Run.Now.AddDays(-7).UtcTicks });
        Assert.False((await world.ComposedForAsync(Dana)).Model.Operators.Any);
        world.Options.Admins = [Dana];
        DigestLine[] lines = [.. (await world.ComposedForAsync(Dana)).Model.Operators.Shown];
        Assert.Equal(
            [
                "1 Refused records: see dead-letters list; they are taken once they are put right.",
                "1 Mails refused or put off: correct the address in Salesforce or the Mail settings; the next run tries again.",
                " Deal x: amount is not a number",
            ],
            lines.Select(line => $"{line.Label} {line.Text}"));
    }

    [Fact]
    public async Task A_quiet_week_gives_a_short_mail_that_says_so()
    {
        await using DigestWorld world = await BusyWeekAsync();
        ComposedDigest quiet = await world.ComposedForAsync(Quinn);
        Assert.True(quiet.Model.IsQuiet);
        Assert.Equal("Week 11: nothing needs you", quiet.Message.Subject);
        Assert.Contains("2 steady", quiet.Text, StringComparison.Ordinal);
        Assert.True(quiet.Text.Split('\n').Length < 20, quiet.Text);
        Assert.False((await world.ComposedForAsync(Dana)).Model.IsQuiet);
    }

    [Fact]
    public async Task Old_data_says_its_age_and_fresh_data_does_not()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync("INSERT INTO sync_cursors VALUES ('User', 0, '', @at), ('Opportunity', 0, '', @at)", new { at = world.Run.Now.AddHours(-3).UtcTicks });
        Assert.Empty((await world.ComposedForAsync(Dana)).Model.Notices);
        await world.ExecuteAsync("UPDATE sync_cursors SET synced_at = @at", new { at = world.Run.Now.AddDays(-4).UtcTicks });
        Assert.Contains("The figures are four days old", Assert.Single((await world.ComposedForAsync(Dana)).Model.Notices), StringComparison.Ordinal);
    }
}
