namespace OpsCenter.MigrationService.Reports;

/// <summary>A row of a table in a report.</summary>
/// <param name="Tone">How its first cell is marked.</param>
/// <param name="Cells">As many as the table has columns; an empty one has nothing to say.</param>
internal sealed record ReportRow(ReportTone Tone, IReadOnlyList<string> Cells)
{
    /// <summary>When it happened; null in a table that is no time line.</summary>
    public ReportBar? Bar { get; init; }
}
