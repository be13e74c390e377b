using Microsoft.Extensions.Hosting;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>Shuts down the host of a program.</summary>
public static class ProgramEnd
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The maximum duration of the shutdown, from the first signal if there was one. An orchestrator kills a process
    /// about 6 s after it, and an endpoint that does not respond must not delay a deployment.
    /// </summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Exports the telemetry, then stops and disposes the host. After <see cref="Limit"/> the rest is abandoned: the
    /// SDK would wait 5 s more for each kind of telemetry.
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
            // The endpoint does not accept the telemetry.
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
