using Microsoft.Extensions.Hosting;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>The end of a program's host.</summary>
public static class ProgramEnd
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long the end may take, counted from the first signal if one came: an orchestrator kills a process some 6 s after it, and an
    /// endpoint that does not answer must not hold up a deployment.
    /// </summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Exports the telemetry, then stops and disposes the host. What is not done within <see cref="Limit"/> is left to the end of the
    /// process: the SDK would wait 5 s more for each kind of telemetry.
    /// </summary>
    public static async Task EndAsync(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var left = Limit - (CancellationSignals.SinceFirst ?? TimeSpan.Zero);
        var limit = left > Shortest ? left : Shortest;
        try
        {
            await Task.Run(() => FlushAndDisposeAsync(host, limit)).WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            // Nobody takes the telemetry.
        }
    }

    private static async Task FlushAndDisposeAsync(IHost host, TimeSpan limit)
    {
        await host.FlushTelemetryAsync(limit);
        await host.StopAsync(CancellationToken.None);
        await Task.Factory.StartNew(
            host.Dispose,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }
}
