namespace OpsCenter.MigrationService.Reports;

/// <summary>A table in a report.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record ReportTable(
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<ReportRow> Rows
);
