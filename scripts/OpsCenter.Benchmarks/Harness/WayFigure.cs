namespace OpsCenter.Benchmarks.Harness;

/// <summary>The measured durations of one way.</summary>
/// <param name="Way">The name.</param>
/// <param name="Times">The durations, not ordered.</param>
internal sealed record WayFigure(string Way, IReadOnlyList<TimeSpan> Times)
{
    private readonly TimeSpan[] _sorted = [.. Times.Order()];

    /// <summary>The percentile for a share of the runs, such as 0.5 for the median.</summary>
    public TimeSpan At(double share) =>
        _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
