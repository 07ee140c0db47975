using System.Text;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>Reads one file of an export: a header that fits or an error, then every row taken or refused with its line and reason.</summary>
internal sealed class FileLoader(string path, ExportFile file, UserDirectory users, List<RefusedRow> refused)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _name = Path.GetFileName(path);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <returns>Null for an empty optional file.</returns>
    /// <exception cref="OrgFolderException">The file cannot be read, is not UTF-8, or has a header that does not fit.</exception>
    public LoadedFile? Load(CancellationToken ct)
    {
        try
        {
            return Read(ct);
        }
        catch (DecoderFallbackException error)
        {
            throw new OrgFolderException($"{path} is not UTF-8 text: save it as UTF-8, as Salesforce's Data Export does.", error);
        }
    }

    private LoadedFile? Read(CancellationToken ct)
    {
        using StreamReader text = Open();
        var reader = new CsvRecordReader(text);
        if (ReadHeader(reader) is not { } columns)
        {
            return null;
        }

        FieldDefinition?[] fields = [.. columns.Select(file.Definition.Find)];
        int[] required = [.. file.RequiredValues.Select(name => Array.IndexOf(columns, name))];
        int owner = file.MustBeUser is { } column ? Array.IndexOf(columns, column) : -1;
        int id = Array.IndexOf(columns, "Id");
        var loaded = new LoadedFile(file, columns, [], []);
        while (reader.Read(columns.Length) is { } record)
        {
            ct.ThrowIfCancellationRequested();
            string? reason = record.Fault ?? Fault(record.Fields!, columns, fields, required, owner)
                ?? (id >= 0 && record.Fields![id].Length > 0 && !_ids.Add(record.Fields[id]) ? $"Id {record.Fields[id]} is taken by an earlier row; give each row its own" : null);
            if (reason is null)
            {
                loaded.Rows.Add(record.Fields!);
                loaded.Lines.Add(record.Line);
            }
            else
            {
                refused.Add(new RefusedRow(_name, record.Line, reason));
            }
        }

        return loaded;
    }

    private StreamReader Open()
    {
        try
        {
            return new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrgFolderException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private string[]? ReadHeader(CsvRecordReader reader)
    {
        CsvRecord? header = reader.Read(expected: 0);
        if (header is null)
        {
            const string Empty = "is empty; its first line must name the columns";
            if (file.Required)
            {
                throw new OrgFolderException($"{path} {Empty} ({string.Join(", ", file.RequiredColumns)}, ...). Export the object again.");
            }

            refused.Add(new RefusedRow(_name, 1, $"the file {Empty}; it is treated as absent"));
            return null;
        }

        if (header.Fields is null)
        {
            throw new OrgFolderException($"{path}: the header in line {header.Line} is not CSV: {header.Fault}.");
        }

        string[] columns = [.. header.Fields.Select(name => file.Definition.Find(name.Trim())?.Name ?? name.Trim())];
        RequireColumns(columns);
        return columns;
    }

    private void RequireColumns(string[] columns)
    {
        string[] missing = [.. file.RequiredColumns.Except(columns, StringComparer.OrdinalIgnoreCase)];
        if (missing.Length > 0)
        {
            throw new OrgFolderException(
                $"{path} has no column {string.Join(", ", missing)}. Export {file.Definition.Name} again with {(missing.Length == 1 ? "it" : "them")}; columns go by their API names.");
        }

        if (columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new OrgFolderException($"{path} has the column '{twice.Key}' more than once. Keep one.");
        }

        if (Array.IndexOf(columns, "") >= 0)
        {
            throw new OrgFolderException($"{path} has a column without a name. Name it, or remove it.");
        }
    }

    private string? Fault(string[] cells, string[] columns, FieldDefinition?[] fields, int[] required, int owner)
    {
        foreach (int at in required)
        {
            if (at >= 0 && cells[at].Length == 0)
            {
                return $"{columns[at]} is empty; every {file.Definition.Name} needs one";
            }
        }

        for (int at = 0; at < cells.Length; at++)
        {
            if (fields[at] is not { } field)
            {
                continue;
            }

            if (FieldText.Fault(field, cells[at]) is { } fault)
            {
                return fault;
            }

            if (field.Type.IsId && cells[at].Length == 15)
            {
                cells[at] = RecordId.Normalise(cells[at]);
            }
        }

        return owner >= 0 && cells[owner].Length > 0 && !users.MayOwn(cells[owner])
            ? $"{columns[owner]} {cells[owner]} is nobody in User.csv; export that user too, inactive users included"
            : null;
    }
}
