using System.Globalization;
using System.Text;

namespace CrmMentorSync.Domain.Digest;

/// <summary>How one locale writes numbers, dates and money. Values go in, text comes out; no machine's culture is asked.</summary>
/// <param name="Locale">As Salesforce's LocaleSidKey writes it, for example <c>de_DE</c>.</param>
/// <param name="Point">The decimal separator.</param>
/// <param name="Group">The separator of groups of digits.</param>
/// <param name="DayMonth">Pattern of a day in the near future or past: <c>d dd M MM MMM</c>, all else literal.</param>
/// <param name="FullDate">The same with <c>yyyy</c>.</param>
/// <param name="Money">Pattern of an amount: <c>{0}</c> the number, <c>{1}</c> the currency.</param>
/// <param name="Percentage">Pattern of a percentage, <c>{0}</c> the number.</param>
public sealed record LocaleFormat(
    string Locale, char Point, string Group, string DayMonth, string FullDate, string Money, string Percentage)
{
    /// <summary>Digits that make a group after the first group of three: 2 in India, 3 elsewhere.</summary>
    public int LaterGroups { get; init; } = 3;

    /// <summary>Numbers with fewer digits are written without separators (5 in Spain, Portugal, Poland).</summary>
    public int GroupFrom { get; init; } = 4;

    /// <summary>A number rounded half to even at <paramref name="decimals"/> places.</summary>
    public string Number(double value, int decimals)
    {
        // "-0" would be read as a sign; a rounded zero has none.
        double rounded = Math.Round(value, decimals, MidpointRounding.ToEven);
        string plain = Math.Abs(rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? plain : plain[..point];
        string fraction = point < 0 ? "" : Point + plain[(point + 1)..];
        return (rounded < 0 ? "−" : "") + Grouped(whole) + fraction;
    }

    /// <summary>A share of one as a whole percentage, for example 0.314 as <c>31%</c>.</summary>
    public string Percent(double share) => Percentage.Replace("{0}", Number(share * 100, 0), StringComparison.Ordinal);

    /// <summary>An amount in whole units; without a currency the bare number.</summary>
    /// <param name="currency">An ISO 4217 code; null or empty where it is unknown.</param>
    public string Amount(double value, string? currency)
    {
        string number = Number(value, 0);
        if (string.IsNullOrEmpty(currency))
        {
            return number;
        }

        string symbol = Symbol(currency);
        // Letters need a gap that a sign does not: "CHF 100", "$100".
        string pattern = char.IsLetter(symbol[^1]) ? Money.Replace("{1}{0}", "{1}\u00A0{0}", StringComparison.Ordinal) : Money;
        return pattern.Replace("{0}", number, StringComparison.Ordinal).Replace("{1}", symbol, StringComparison.Ordinal);
    }

    /// <summary>A day as <paramref name="pattern"/> says; month names come from the words' language.</summary>
    public static string Date(DateOnly day, string pattern, Func<int, string> monthName)
    {
        var text = new StringBuilder(pattern.Length + 8);
        for (int at = 0; at < pattern.Length;)
        {
            int run = at + 1;
            while (run < pattern.Length && pattern[run] == pattern[at])
            {
                run++;
            }

            string token = pattern[at..run];
            text.Append(token switch
            {
                "d" or "dd" => day.Day.ToString("D" + token.Length, CultureInfo.InvariantCulture),
                "M" or "MM" => day.Month.ToString("D" + token.Length, CultureInfo.InvariantCulture),
                "MMM" => monthName(day.Month),
                "yyyy" => day.Year.ToString("D4", CultureInfo.InvariantCulture),
                _ => token,
            });
            at = run;
        }

        return text.ToString();
    }

    private string Grouped(string digits)
    {
        if (digits.Length < GroupFrom)
        {
            return digits;
        }

        var text = new StringBuilder(digits);
        for (int at = digits.Length - 3; at > 0; at -= LaterGroups)
        {
            text.Insert(at, Group);
        }

        return text.ToString();
    }

    private static string Symbol(string currency) => currency.ToUpperInvariant() switch
    {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "BRL" => "R$",
        "ILS" => "₪",
        "TRY" => "₺",
        "UAH" => "₴",
        "VND" => "₫",
        string code => code,
    };
}
