using System.Globalization;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Whether the org's time can be believed: everything is dated by it, and a wrong year would end every pair and close every Task.
/// </summary>
internal static class ClockRule
{
    /// <summary>The header by which an org in a box says that its time is its own.</summary>
    internal const string SimulatedClock = "X-Simulated-Clock";

    /// <summary>Clocks differ by seconds, badly kept ones by minutes, one with a wrong zone by hours.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromDays(1);

    /// <summary>
    /// Days that a simulated clock may go on between two runs: a month and a half, since trials step by days, weeks or a month. Whoever
    /// leaps further means to, and can say the day. (Where two clocks agree, a worker may have been away for any time.)
    /// </summary>
    private const int MostDaysAhead = 45;

    /// <param name="here">This machine's time.</param>
    /// <param name="lastDay">The day that the last run judged; null: there was none.</param>
    /// <param name="isDayGiven">The operator has said which day it is.</param>
    /// <exception cref="SalesforceFailure">The org's time is not to be acted on.</exception>
    public static void Require(SalesforceOrg org, DateTimeOffset here, DateOnly? lastDay, bool isDayGiven)
    {
        if (!org.HasSimulatedClock)
        {
            if ((org.Now - here).Duration() > MostSkew)
            {
                throw Refuse(
                    $"this machine's clock says {Text(here)}",
                    "correct the clock of this machine, or of the proxy that dates the answers");
            }

            return;
        }

        if (!isDayGiven && lastDay is { } last && DateOnly.FromDateTime(org.Now.UtcDateTime).DayNumber - last.DayNumber > MostDaysAhead)
        {
            throw Refuse(
                string.Create(CultureInfo.InvariantCulture, $"the last run judged {last:yyyy-MM-dd}, more than {MostDaysAhead} days before"),
                "correct its clock, or say the day with --as-of YYYY-MM-DD");
        }

        SalesforceFailure Refuse(string against, string remedy) => new(
            SalesforceFailureCategory.Configuration,
            $"the org's answers are dated {Text(org.Now)}, but {against}; by a wrong clock pairs would end and Tasks be closed, so nothing is done: {remedy}");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
