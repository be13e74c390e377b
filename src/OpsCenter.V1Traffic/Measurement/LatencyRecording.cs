using HdrHistogram;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>
/// Records latencies in constant memory: microseconds in an HDR histogram with three significant digits.
/// </summary>
internal sealed class LatencyRecording
{
    private static readonly TimeSpan Highest = TimeSpan.FromHours(24);

    private readonly LongHistogram _histogram = new((long)Highest.TotalMicroseconds, 3);
    private TimeSpan _longest;

    public void Add(TimeSpan latency)
    {
        var recorded = latency < Highest ? latency : Highest;
        _histogram.RecordValue((long)recorded.TotalMicroseconds);
        _longest = latency > _longest ? latency : _longest;
    }

    public LatencySummary ToSummary() =>
        new(_histogram.TotalCount, At(50), At(90), At(99), At(99.9), _longest);

    private TimeSpan At(double percentile)
    {
        if (_histogram.TotalCount == 0)
        {
            return TimeSpan.Zero;
        }

        // The histogram returns the upper end of a bucket, which may be above the maximum.
        var value = TimeSpan.FromMicroseconds(_histogram.GetValueAtPercentile(percentile));
        return value < _longest ? value : _longest;
    }
}
