using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OpsCenter.ServiceDefaults;

/// <summary>Exports the telemetry of a one-shot process before it ends.</summary>
public static class TelemetryFlush
{
    /// <summary>
    /// Exports the telemetry collected so far. Call it when the work is done and its activities have ended, before the
    /// host is disposed.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="limit">The maximum total duration.</param>
    /// <returns>False if something could not be exported within the limit.</returns>
    public static async Task<bool> FlushTelemetryAsync(this IHost host, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(host);
        var milliseconds = (int)limit.TotalMilliseconds;
        var tracer = host.Services.GetService<TracerProvider>();
        var meter = host.Services.GetService<MeterProvider>();
        var logger = host.Services.GetService<LoggerProvider>();

        if (tracer is null && meter is null && logger is null)
        {
            return true;
        }

        // Traces, metrics and logs have their own exporters, which run in parallel so that one limit applies to all.
        // ForceFlush blocks its thread, so it does not use the thread pool: a small pool would have no thread left for
        // the timers that end the wait.
        var flushed = await Task.WhenAll(
            Flush(() => tracer?.ForceFlush(milliseconds) ?? true),
            Flush(() => meter?.ForceFlush(milliseconds) ?? true),
            Flush(() => logger?.ForceFlush(milliseconds) ?? true)
        );
        return Array.TrueForAll(flushed, done => done);
    }

    /// <summary>The work is already done, so an exception of an exporter must not change its result.</summary>
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
