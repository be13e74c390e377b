namespace OpsCenter.MigrationService.Reports;

/// <summary>Something that took time in a run.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Depth">How many of the others it is a part of.</param>
/// <param name="Start">When it began, from the run's begin.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Waited">How much of it was the wait for a lock.</param>
/// <param name="Failed">Whether it failed.</param>
internal sealed record RecordedSpan(
    string Name,
    int Depth,
    TimeSpan Start,
    TimeSpan Duration,
    TimeSpan Waited,
    bool Failed
);
