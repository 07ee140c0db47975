namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Takes the rows that were collected in <paramref name="rows"/>, the first <paramref name="count"/> of them, and keeps them.</summary>
internal delegate Task TakeRows(StampRange range, QueryRow rows, int count, CancellationToken ct);

/// <summary>What is asked of an object: its columns, and which rows besides the range.</summary>
internal sealed record RangedQuery(string ObjectName, IReadOnlyList<string> Columns, string? Condition, bool All)
{
    public const string Stamp = "SystemModstamp";

    /// <summary>The question for a range; the columns must hold Id and SystemModstamp.</summary>
    public string Ordered(string? range) => $"{Unordered(range)} ORDER BY {Stamp}, Id";

    public string Unordered(string? range)
    {
        string where = string.Join(" AND ", new[] { Condition, range }.Where(condition => condition is not null));
        return $"SELECT {string.Join(", ", Columns)} FROM {ObjectName}{(where.Length > 0 ? $" WHERE {where}" : "")}";
    }
}

/// <summary>Reads an object in disjoint ranges, several at a time, each in the order (SystemModstamp, Id).</summary>
internal sealed partial class RangeReader(SalesforceQueries queries, ILogger<RangeReader> logger)
{
    private const int MostAttempts = 3;
    private const int RowsAtOnce = 500;
    private const string ExpiredLocator = "INVALID_QUERY_LOCATOR";

    /// <param name="asked">The first page of the first range where it was asked for already; null: it was not.</param>
    public async Task ReadAsync(RangedQuery query, RangePlan plan, int degree, Stream? asked, TakeRows take, CancellationToken ct)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] workers = [.. Enumerable.Range(0, degree).Select(number => WorkAsync(number == 0 ? asked : null))];
        try
        {
            await foreach (Task done in Task.WhenEach(workers))
            {
                await done;
            }
        }
        finally
        {
            // After a failure the others stop too; what the first one said is what is told.
            await failed.CancelAsync();
            await Task.WhenAll(workers).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        async Task WorkAsync(Stream? firstPage)
        {
            var rows = new QueryRow(QueryColumns.Of(query.Unordered(null)));
            while (await plan.NextAsync(failed.Token) is { } range)
            {
                await ReadRangeAsync(query, plan, range, rows, firstPage, take, failed.Token);
                firstPage = null;
                plan.Finish(range);
            }
        }
    }

    private async Task ReadRangeAsync(
        RangedQuery query, RangePlan plan, StampRange range, QueryRow rows, Stream? firstPage, TakeRows take, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            RangePoint? before = range.Reached;
            try
            {
                await ReadOnceAsync(query, plan, range, rows, firstPage, take, ct);
                return;
            }
            catch (SalesforceFailure slow) when (slow.ErrorCode == "QUERY_TIMEOUT" && plan.TryHalve(range))
            {
                // Halving comes to an end by itself.
                attempt--;
                LogHalved(query.ObjectName);
            }
            catch (SalesforceFailure expired) when (expired.ErrorCode == ExpiredLocator && range.Reached != before)
            {
                // Another question opens another locator; each brings a page at least, so that this too comes to an end.
                attempt--;
                LogExpired(query.ObjectName);
            }
            catch (SalesforceFailure failure) when (attempt < MostAttempts && range.Reached is not null && CanGoOn(failure))
            {
                LogBroken(query.ObjectName, failure.Category, attempt);
            }

            firstPage = null;
        }
    }

    private async Task ReadOnceAsync(
        RangedQuery query, RangePlan plan, StampRange range, QueryRow rows, Stream? firstPage, TakeRows take, CancellationToken ct)
    {
        await using QueryStream stream = queries.Open(query.Ordered(range.Condition()), query.All, rows, firstPage);
        rows.Clear();
        bool counted = false;
        int whole = 0;
        try
        {
            while (await stream.ReadAsync(ct))
            {
                whole++;
                if (!counted && stream.TotalSize is { } total)
                {
                    plan.Counted(range, total);
                    counted = true;
                }

                if (whole == RowsAtOnce)
                {
                    int own = await HandOnAsync(plan, range, rows, whole, take, ct);
                    whole = 0;
                    rows.Clear();
                    if (own < RowsAtOnce)
                    {
                        return;
                    }
                }
            }

            if (!counted)
            {
                plan.Counted(range, 0);
            }
        }
        catch (SalesforceFailure)
        {
            // The rows before the break are whole, and need not be read again.
            await HandOnAsync(plan, range, rows, whole, take, ct);
            throw;
        }

        await HandOnAsync(plan, range, rows, whole, take, ct);
    }

    private static async Task<int> HandOnAsync(RangePlan plan, StampRange range, QueryRow rows, int count, TakeRows take, CancellationToken ct)
    {
        int own = plan.Advance(range, Stamps(rows, count), last =>
        {
            rows.Show(last);
            return rows.GetString(rows.Columns.IndexOf("Id"))!;
        });
        if (own > 0)
        {
            await take(range, rows, own, ct);
        }

        return own;
    }

    private static DateTimeOffset[] Stamps(QueryRow rows, int count)
    {
        int column = rows.Columns.IndexOf(RangedQuery.Stamp);
        var stamps = new DateTimeOffset[count];
        for (int i = 0; i < count; i++)
        {
            rows.Show(i);
            if (!rows.TryGetInstant(column, out stamps[i]))
            {
                throw SalesforceFailure.Protocol("a record has no readable SystemModstamp");
            }
        }

        return stamps;
    }

    private static bool CanGoOn(SalesforceFailure failure) =>
        failure.Category == SalesforceFailureCategory.Unavailable || failure.ErrorCode == ExpiredLocator;

    [LoggerMessage(EventId = 2006, Level = LogLevel.Information, Message = "{Object}: the org takes too long over a range; asking for its halves")]
    private partial void LogHalved(string @object);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Information, Message = "{Object}: the locator of the pages has expired; asking for the rest")]
    private partial void LogExpired(string @object);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Warning, Message = "{Object}: the read broke off ({Category}); going on from the last record (attempt {Attempt})")]
    private partial void LogBroken(string @object, SalesforceFailureCategory category, int attempt);
}
