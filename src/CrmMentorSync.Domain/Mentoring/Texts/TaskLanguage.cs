using System.Globalization;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>Languages that Tasks are written in.</summary>
public enum TaskLanguage
{
    English,
    German,
}

public static class TaskLanguages
{
    /// <summary>German for those who use Salesforce in German, of whatever country; English for everyone else.</summary>
    public static TaskLanguage Of(Person person) =>
        person.Language.Equals("de", StringComparison.OrdinalIgnoreCase) || person.Language.StartsWith("de_", StringComparison.OrdinalIgnoreCase)
        || person.Language.StartsWith("de-", StringComparison.OrdinalIgnoreCase)
            ? TaskLanguage.German
            : TaskLanguage.English;

    /// <summary>A day in words, for example <c>Thursday, 7 January 2027</c>; from our own tables, because a bare machine has no ICU.</summary>
    public static string Write(DateOnly day, TaskLanguage language) => language switch
    {
        TaskLanguage.English => string.Create(
            CultureInfo.InvariantCulture, $"{EnglishDays[(int)day.DayOfWeek]}, {day.Day} {EnglishMonths[day.Month - 1]} {day.Year}"),
        TaskLanguage.German => string.Create(
            CultureInfo.InvariantCulture, $"{GermanDays[(int)day.DayOfWeek]}, {day.Day}. {GermanMonths[day.Month - 1]} {day.Year}"),
    };

    private static readonly string[] EnglishDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] GermanDays = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];
    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
}
