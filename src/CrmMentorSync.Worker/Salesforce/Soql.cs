using System.Globalization;
using System.Text;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Literals of SOQL, escaped by construction: no statement is put together from raw values.</summary>
internal static class Soql
{
    /// <summary>A string literal with its quotes.</summary>
    public static string Quote(string value) => $"'{Escape(value, like: false)}'";

    /// <summary>A pattern for LIKE that matches texts starting with <paramref name="prefix"/>, whatever characters it has.</summary>
    public static string StartsWith(string prefix) => $"'{Escape(prefix, like: true)}%'";

    /// <summary>A list for IN: <c>('a','b')</c>.</summary>
    /// <exception cref="ArgumentException">The list is empty, which SOQL cannot say.</exception>
    public static string List(IEnumerable<string> values)
    {
        string list = string.Join(',', values.Select(Quote));
        return list.Length > 0 ? $"({list})" : throw new ArgumentException("IN needs at least one value", nameof(values));
    }

    /// <summary>A date literal (no quotes in SOQL).</summary>
    public static string Day(DateOnly day) => SalesforceTime.Format(day);

    /// <summary>A datetime literal (no quotes in SOQL), UTC.</summary>
    public static string Instant(DateTimeOffset instant) => SalesforceTime.Format(instant);

    // A backslash before anything but these letters is an error in SOQL, so only they are written.
    private static string Escape(string value, bool like)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (char character in value)
        {
            _ = character switch
            {
                '\\' => text.Append(@"\\"),
                '\'' => text.Append(@"\'"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                '%' or '_' when like => text.Append('\\').Append(character),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }
}
