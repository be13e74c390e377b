namespace OpsCenter.MigrationService.Reports;

/// <summary>A column of a table in a report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="IsNumber">Whether its values are aligned to the right.</param>
/// <param name="IsCode">Whether its values are names or values of the database.</param>
internal sealed record ReportColumn(string Title, bool IsNumber = false, bool IsCode = false);
