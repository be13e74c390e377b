namespace OpsCenter.MigrationService.Progress;

/// <summary>What a run is doing at a moment.</summary>
/// <param name="Name">The step, such as <c>digest public.orders</c>; or what is known of it beyond its name.</param>
/// <param name="Elapsed">How long it has been running.</param>
/// <param name="Percent">How far it is, 0 to 100; null where that cannot be known.</param>
internal sealed record RunningStep(string Name, TimeSpan Elapsed, double? Percent)
{
    /// <summary>The estimate of the time left, if the step goes on as it did; null where that cannot be known.</summary>
    public TimeSpan? Left =>
        Percent is > 1 and < 100 and { } percent ? Elapsed * ((100 - percent) / percent) : null;
}
