namespace OpsCenter.V1Traffic.Measurement;

/// <summary>Records a timeline in constant memory: when it is full, the length of its steps is doubled.</summary>
/// <param name="from">The start. Earlier arrivals count for the first step.</param>
internal sealed class TimelineRecording(TimeSpan from)
{
    private const int Length = 600;

    private readonly (long Operations, TimeSpan Longest)[] _steps = new (long, TimeSpan)[Length];
    private TimeSpan _step = TimeSpan.FromMilliseconds(100);

    public void Add(TimeSpan arrival, TimeSpan latency)
    {
        var since = arrival > from ? arrival - from : TimeSpan.Zero;
        while (since >= _step * Length)
        {
            Double();
        }

        var index = (int)(since.Ticks / _step.Ticks);
        _steps[index] = Sum(_steps[index], (1, latency));
    }

    public Timeline ToTimeline() =>
        new(
            _step,
            [
                .. _steps
                    .Index()
                    .Where(step => step.Item.Operations > 0)
                    .Select(step => new TimelineStep(
                        from + _step * step.Index,
                        step.Item.Operations,
                        step.Item.Longest
                    )),
            ]
        );

    private void Double()
    {
        for (var i = 0; i < Length / 2; i++)
        {
            _steps[i] = Sum(_steps[2 * i], _steps[2 * i + 1]);
        }

        Array.Clear(_steps, Length / 2, Length / 2);
        _step *= 2;
    }

    private static (long Operations, TimeSpan Longest) Sum(
        (long Operations, TimeSpan Longest) a,
        (long Operations, TimeSpan Longest) b
    ) => (a.Operations + b.Operations, a.Longest > b.Longest ? a.Longest : b.Longest);
}
