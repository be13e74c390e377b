using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OpsCenter.ServiceDefaults;

/// <summary>Gets the telemetry of a one-shot process out before the process ends.</summary>
public static class TelemetryFlush
{
    /// <summary>How long the three kinds together may take: an unreachable collector must not hold up a deployment.</summary>
    public static TimeSpan Bound { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Exports all that was collected so far. To be called when the work is done and its activities have ended, before the host
    /// is disposed; what is collected later is not waited for.
    /// </summary>
    /// <returns>False if something could not be exported within <see cref="Bound"/>.</returns>
    public static async Task<bool> FlushTelemetryAsync(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var milliseconds = (int)Bound.TotalMilliseconds;
        var tracer = host.Services.GetService<TracerProvider>();
        var meter = host.Services.GetService<MeterProvider>();
        var logger = host.Services.GetService<LoggerProvider>();

        // ForceFlush blocks its thread, and each kind has its own exporter: side by side one bound holds for all.
        var flushed = await Task.WhenAll(
            Flush(() => tracer?.ForceFlush(milliseconds) ?? true),
            Flush(() => meter?.ForceFlush(milliseconds) ?? true),
            Flush(() => logger?.ForceFlush(milliseconds) ?? true)
        );
        return Array.TrueForAll(flushed, done => done);
    }

    /// <summary>The work is done: an exporter that throws must not become its outcome.</summary>
    private static Task<bool> Flush(Func<bool> flush) =>
        Task.Run(() =>
        {
            try
            {
                return flush();
            }
            catch (Exception)
            {
                return false;
            }
        });
}
