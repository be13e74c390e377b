namespace OpsCenter.MigrationService.Reports;

/// <summary>When something happened within a run, as parts of the run's duration.</summary>
/// <param name="From">Its begin, 0 to 1.</param>
/// <param name="Length">Its duration, 0 to 1.</param>
/// <param name="Waited">How much of it was the wait for a lock, 0 to 1.</param>
internal sealed record ReportBar(double From, double Length, double Waited);
