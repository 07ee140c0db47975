using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>
/// A year goes on in the sample org: deals are opened, move through their stages, are won and lost, meetings are booked, people
/// begin and leave. Drawn from the same truths as the two years before, entered through the API on the day it happens.
/// </summary>
internal sealed class SellingYear
{
    private const int Days = 371;
    private const double MeetingsAWeek = 0.8;
    private static readonly DateOnly From = SampleOrg.AsOf.AddDays(1);

    private readonly OrgClient _org;
    private readonly IReadOnlyList<SellerOfOrg> _sellers;
    private readonly IReadOnlyList<Newcomer> _newcomers;
    private readonly SampleAccounts _accounts;
    private readonly HashSet<string> _left = [];
    private readonly SortedDictionary<DateOnly, List<Turn>> _turns = [];
    private readonly int _seed;

    private SellingYear(OrgClient org, IReadOnlyList<SellerOfOrg> sellers, IReadOnlyList<Newcomer> newcomers, int seed)
    {
        (_org, _sellers, _newcomers, _seed) = (org, sellers, newcomers, seed);
        _accounts = new SampleAccounts(sellers);
        _left.UnionWith(sellers.Where(seller => seller.Seller.Left is not null).Select(seller => seller.Id));
    }

    /// <summary>A deal as it goes on; its Id is known once it is entered.</summary>
    private sealed class Deal
    {
        public string? Id { get; set; }
        public required string Owner { get; init; }
        public required string Account { get; init; }
        public required string Name { get; init; }
        public required DateOnly CloseOn { get; init; }
        public required double Amount { get; init; }
    }

    private sealed record Turn(Deal Deal, string Stage);

    public static async Task<SellingYear> BeginAsync(OrgClient org, IReadOnlyList<SellerOfOrg> sellers, IReadOnlyList<Newcomer> newcomers, int seed)
    {
        var year = new SellingYear(org, sellers, newcomers, seed);
        await year.TakeOpenDealsAsync();
        RepTruth[] truths =
        [
            .. sellers.Where(seller => seller.Seller.Left is null).Select(seller => seller.Truth with { QuarterlyGrowth = 0 }),
            .. newcomers.Select(newcomer => newcomer.Model.Truth with { RepId = newcomer.Id, HiredOn = newcomer.FirstDay, QuarterlyGrowth = 0, LeaveFrom = null, LeaveTo = null }),
        ];
        for (int at = 0; at < truths.Length; at++)
        {
            year.Draw(truths[at], at);
        }

        return year;
    }

    /// <summary>Somebody leaves: what is theirs rests from now on.</summary>
    public async Task LeaveAsync(string seller)
    {
        _left.Add(seller);
        await _org.EditAsync("User", seller, new { IsActive = false }, asUser: null);
    }

    /// <summary>All that happened from a day on until before another.</summary>
    public async Task LiveAsync(DateOnly from, DateOnly before)
    {
        foreach (Newcomer newcomer in _newcomers.Where(newcomer => newcomer.FirstDay >= from && newcomer.FirstDay < before))
        {
            await _org.EditAsync("User", newcomer.Id, new { IsActive = true }, asUser: null);
        }

        Turn[] turns = [.. _turns.Where(day => day.Key >= from && day.Key < before).SelectMany(day => day.Value).Where(turn => !_left.Contains(turn.Deal.Owner))];
        Deal[] entered = [.. turns.Select(turn => turn.Deal).Where(deal => deal.Id is null).Distinct()];
        IReadOnlyList<string> ids = await _org.WriteManyAsync(HttpMethod.Post, "Opportunity", entered.Select(deal => new JsonObject
        {
            ["Name"] = deal.Name, ["OwnerId"] = deal.Owner, ["AccountId"] = deal.Account, ["Amount"] = deal.Amount, ["StageName"] = "Prospecting", ["CloseDate"] = Text(deal.CloseOn),
        }));
        for (int at = 0; at < entered.Length; at++)
        {
            entered[at].Id = ids[at];
        }

        // The last stage of the week stands.
        Turn[] moves = [.. turns.Where(turn => turn.Stage != "Prospecting").GroupBy(turn => turn.Deal).Select(deal => deal.Last())];
        await _org.WriteManyAsync(HttpMethod.Patch, "Opportunity", moves.Select(turn => new JsonObject
        {
            ["Id"] = turn.Deal.Id, ["StageName"] = turn.Stage, ["CloseDate"] = Text(turn.Deal.CloseOn),
        }));
        await _org.WriteManyAsync(HttpMethod.Post, "Event", Meetings(from));
    }

    /// <summary>What stood open at the end of September is decided on the day it was planned for.</summary>
    private async Task TakeOpenDealsAsync()
    {
        Dictionary<string, RepTruth> truths = _sellers.ToDictionary(seller => seller.Id, seller => seller.Truth);
        var random = SeededRandom.For(_seed, "open", 0);
        foreach (JsonObject row in await _org.QueryAllAsync("SELECT Id, Name, OwnerId, AccountId, CloseDate, Amount FROM Opportunity WHERE IsClosed = false ORDER BY Id"))
        {
            bool isWon = random.Chance(truths[(string)row["OwnerId"]!].WinRate);
            DateOnly close = DateOnly.ParseExact((string)row["CloseDate"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var deal = new Deal
            {
                Id = (string)row["Id"]!, Owner = (string)row["OwnerId"]!, Account = (string?)row["AccountId"] ?? "", Name = (string)row["Name"]!, CloseOn = close, Amount = (double?)row["Amount"] ?? 0,
            };
            if (close >= From)
            {
                Add(close, deal, isWon ? "Closed Won" : "Closed Lost");
            }
        }
    }

    private void Draw(RepTruth truth, int index)
    {
        var simulator = new DealSimulator(new SellingConditions { From = From, AsOf = From.AddDays(Days), TailSd = 0.5, QuarterEnds = true });
        IReadOnlyList<SampleAccount> accounts = AccountsOf(truth.RepId);
        var details = SeededRandom.For(_seed, "accounts", index);
        foreach (SimulatedDeal drawn in simulator.Run(truth, SeededRandom.For(_seed, "deals", index)).Where(drawn => drawn.CreatedOn >= From))
        {
            SampleAccount account = accounts[(int)(accounts.Count * Math.Pow(details.NextDouble(), 1.5))];
            var deal = new Deal
            {
                Owner = truth.RepId, Account = account.Id, Name = $"{account.Name} - {index}", CloseOn = drawn.CloseDate, Amount = Math.Max(10, Math.Round(drawn.Amount / 10) * 10),
            };
            int length = drawn.CloseDate.DayNumber - drawn.CreatedOn.DayNumber;
            Add(drawn.CreatedOn, deal, "Prospecting");
            Add(drawn.CreatedOn.AddDays(length * 4 / 10), deal, "Value Proposition");
            Add(drawn.CreatedOn.AddDays(length * 6 / 10), deal, "Proposal/Price Quote");
            Add(drawn.CreatedOn.AddDays(length * 8 / 10), deal, "Negotiation/Review");
            if (drawn.IsClosed)
            {
                Add(drawn.CloseDate, deal, drawn.IsWon ? "Closed Won" : "Closed Lost");
            }
        }
    }

    /// <summary>Two to five weeks ahead, most with a customer of one's own, some with a colleague's.</summary>
    private IEnumerable<JsonObject> Meetings(DateOnly week)
    {
        for (int at = 0; at < _sellers.Count; at++)
        {
            SellerOfOrg seller = _sellers[at];
            var random = SeededRandom.For(_seed, "meetings", (week.DayNumber * 100) + at);
            if (_left.Contains(seller.Id) || !random.Chance(MeetingsAWeek))
            {
                continue;
            }

            SellerOfOrg host = random.Chance(0.75) ? seller : random.Pick([.. _sellers.Where(other => other.Seller.Team == seller.Seller.Team && other.Seller.Left is null)]);
            SampleAccount account = random.Pick(_accounts.Of(host));
            DateOnly day = ExportText.WorkingDayAfter(week.AddDays(random.Between(14, 35)));
            DateTime start = day.ToDateTime(new TimeOnly(seller.Seller.Team.FirstHour + random.NextInt(5), 0));
            yield return new JsonObject
            {
                ["OwnerId"] = seller.Id, ["WhatId"] = account.Id, ["Subject"] = $"Site visit - {account.Name}", ["IsPrivate"] = random.Chance(0.1),
                ["StartDateTime"] = ExportText.Instant(start), ["EndDateTime"] = ExportText.Instant(start.AddHours(1)),
            };
        }
    }

    private IReadOnlyList<SampleAccount> AccountsOf(string owner) =>
        _accounts.Of(_sellers.FirstOrDefault(seller => seller.Id == owner) ?? _newcomers.First(newcomer => newcomer.Id == owner).Model);

    private void Add(DateOnly day, Deal deal, string stage)
    {
        if (!_turns.TryGetValue(day, out List<Turn>? turns))
        {
            _turns[day] = turns = [];
        }

        turns.Add(new Turn(deal, stage));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
