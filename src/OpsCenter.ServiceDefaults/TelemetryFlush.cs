using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OpsCenter.ServiceDefaults;

/// <summary>Gets the telemetry of a one-shot process out before the process ends.</summary>
public static class TelemetryFlush
{
    /// <summary>
    /// Exports all that was collected so far. To be called when the work is done and its activities have ended, before the host
    /// is disposed; what is collected later is not waited for.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="limit">How long the three kinds together may take.</param>
    /// <returns>False if something could not be exported within the limit.</returns>
    public static async Task<bool> FlushTelemetryAsync(this IHost host, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(host);
        var milliseconds = (int)limit.TotalMilliseconds;
        var tracer = host.Services.GetService<TracerProvider>();
        var meter = host.Services.GetService<MeterProvider>();
        var logger = host.Services.GetService<LoggerProvider>();

        // Each kind has its own exporter: side by side one limit holds for all. ForceFlush blocks its thread, and a small pool of them
        // would have none left for the timers that end the wait.
        var flushed = await Task.WhenAll(
            Flush(() => tracer?.ForceFlush(milliseconds) ?? true),
            Flush(() => meter?.ForceFlush(milliseconds) ?? true),
            Flush(() => logger?.ForceFlush(milliseconds) ?? true)
        );
        return Array.TrueForAll(flushed, done => done);
    }

    /// <summary>The work is done: an exporter that throws must not become its outcome.</summary>
    private static Task<bool> Flush(Func<bool> flush) =>
        Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return flush();
                }
                catch (Exception)
                {
                    return false;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
