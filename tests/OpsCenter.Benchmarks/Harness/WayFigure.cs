namespace OpsCenter.Benchmarks.Harness;

/// <summary>How long a way took, time after time.</summary>
/// <param name="Way">The way.</param>
/// <param name="Times">In no order.</param>
internal sealed record WayFigure(string Way, IReadOnlyList<TimeSpan> Times)
{
    private readonly TimeSpan[] _sorted = [.. Times.Order()];

    /// <summary>The time that this share of the runs stays within, such as 0.5 for the median.</summary>
    public TimeSpan At(double share) =>
        _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
