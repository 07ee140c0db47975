using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>
/// The calendars: a year of past customer meetings, and the four weeks ahead with meetings about open deals or with accounts,
/// an internal one here and there, and a private one that nobody may be sent to.
/// </summary>
internal sealed class SampleEvents
{
    private const int DaysAhead = 28;
    private const double PastPerMonth = 4;
    private static readonly string[] Subjects =
        ["Discovery call", "Product demonstration", "Proposal review", "Negotiation", "Site visit"];

    private static readonly string[] GermanSubjects =
        ["Erstgespräch", "Produktvorführung", "Angebotsbesprechung", "Verhandlung", "Besuch vor Ort"];


    private readonly RecordIds _ids = new("00U", SampleOrg.Instance);
    private readonly ExportText _text = new();
    private readonly SampleAccounts _accounts;
    private readonly SampleDeals _deals;
    private readonly TableBuilder _table = new(
        "Event",
        "Id", "OwnerId", "WhatId", "Subject", "Location", "StartDateTime", "EndDateTime", "DurationInMinutes", "IsAllDayEvent",
        "IsPrivate", "IsDeleted", "CreatedDate", "LastModifiedDate", "SystemModstamp");

    public SampleEvents(IReadOnlyList<SellerOfOrg> sellers, SampleAccounts accounts, SampleDeals deals)
    {
        _accounts = accounts;
        _deals = deals;
        for (int index = 0; index < sellers.Count; index++)
        {
            var random = SeededRandom.For(SampleOrg.Seed, "events", index);
            AddPast(sellers[index], random);
            if (sellers[index].LastDay == SampleOrg.AsOf)
            {
                AddUpcoming(sellers[index], random);
            }
        }
    }

    public ExportTable Table => _table.Build();

    private void AddPast(SellerOfOrg seller, SeededRandom random)
    {
        DateOnly yearAgo = SampleOrg.AsOf.AddDays(-364);
        DateOnly first = seller.Truth.HiredOn > yearAgo ? seller.Truth.HiredOn : yearAgo;
        double perDay = PastPerMonth * seller.Truth.Fte * 12 / 365.25;
        for (double day = first.DayNumber + 1; day < seller.LastDay.DayNumber; day += random.NextExponential() / perDay)
        {
            DateOnly date = ExportText.WorkingDayBefore(DateOnly.FromDayNumber((int)day));
            bool isAway = date >= seller.Truth.LeaveFrom && date <= seller.Truth.LeaveTo;
            SampleAccount account = random.Pick(_accounts.Of(seller));
            if (!isAway && date >= first)
            {
                Meeting(seller, date, account.Id, account.Name, seller.Truth.HiredOn, random);
            }
        }
    }

    private void AddUpcoming(SellerOfOrg seller, SeededRandom random)
    {
        IReadOnlyList<OpenDeal> open = _deals.OpenOf(seller);
        int count = random.Between(2, 4);
        for (int number = 0; number < count; number++)
        {
            DateOnly date = ExportText.WorkingDayAfter(SampleOrg.AsOf.AddDays(random.Between(1, DaysAhead - 2)));
            SampleAccount account = random.Pick(_accounts.Of(seller));
            bool aboutDeal = random.Chance(0.75);
            OpenDeal? deal = aboutDeal && open.Count > 0 ? random.Pick(open) : null;
            Meeting(seller, date, deal?.Id ?? account.Id, (deal?.Account ?? account).Name, seller.Truth.HiredOn, random);
        }

        DateOnly other = ExportText.WorkingDayAfter(SampleOrg.AsOf.AddDays(random.Between(1, DaysAhead - 2)));
        bool isGerman = seller.Seller.IsGerman;
        if (random.Chance(0.3))
        {
            Add(seller, other, "", isGerman ? "Teambesprechung" : "Team meeting", "", false, 60, seller.Truth.HiredOn, random);
        }
        else if (random.Chance(0.15))
        {
            Add(seller, other, "", isGerman ? "Privater Termin" : "Private appointment", "", true, 60, seller.Truth.HiredOn, random);
        }
    }

    private void Meeting(
        SellerOfOrg seller, DateOnly date, string what, string account, DateOnly notBefore, SeededRandom random)
    {
        bool isGerman = seller.Seller.IsGerman;
        string subject = $"{random.Pick(isGerman ? GermanSubjects : Subjects)} - {account}";
        string place = random.Chance(0.4) ? account : isGerman ? "Videokonferenz" : "Video call";
        Add(seller, date, what, subject, place, false, random.Chance(0.5) ? 60 : 30, notBefore, random);
    }

    private void Add(
        SellerOfOrg seller, DateOnly date, string what, string subject, string place, bool isPrivate, int minutes,
        DateOnly notBefore, SeededRandom random)
    {
        // Five full hours from the team's first one lie in the working day on both sides of the clock changes.
        DateTime start = date.ToDateTime(new TimeOnly(seller.Seller.Team.FirstHour + random.NextInt(5), 0));
        DateOnly latest = date < SampleOrg.AsOf ? date.AddDays(-1) : SampleOrg.AsOf;
        DateOnly entered = ExportText.WorkingDayBefore(latest.AddDays(-random.NextInt(10)));
        string stamp = _text.Instant(entered < notBefore ? notBefore : entered, random.NextInt(ExportText.Slots));
        _table.Add(
            _ids.Next(), seller.Id, what, subject, place, ExportText.Instant(start), ExportText.Instant(start.AddMinutes(minutes)),
            ExportText.Number(minutes), ExportText.False, ExportText.Flag(isPrivate), ExportText.False, stamp, stamp, stamp);
    }
}
