using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Tests.Measurement;

public class RecordingTests
{
    [Fact]
    public void Percentiles_are_right_to_three_digits_and_the_longest_is_exact()
    {
        var latencies = Enumerable.Range(1, 1000).Select(n => TimeSpan.FromMicroseconds(n * 777));

        var summary = Recorded(latencies).Latency;

        summary.Count.ShouldBe(1000);
        summary.P50.TotalMilliseconds.ShouldBe(388.5, 0.5);
        summary.P99.TotalMilliseconds.ShouldBe(769.2, 0.8);
        summary.Max.ShouldBe(TimeSpan.FromMicroseconds(777_000));
    }

    [Fact]
    public void Nothing_recorded_is_all_zero() =>
        Recorded([]).Latency.ShouldBe(new(0, default, default, default, default, default));

    [Fact]
    public void A_timeline_tells_when_it_was_slow_and_doubles_its_steps_to_stay_small()
    {
        var timeline = new TimelineRecording(TimeSpan.Zero);
        for (var second = 0; second < 1000; second++)
        {
            timeline.Add(
                TimeSpan.FromSeconds(second),
                TimeSpan.FromMilliseconds(second == 700 ? 900 : 1)
            );
        }

        var result = timeline.ToTimeline();

        result.Step.ShouldBe(TimeSpan.FromSeconds(3.2));
        result.Steps.Sum(step => step.Operations).ShouldBe(1000);
        var slow = result.Steps.Single(step => step.Longest > TimeSpan.FromMilliseconds(1));
        slow.Longest.ShouldBe(TimeSpan.FromMilliseconds(900));
        TimeSpan.FromSeconds(700).ShouldBeInRange(slow.From, slow.From + result.Step);
    }

    [Fact]
    public void A_window_of_which_operations_are_forgotten_is_refused()
    {
        var log = new OperationLog(remembered: 2);
        for (var second = 0; second < 4; second++)
        {
            log.Add(Operation(TimeSpan.FromSeconds(second), TimeSpan.FromMilliseconds(1)));
        }

        log.Between(TimeSpan.FromSeconds(2), TimeSpan.MaxValue).Count.ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(() =>
            log.Between(TimeSpan.FromSeconds(1), TimeSpan.MaxValue)
        );
        log.Totals().Done.ShouldBe(4);
    }

    private static OperationTotals Recorded(IEnumerable<TimeSpan> latencies)
    {
        var recording = new Recording(TimeSpan.Zero);
        foreach (var latency in latencies)
        {
            recording.Add(Operation(TimeSpan.Zero, latency));
        }

        return recording.ToTotals();
    }

    private static FinishedOperation Operation(TimeSpan arrival, TimeSpan latency) =>
        new(OperationKind.SumCosts, arrival, TimeSpan.Zero, latency, null);
}
