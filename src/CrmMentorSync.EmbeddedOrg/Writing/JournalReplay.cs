using System.Text;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>Does again what a journal says was done.</summary>
internal sealed class JournalReplay(string path, OrgDatabase database, OrgClock clock)
{
    /// <returns>The length up to which the file is whole.</returns>
    public long Run(Stream file)
    {
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        ReadOnlySpan<byte> rest = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        long whole = 0;
        for (int line = 1; rest.IndexOf((byte)'\n') is >= 0 and var end; line++)
        {
            Apply(rest[..end], line);
            whole += end + 1;
            rest = rest[(end + 1)..];
        }

        return whole;
    }

    private void Apply(ReadOnlySpan<byte> json, int line)
    {
        try
        {
            using JsonDocument entry = JsonDocument.Parse(Encoding.UTF8.GetString(json));
            Apply(entry.RootElement, line);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Damaged(line, error.Message);
        }
    }

    private void Apply(JsonElement entry, int line)
    {
        if (!FieldText.TryInstant(entry.GetProperty("at").GetString(), out DateTimeOffset at))
        {
            throw Damaged(line, "its 'at' is no instant");
        }

        clock.AdvanceTo(at);
        if (entry.GetProperty("op").GetString() == "clock")
        {
            return;
        }

        string type = entry.GetProperty("type").GetString()!;
        string id = entry.GetProperty("id").GetString()!;
        ObjectTable table = database.Find(type) ?? throw Damaged(line, $"this org has no {type}");
        int row = table.Locate(id);
        if (row < 0)
        {
            row = entry.GetProperty("op").GetString() == "create"
                ? table.Append(id)
                : throw Damaged(line, $"it changes {type} {id}, which this org does not have");
        }

        foreach (JsonProperty field in entry.GetProperty("fields").EnumerateObject())
        {
            Column column = table.Find(field.Name) ?? throw Damaged(line, $"{type} has no field {field.Name} in this org");
            if (!FieldJson.TryRead(column.Field.Type, field.Value, out object? value))
            {
                throw Damaged(line, $"the value of {field.Name} is not a {column.Field.Type}");
            }

            table.Set(row, column, value);
        }
    }

    private OrgFolderException Damaged(int line, string what) => new(
        $"The journal '{path}' does not fit this org: line {line}: {what}. Use the folder it was written for, or move the journal away to start from the export alone.");
}
