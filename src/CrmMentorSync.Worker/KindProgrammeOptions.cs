using System.Collections.Frozen;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Worker;

/// <summary>What pairs of one kind do, where it is not the default: <c>Programme:Kinds:peer:…</c>.</summary>
internal sealed class KindProgrammeOptions
{
    /// <summary>Names of activities; null: those of the default.</summary>
    public string[]? Activities { get; set; }

    /// <summary>Talks that are held weekly before the later ones; null: the default, four for most kinds.</summary>
    public int? WeeklySessions { get; set; }

    /// <summary>Weeks from one later talk to the next; null: four.</summary>
    public int? WeeksBetweenSessions { get; set; }
}

/// <summary>The programme of each kind: the defaults, and what is configured over them.</summary>
internal static class KindProgrammes
{
    /// <summary>Stands for an empty list, which the environment cannot say.</summary>
    private const string None = "none";

    /// <summary>
    /// Peer pairs follow the four-week protocol of the trial in evidence.md and then everything; a registered pair is left to
    /// itself; a manager's talk is held monthly and asks only.
    /// </summary>
    public static KindProgramme Default(string kind) => kind switch
    {
        "informal" => new KindProgramme { Activities = new HashSet<ActivityKind>() },
        "manager_to_top" => new KindProgramme
        {
            Activities = new HashSet<ActivityKind> { ActivityKind.Lunch, ActivityKind.Contact, ActivityKind.Exit, ActivityKind.Check12, ActivityKind.Expect },
            WeeklySessions = 0,
            QuestionsOnly = true,
        },
        "external" => new KindProgramme { Activities = KindProgramme.Core },
        "onboarding" => new KindProgramme { Activities = KindProgramme.OfPairs },
        _ => new KindProgramme { Activities = KindProgramme.OfPairs.Except([ActivityKind.Checklist]).ToHashSet() },
    };

    public static Dictionary<PairKind, KindProgramme> Of(ProgrammeOptions options) => Enum.GetValues<PairKind>().ToDictionary(kind => kind, kind =>
    {
        KindProgramme own = Default(kind.Key());
        return options.Kinds.GetValueOrDefault(kind.Key()) is not { } set ? own : own with
        {
            Activities = set.Activities is { } names ? names.Select(ActivityNames.TryParse).OfType<ActivityKind>().ToHashSet() : own.Activities,
            WeeklySessions = set.WeeklySessions ?? own.WeeklySessions,
            WeeksBetweenLaterSessions = set.WeeksBetweenSessions ?? own.WeeksBetweenLaterSessions,
        };
    });

    public static HashSet<ActivityKind> Company(ProgrammeOptions options) =>
        options.Company is { } names ? [.. names.Select(ActivityNames.TryParse).OfType<ActivityKind>()] : [.. KindProgramme.Company];

    /// <summary>The stages of open deals at which a topic matters, where none are configured: those of a new Salesforce org.</summary>
    public static Dictionary<Skill, string[]> Stages(ProgrammeOptions options) => options.Stages.Count > 0
        ? options.Stages.ToDictionary(topic => SkillNames.Parse(topic.Key), topic => topic.Value)
        : new Dictionary<Skill, string[]>
        {
            [Skill.WinRate] = ["Proposal/Price Quote", "Negotiation/Review"],
            [Skill.DealSize] = ["Value Proposition", "Proposal/Price Quote"],
            [Skill.CycleDays] = ["Id. Decision Makers", "Negotiation/Review"],
            [Skill.WonPerMonth] = ["Negotiation/Review"],
        };

    public static IEnumerable<string> Problems(ProgrammeOptions options)
    {
        foreach ((string kind, KindProgrammeOptions set) in options.Kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            if (!Enum.GetValues<PairKind>().Any(known => known.Key() == kind))
            {
                yield return $"Programme:Kinds:{kind}: no kind of pairing is called that; {string.Join(", ", Enum.GetValues<PairKind>().Select(known => known.Key()))} are";
            }

            foreach (string name in Unknown(set.Activities ?? [], KindProgramme.OfPairs))
            {
                yield return $"Programme:Kinds:{kind}:Activities: pairs do no '{name}'; {Names(KindProgramme.OfPairs)} they do";
            }

            if (set.WeeklySessions is < 0 or > 26)
            {
                yield return $"Programme:Kinds:{kind}:WeeklySessions must be from 0 to 26: found {set.WeeklySessions}";
            }

            if (set.WeeksBetweenSessions is < 1 or > 26)
            {
                yield return $"Programme:Kinds:{kind}:WeeksBetweenSessions must be from 1 to 26: found {set.WeeksBetweenSessions}";
            }
        }

        foreach (string name in Unknown(options.Company ?? [], KindProgramme.Company))
        {
            yield return $"Programme:Company: the company does no '{name}'; {Names(KindProgramme.Company)} it does";
        }

        foreach (string topic in options.Stages.Keys.Where(topic => !Enum.GetValues<Skill>().Any(skill => skill.Key() == topic)).Order(StringComparer.Ordinal))
        {
            yield return $"Programme:Stages:{topic}: no topic is called that; {string.Join(", ", Enum.GetValues<Skill>().Select(skill => skill.Key()))} are";
        }
    }

    private static IEnumerable<string> Unknown(string[] names, FrozenSet<ActivityKind> known) =>
        names.Where(name => name != None && !(ActivityNames.TryParse(name) is { } activity && known.Contains(activity)));

    private static string Names(IEnumerable<ActivityKind> activities) => string.Join(", ", activities.Order().Select(activity => activity.Key()));
}
