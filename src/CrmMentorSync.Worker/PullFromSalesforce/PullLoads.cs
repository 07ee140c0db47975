using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>A read of an object from its beginning, perhaps in an earlier process, to its end.</summary>
/// <param name="StartedAt">The org's clock when it began: whatever changed later is the next read's.</param>
/// <param name="BulkJob">The job whose pages are being read; null: ranges are.</param>
/// <param name="Ranges">What is left of it.</param>
internal sealed record PullLoad(DateTimeOffset StartedAt, string? BulkJob, IReadOnlyList<StampRange> Ranges);

/// <summary>The rows of reads that are not complete. They change in one transaction with the facts that they speak of.</summary>
internal static class PullLoads
{
    extension(DbConnection connection)
    {
        /// <summary>The read that an earlier process did not complete; null where there is none, or its fields were others.</summary>
        public async Task<PullLoad?> ReadLoadAsync(string objectName, string fields, CancellationToken ct)
        {
            (long StartedAt, string? BulkJob)? load = await connection.QuerySingleOrDefaultAsync<(long, string?)?>(new CommandDefinition(
                "SELECT started_at, bulk_job FROM pull_loads WHERE object = @objectName AND fields = @fields", new { objectName, fields }, cancellationToken: ct));
            if (load is not { } found)
            {
                return null;
            }

            IEnumerable<(long? From, long? To, long? Stamp, string? Id)> ranges = await connection.QueryAsync<(long?, long?, long?, string?)>(new CommandDefinition(
                "SELECT from_stamp, to_stamp, done_stamp, done_id FROM pull_ranges WHERE object = @objectName ORDER BY ordinal", new { objectName }, cancellationToken: ct));
            return new PullLoad(Sql.Instant(found.StartedAt), found.BulkJob,
            [
                .. ranges.Select(range => new StampRange(
                    Sql.Instant(range.From), Sql.Instant(range.To), range is { Stamp: { } stamp, Id: { } id } ? new RangePoint(Sql.Instant(stamp), id) : null)),
            ]);
        }

        /// <summary>What is left of a read.</summary>
        public async Task WriteLoadAsync(
            string objectName, string fields, DateTimeOffset startedAt, string? bulkJob,
            IReadOnlyList<(DateTimeOffset? From, DateTimeOffset? To, RangePoint? Done)> left, DbTransaction transaction, CancellationToken ct)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO pull_loads (object, fields, started_at, bulk_job) VALUES (@objectName, @fields, @startedAt, @bulkJob)
                ON CONFLICT (object) DO UPDATE SET fields = excluded.fields, started_at = excluded.started_at, bulk_job = excluded.bulk_job;
                DELETE FROM pull_ranges WHERE object = @objectName
                """,
                new { objectName, fields, startedAt = Sql.Ticks(startedAt), bulkJob },
                transaction,
                cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO pull_ranges (object, ordinal, from_stamp, to_stamp, done_stamp, done_id)
                VALUES (@objectName, @ordinal, @from, @to, @stamp, @id)
                """,
                left.Select((range, ordinal) => new
                {
                    objectName, ordinal, from = Sql.Ticks(range.From), to = Sql.Ticks(range.To), stamp = Sql.Ticks(range.Done?.Stamp), id = range.Done?.Id,
                }),
                transaction,
                cancellationToken: ct));
        }

        public async Task<IReadOnlySet<string>> ReadBulkPagesAsync(string objectName, CancellationToken ct) =>
            (await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT page FROM pull_bulk_pages WHERE object = @objectName", new { objectName }, cancellationToken: ct))).ToHashSet(StringComparer.Ordinal);

        public Task AddBulkPageAsync(string objectName, string page, DbTransaction transaction, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO pull_bulk_pages (object, page) VALUES (@objectName, @page) ON CONFLICT DO NOTHING",
                new { objectName, page }, transaction, cancellationToken: ct));

        /// <summary>The read is complete.</summary>
        public Task ForgetLoadAsync(string objectName, DbTransaction transaction, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                """
                DELETE FROM pull_loads WHERE object = @objectName;
                DELETE FROM pull_ranges WHERE object = @objectName;
                DELETE FROM pull_bulk_pages WHERE object = @objectName
                """,
                new { objectName }, transaction, cancellationToken: ct));
    }
}
