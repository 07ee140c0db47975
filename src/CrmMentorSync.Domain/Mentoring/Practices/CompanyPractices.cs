using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>What teams and the company do, whoever is paired with whom. The keys carry no mentee.</summary>
internal sealed class CompanyPractices(PlanContext context)
{
    private const int FewestSlots = 3;
    private const int MostSlots = 6;
    private const int ClientsAQuarter = 2;
    private const int DaysBetweenThanks = 56;

    public IEnumerable<Candidate> All()
    {
        Candidate[] all = [.. Leads(), .. Shares(), .. Hosts(), .. Interviews(), .. Thanks()];
        return all.Where(candidate => context.Settings.Company.Contains(candidate.Kind));
    }

    /// <summary>
    /// One mentor of a team, and no manager of people, leads its meeting once a month: who has led least, longest ago; never the one who led the last one;
    /// pipeline review and training in turn (P13). A team with a single mentor rests every other month. Whom a colleague chose for themselves is
    /// asked for nothing (P40).
    /// </summary>
    private IEnumerable<Candidate> Leads()
    {
        var teams = context.Input.Pairings.Where(pairing => pairing is { State: PairState.Active, Kind: not PairKind.Informal })
            .Select(pairing => (Mentor: context.Active(pairing.Mentor), Topic: pairing.Skill))
            .Where(mentor => mentor.Mentor is not null && !context.HasReports(mentor.Mentor.Id) && context.Owners.ManagerOf(mentor.Mentor.Id) is not null)
            .GroupBy(mentor => context.Owners.ManagerOf(mentor.Mentor!.Id)!.Id).OrderBy(team => team.Key);
        foreach (var team in teams)
        {
            KnownActivity[] before = [.. context.Of(ActivityKind.Lead).Where(lead => context.Owners.ManagerOf(lead.Key.Mentor)?.Id == team.Key)];
            DateOnly earliest = context.Earliest(context.Active(team.Key)!);
            int month = Month(earliest);
            KnownActivity[] held = [.. before.Where(lead => !IsRefused(lead.State))];
            int? last = held.Where(lead => lead.Key.Occurrence < month).Select(lead => (int?)lead.Key.Occurrence).Max();
            var next = team.DistinctBy(mentor => mentor.Mentor!.Id)
                .Where(mentor => !held.Any(lead => lead.Key.Mentor == mentor.Mentor!.Id && lead.Key.Occurrence == last && IsMonthBefore(last, month)))
                .Where(mentor => !before.Any(lead => lead.Key.Mentor == mentor.Mentor!.Id && lead.Key.Occurrence == month))
                .OrderBy(mentor => held.Count(lead => lead.Key.Mentor == mentor.Mentor!.Id))
                .ThenBy(mentor => held.Where(lead => lead.Key.Mentor == mentor.Mentor!.Id).Select(lead => lead.Key.Occurrence).DefaultIfEmpty(0).Max())
                .ThenBy(mentor => mentor.Mentor!.Id).FirstOrDefault();
            if (next.Mentor is { } mentor && held.All(lead => lead.Key.Occurrence != month))
            {
                // By what was led, not by the calendar: a team that rests every other month would have one kind alone.
                bool isReview = held.Select(lead => lead.Key.Occurrence).Distinct().Count() % 2 == 0;
                yield return One(
                    ActivityKind.Lead, Key(mentor.Id, ActivityKind.Lead, month, Sides.Mentor, MonthStart(month)), mentor,
                    isReview ? TextId.LeadPipeline : TextId.LeadTraining, Values(mentor, next.Topic), context.Calendar.After(earliest, 4, mentor));
            }
        }
    }

    /// <summary>Three to six people tell of a large deal won lately; fewer make no call (P14).</summary>
    private IEnumerable<Candidate> Shares()
    {
        foreach (var call in Calls())
        {
            foreach ((Person owner, CustomerDeal win) in call.Slots)
            {
                MentoringKey key = Key(owner.Id, ActivityKind.Share, RecordNumber.Of(win.DealId), Sides.Mentor, MonthStart(call.Month));
                if (!context.IsKnown(key))
                {
                    yield return One(ActivityKind.Share, key, owner, TextId.Share, Values(owner, Skill.DealSize, win.Account) with { Link = context.Input.Links?.Opportunity(win.DealId) }, DateOnly.MinValue);
                }
            }
        }
    }

    /// <summary>Once three have written down what they will tell, the host is asked to set the day (P15).</summary>
    private IEnumerable<Candidate> Hosts()
    {
        foreach (var month in context.Of(ActivityKind.Share).Where(share => share is { State: ActivityState.Done, IsShared: true }).GroupBy(share => share.Key.Round))
        {
            KnownActivity[] ready = [.. month.OrderBy(share => share.Key.ToString(), StringComparer.Ordinal)];
            if (ready.Length >= FewestSlots && Head(ready[0].Key.Mentor) is { } host && context.Calendar.Today(host) <= month.Key.Monday.AddDays(45))
            {
                MentoringKey key = Key(host.Id, ActivityKind.Host, 1, Sides.Manager, month.Key);
                PersonName[] names = [.. ready.Select(share => context.Active(share.Key.Mentor)).OfType<Person>().Select(person => new PersonName(person.Name))];
                if (!context.IsKnown(key) && !context.Of(ActivityKind.Host).Any(other => other.Key.Round == month.Key))
                {
                    yield return One(ActivityKind.Host, key, host, TextId.Host, Values(host, Skill.DealSize) with { People = names }, DateOnly.MinValue);
                }
            }
        }
    }

    /// <summary>
    /// Two clients a quarter. Their owner is asked first and may say no; then the owner's manager calls, with a script. A client
    /// who was thought of is left in peace for a year, whatever came of it (P16).
    /// </summary>
    private IEnumerable<Candidate> Interviews()
    {
        KnownActivity[] known = [.. context.Of(ActivityKind.Interview)];
        var clients = context.Input.Facts.Clients.GroupBy(client => RecordNumber.Of(client.AccountId)).ToDictionary(client => client.Key, client => client.First());
        foreach (KnownActivity agreed in known.Where(ask => ask is { Key.Side: Sides.Owner, State: ActivityState.Done }))
        {
            MentoringKey key = agreed.Key with { Side = Sides.Manager };
            if (!context.IsKnown(key) && clients.TryGetValue(agreed.Key.Occurrence, out Client? client)
                && context.Active(agreed.Key.Mentor) is { } seller && context.Owners.ManagerOf(seller.Id) is { } manager)
            {
                yield return One(ActivityKind.Interview, key, manager, TextId.InterviewManager, Values(seller, Skill.WinRate, client.Name) with { Link = Link(client) }, DateOnly.MinValue);
            }
        }

        foreach (IGrouping<IsoWeek, (Client Client, Person Owner)> quarter in context.Input.Facts.Clients
            .Select(client => (Client: client, Owner: context.Active(client.Owner))).Where(client => client.Owner is not null)
            .Select(client => (client.Client, Owner: client.Owner!)).GroupBy(client => QuarterStart(context.Earliest(client.Owner))))
        {
            int asked = known.Count(ask => ask.Key.Side == Sides.Owner && ask.Key.Round == quarter.Key);
            foreach ((Client client, Person owner) in quarter.DistinctBy(client => client.Owner.Id)
                .Where(client => !known.Any(ask => ask.Key.Occurrence == RecordNumber.Of(client.Client.AccountId)
                    && ask.DueOn.AddDays(context.Settings.ClientCoolingOffDays) > context.Calendar.Today(client.Owner)))
                .Where(client => !known.Any(ask => ask.Key.Mentor == client.Owner.Id && ask.Key.Round == quarter.Key))
                .Take(Math.Max(0, ClientsAQuarter - asked)))
            {
                MentoringKey key = Key(owner.Id, ActivityKind.Interview, RecordNumber.Of(client.AccountId), Sides.Owner, quarter.Key);
                yield return One(ActivityKind.Interview, key, owner, TextId.InterviewOwner, Values(owner, Skill.WinRate, client.Name) with { Link = Link(client) }, DateOnly.MinValue);
            }
        }
    }

    /// <summary>
    /// The head of sales signs a word of thanks to everyone who mentors for the first time, once they have met for it (P37): within a fortnight of
    /// that talk, or not at all, for late thanks are none. A pair that people registered themselves stays theirs.
    /// </summary>
    private IEnumerable<Candidate> Thanks()
    {
        foreach (IGrouping<UserId, Pairing> mine in context.Input.Pairings.Where(pairing => pairing is { ActiveFrom: not null, Kind: not PairKind.Informal }).GroupBy(pairing => pairing.Mentor).OrderBy(mentor => mentor.Key))
        {
            Pairing first = mine.MinBy(pairing => (pairing.ActiveFrom!.Value, pairing.Key))!;
            if (first.State == PairState.Active && Head(mine.Key) is { } head && head.Id != mine.Key
                && context.History(first).All.FirstOrDefault(talk => talk.DoneOn is not null)?.DoneOn is { } held)
            {
                MentoringKey key = PlanContext.Key(first, ActivityKind.Thanks, 1, Sides.Manager);
                DateOnly last = held.AddDays(context.Settings.StaleAfterDays);
                Candidate thanks = One(ActivityKind.Thanks, key, head, TextId.Thanks, context.Values(first), DateOnly.MinValue);
                bool isThanked = context.Of(ActivityKind.Thanks).Any(known => known.Key.Mentor == mine.Key && known.DueOn.AddDays(DaysBetweenThanks) > thanks.DueOn);
                if (!context.IsKnown(key) && !isThanked && thanks.DueOn <= last)
                {
                    yield return thanks with { Before = last.AddDays(1) };
                }
            }
        }
    }

    /// <summary>The calls of this month: those who are asked already, filled up with the largest wins, one a person.</summary>
    private IEnumerable<(int Month, (Person Owner, CustomerDeal Win)[] Slots)> Calls()
    {
        (Person Owner, CustomerDeal Win)[] wins = [.. context.Input.Facts.BigWins.Select(win => (Owner: context.Active(win.Owner), Win: win))
            .Where(win => win.Owner is not null).Select(win => (win.Owner!, win.Win)).DistinctBy(win => win.Item1.Id)];
        foreach (var call in wins.GroupBy(win => Month(context.Earliest(win.Owner))))
        {
            KnownActivity[] known = [.. context.Of(ActivityKind.Share)];
            KnownActivity[] asked = [.. known.Where(share => share.Key.Round == IsoWeek.Of(MonthStart(call.Key)) && !IsRefused(share.State))];
            (Person Owner, CustomerDeal Win)[] free = [.. call.Where(win =>
                !known.Any(share => share.Key.Mentor == win.Owner.Id && (share.Key.Round == IsoWeek.Of(MonthStart(call.Key)) || share.Key.Occurrence == RecordNumber.Of(win.Win.DealId))))];
            if (asked.Length + free.Length >= FewestSlots)
            {
                yield return (call.Key, [.. free.Take(Math.Max(0, MostSlots - asked.Length))]);
            }
        }
    }

    /// <summary>The highest active person above someone.</summary>
    private Person? Head(UserId person)
    {
        HashSet<UserId> seen = [person];
        Person? head = null;
        for (Person? next = context.Owners.ManagerOf(person); next is not null && seen.Add(next.Id); next = context.Owners.ManagerOf(next.Id))
        {
            head = next;
        }

        return head;
    }

    private Candidate One(ActivityKind kind, MentoringKey key, Person owner, TextId text, TextValues values, DateOnly notBefore) =>
        context.One(kind, key, owner, text, values, notBefore);

    private TextValues Values(Person person, Skill topic, string? account = null) => new()
    {
        Mentor = new PersonName(person.Name),
        Topic = topic,
        Account = account is null ? null : new PersonName(account),
        DeclineStatus = context.Settings.DeclineStatus,
        ExpenseNote = context.Settings.ExpenseNote,
    };

    private string? Link(Client client) => context.Input.Links?.Account(client.AccountId);

    private static MentoringKey Key(UserId mentor, ActivityKind kind, int occurrence, string side, DateOnly start) => Key(mentor, kind, occurrence, side, IsoWeek.Of(start));

    private static MentoringKey Key(UserId mentor, ActivityKind kind, int occurrence, string side, IsoWeek round) => new(mentor, null, round, kind.Key(), occurrence, side);

    private static bool IsRefused(ActivityState state) => state is ActivityState.Declined or ActivityState.Deleted or ActivityState.Cancelled;

    /// <summary>For example 202603.</summary>
    private static int Month(DateOnly day) => day.Year * 100 + day.Month;

    private static DateOnly MonthStart(int month) => new(month / 100, month % 100, 1);

    private static bool IsMonthBefore(int? one, int month) => one is { } before && MonthStart(before).AddMonths(1) == MonthStart(month);

    private static IsoWeek QuarterStart(DateOnly day) => IsoWeek.Of(new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1));
}
