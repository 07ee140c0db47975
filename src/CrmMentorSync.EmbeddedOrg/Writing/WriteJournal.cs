using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>
/// What was written into the org, one JSON line each, so that the next start meets the same org. A line that a crash cut short is cut
/// off; any other damage stops the start, because an org that forgot a task would get it twice.
/// </summary>
internal sealed class WriteJournal : IDisposable
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;

    private WriteJournal(FileStream file) => _file = file;

    /// <summary>Replays a journal into the org and opens it for more.</summary>
    public static WriteJournal Open(string path, OrgDatabase database, OrgClock clock)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        FileStream file = OpenFile(path);
        try
        {
            var replay = new JournalReplay(path, database, clock);
            file.SetLength(replay.Run(file));
            file.Seek(0, SeekOrigin.End);
            return new WriteJournal(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Append(IReadOnlyList<PendingWrite> writes, DateTimeOffset at)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (PendingWrite write in writes)
        {
            using (var writer = new Utf8JsonWriter(lines, Json))
            {
                writer.WriteStartObject();
                writer.WriteString("at", FieldJson.Spell(at));
                writer.WriteString("op", write.Kind == WriteKind.Create ? "create" : "update");
                writer.WriteString("type", write.Table.Name);
                writer.WriteString("id", write.Id);
                writer.WriteStartObject("fields");
                foreach ((Column column, object? value) in write.Values)
                {
                    writer.WritePropertyName(column.Field.Name);
                    FieldJson.Write(writer, column.Field.Type, value);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            lines.Write("\n"u8);
        }

        _file.Write(lines.WrittenSpan);
        _file.Flush();
    }

    /// <summary>Remembers how far the clock was put forward.</summary>
    public void AppendClock(DateTimeOffset at)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["at"] = FieldJson.Spell(at), ["op"] = "clock" }));
        _file.Write("\n"u8);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static FileStream OpenFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // It holds the texts of tasks: for its owner's eyes only.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrgFolderException(
                $"The journal '{path}' of the embedded org's writes cannot be opened ({error.Message}). Is another embedded org using it? Give each its own.", error);
        }
    }
}
