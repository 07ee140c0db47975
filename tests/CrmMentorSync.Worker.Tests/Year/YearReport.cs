using System.Globalization;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>The year as a table: what was asked of whom, what came of it, and what it cost.</summary>
internal static class YearReport
{
    public static IEnumerable<string> Lines(SimulatedYear year)
    {
        ActivityRow[] rows = [.. year.Facts.Activities.Values];
        yield return "kind        asked   done declined deleted called-off open waiting  owners";
        foreach (ActivityKind kind in Enum.GetValues<ActivityKind>())
        {
            ActivityRow[] own = [.. rows.Where(row => row.Key.Activity == kind.Key() && row.CarriedBy is null)];
            int Count(params ActivityState[] states) => own.Count(row => states.Contains(row.State));
            string sides = string.Join(", ", own.GroupBy(row => row.Key.Side).OrderBy(side => side.Key, StringComparer.Ordinal)
                .Select(side => I($"{side.Count()} {side.Key} ({side.Select(row => row.Owner).Distinct().Count()} people)")));
            yield return I($"{kind.Key(),-10} {own.Length,6} {Count(ActivityState.Done, ActivityState.Unconfirmed),6} {Count(ActivityState.Declined),8} {Count(ActivityState.Deleted),7} {Count(ActivityState.Cancelled),10} {Count(ActivityState.Open),4} {Count(ActivityState.Planned),7}  {sides}");
        }

        yield return "";
        yield return I($"talks rated in debriefs: {rows.Count(row => row is { CarriedBy: not null, Grasp: not null })} of {rows.Count(row => row.CarriedBy is not null)}");
        yield return $"people: {string.Join(", ", year.Acts.Select(act => I($"{act.Value} {act.Key}")))}";
        foreach (IGrouping<PairKind, Pairing> kind in year.Facts.Pairings.GroupBy(pairing => pairing.Kind).OrderBy(kind => kind.Key))
        {
            yield return I($"pairs {kind.Key.Key(),-15} {kind.Count(),4}: {string.Join(", ", kind.GroupBy(pairing => pairing.EndReason is { } reason ? $"{pairing.State} ({reason})" : pairing.State.ToString()).OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => I($"{state.Count()} {state.Key}")))}");
        }

        var again = year.Facts.Pairings.Where(pairing => pairing.ActiveFrom is not null).GroupBy(pairing => (pairing.Mentor, pairing.Mentee, pairing.Skill)).Where(same => same.Count() > 1);
        yield return $"same two people on the same topic again: {string.Join(", ", again.GroupBy(same => same.First().Kind).Select(kind => I($"{kind.Count()} {kind.Key.Key()}")))}";
        yield return "";
        yield return "weeks   Tasks a week (least)  mails  active pairs  waiting  API calls  seconds  state MB";
        foreach (YearWeek[] quarter in year.Weeks.Chunk(13))
        {
            int from = (quarter[0].Monday.DayNumber - year.Weeks[0].Monday.DayNumber) / 7 + 1;
            yield return I($"{from,2}–{from + quarter.Length - 1,-4} {quarter.Average(week => week.Tasks),11:0.0} {$"({quarter.Min(week => week.Tasks)})",8} {quarter.Average(week => week.Mails),6:0.0} {quarter.Average(week => week.ActivePairs),13:0.0} {quarter.Average(week => week.Waiting),8:0.0} {quarter.Average(week => week.ApiCalls),10:0.0} {quarter.Average(week => week.Seconds),8:0.00} {quarter[^1].StateBytes / 1e6,9:0.0}  {string.Join(' ', quarter[0].Steps.Keys.Select(step => I($"{step} {quarter.Average(week => week.Steps[step]):0.00}")))}");
        }
    }

    private static string I(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
