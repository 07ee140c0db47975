namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>A generated org and the truth that its deals were drawn from, one entry a seller in the order of their ids.</summary>
public sealed record GeneratedOrg(GeneratorOptions Options, OrgExport Export, IReadOnlyList<RepTruth> Truth)
{
    /// <summary>
    /// The truth as a table of text for whoever wants to judge a scorer in another program. It is not part of
    /// <see cref="Export"/>, so that no scorer can see it.
    /// </summary>
    public ExportTable TruthTable()
    {
        var table = new TableBuilder(
            "truth",
            "rep_id", "segment", "hired_on", "deals_per_month", "win_rate", "log_size_mean", "log_size_sd", "log_productivity");
        foreach (RepTruth truth in Truth)
        {
            table.Add(
                truth.RepId, truth.Segment, ExportText.OptionalDay(truth.HiredOn), ExportText.Number(truth.DealsPerMonth),
                ExportText.Number(truth.WinRate), ExportText.Number(truth.LogSizeMean), ExportText.Number(truth.LogSizeSd),
                ExportText.Number(truth.LogProductivity));
        }

        return table.Build();
    }
}
