using System.Globalization;

namespace OpsCenter.V1Traffic.Output;

/// <summary>Prints the progress of a run.</summary>
internal sealed class Progress(TrafficRun run, TextWriter output)
{
    /// <summary>Prints the line at the start of the run, when all clients are connected.</summary>
    public void Begin()
    {
        var report = run.Report();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"V1 traffic runs on shape {report.Shape}: {report.Options.RatePerSecond} operations a "
                    + $"second by {report.Options.Clients} clients."
            )
        );
    }

    /// <summary>Waits for the end of the run, or for the cancellation.</summary>
    /// <param name="interval">The interval at which to print a line; null for never.</param>
    /// <param name="cancellation">Stops the wait, not the run.</param>
    public async Task UntilEndAsync(TimeSpan? interval, CancellationToken cancellation)
    {
        while (!run.Ended.IsCompleted && !cancellation.IsCancellationRequested)
        {
            await run
                .Ended.WaitAsync(interval ?? Timeout.InfiniteTimeSpan, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!run.Ended.IsCompleted && !cancellation.IsCancellationRequested)
            {
                output.WriteLine(Line(run.Report()));
            }
        }
    }

    private static string Line(TrafficReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.To.TotalSeconds:0} s: {report.Operations.Done} done, {report.Operations.Failed} failed, "
                + $"longest {Text.Of(report.Operations.Latency.Max)}{Waiting(report)}"
        );

    private static string Waiting(TrafficReport report) =>
        report.LongestUnfinished is { } longest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; {report.Unfinished} waiting, for up to {Text.Of(longest)}"
            )
            : "";
}
