using System.Globalization;
using System.Text;

namespace CrmMentorSync.EmbeddedOrg.Bulk;

/// <summary>A place in a job's rows and the size of its page, spelled so that clients can only hand it back.</summary>
internal sealed record ResultLocator(int From, int Size)
{
    public string Spell(QueryJob job) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{From}.{Size}.{Check(job):x}"))).TrimEnd('=');

    /// <returns>Null for a text that this job never gave out.</returns>
    public static ResultLocator? Read(string text, QueryJob job)
    {
        var bytes = new byte[text.Length + 3];
        string padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out int length))
        {
            return null;
        }

        string[] parts = Encoding.ASCII.GetString(bytes, 0, length).Split('.');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            return null;
        }

        var place = new ResultLocator(from, size);
        return place.Spell(job) == text ? place : null;
    }

    private uint Check(QueryJob job)
    {
        uint hash = 2166136261;
        foreach (char character in job.Id)
        {
            hash = (hash ^ character) * 16777619;
        }

        hash = (hash ^ (uint)From) * 0x9E3779B1u;
        hash = (hash ^ (uint)Size) * 0x85EBCA77u;
        return hash ^ (hash >> 15);
    }
}
