using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrmMentorSync.Worker.State;

/// <summary>
/// A statement that is run for a million rows, its values bound by position. ADO.NET looks each parameter up by name for each row,
/// which costs more than the row itself. It runs within whatever transaction the connection is in.
/// </summary>
internal sealed class RowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="sql">Its parameters are ?1, ?2 …</param>
    public RowStatement(DbConnection connection, string sql)
    {
        _database = ((SqliteConnection)connection).Handle ?? throw new InvalidOperationException("the connection is closed");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <param name="place">From 1, as in the statement; so everywhere.</param>
    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    public void Bind(int place, string text) => Check(raw.sqlite3_bind_text(_statement, place, text));

    public void Bind(int place, long number) => Check(raw.sqlite3_bind_int64(_statement, place, number));

    public void Bind(int place, double number) => Check(raw.sqlite3_bind_double(_statement, place, number));

    /// <summary>Text that is UTF-8 already. (An empty span has no address, which SQLite would take for NULL.)</summary>
    public void Bind(int place, ReadOnlySpan<byte> text) => Check(
        text.IsEmpty ? raw.sqlite3_bind_text(_statement, place, "") : raw.sqlite3_bind_text(_statement, place, text));

    /// <returns>How many rows were changed.</returns>
    public int Run()
    {
        int result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }
}
