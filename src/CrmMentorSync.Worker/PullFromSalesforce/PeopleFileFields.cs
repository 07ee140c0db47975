using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using CsvHelper;
using NodaTime;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The present line's values, and the first thing wrong with them.</summary>
internal sealed class PeopleFileFields(string[] headers, CsvReader csv)
{
    /// <summary>Columns that say something of reps alone.</summary>
    private static readonly string[] OfRepsOnly = ["hire_date", "leave_from", "leave_to", "fte", "segment"];

    public string? FirstProblem { get; private set; }

    public string Problem(string reason)
    {
        FirstProblem ??= reason;
        return "";
    }

    public string? Text(string column) =>
        Array.IndexOf(headers, column) is >= 0 and int place && csv.GetString(place).Trim() is { Length: > 0 } text ? text : null;

    public DateOnly? Day(string column)
    {
        string? text = Text(column);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        Problem($"{column} '{text}' is no day like 2026-03-31");
        return null;
    }

    public double? Fte()
    {
        string? text = Text("fte");
        if (text is null)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double fte) || fte is not (> 0 and <= 1))
        {
            Problem($"fte '{text}' is no number over 0 and up to 1, like 0.8");
            return null;
        }

        return fte;
    }

    public bool Flag(string column)
    {
        switch (Text(column)?.ToLowerInvariant())
        {
            case "true" or "yes" or "1":
                return true;
            case null or "false" or "no" or "0":
                return false;
            case { } other:
                Problem($"{column} '{other}' is neither true nor false");
                return false;
        }
    }

    public int? Whole(string column)
    {
        string? text = Text(column);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        Problem($"{column} '{text}' is no whole number from 0");
        return null;
    }

    /// <summary>The person on the line as a mentor from outside; null where something is wrong with it.</summary>
    public OutsideMentorRow? Mentor(string email)
    {
        string[] skills = (Text("teaches") ?? "").Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] known = [.. TeachableSkills.All.Select(skill => skill.Key())];
        string zone = Text("time_zone") ?? "UTC";
        var mentor = new OutsideMentorRow
        {
            Name = Text("name") ?? Problem("external is yes and name is empty: someone without a login needs one"),
            Email = new EmailAddressAttribute().IsValid(email) ? email : Problem($"external is yes and '{email}' is no e-mail address: it goes into the column Username"),
            Skills = skills,
            TimeZone = zone,
            MaxMentees = Whole("max_mentees") ?? 1,
        };
        if (skills.Length == 0 || skills.FirstOrDefault(skill => !known.Contains(skill)) is { } || skills.Distinct(StringComparer.Ordinal).Count() < skills.Length)
        {
            Problem($"teaches '{Text("teaches")}' names no skills, an unknown one or one twice: the skills are {string.Join(", ", known)}, with a space between them");
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            Problem($"time_zone '{zone}' is no IANA zone, like Europe/Berlin");
        }

        if (mentor.MaxMentees > 20)
        {
            Problem("max_mentees of someone from outside goes up to 20");
        }

        if (OfRepsOnly.FirstOrDefault(column => Text(column) is not null) is { } column)
        {
            Problem($"{column} says nothing of someone from outside: leave it empty");
        }

        return FirstProblem is null ? mentor : null;
    }
}
