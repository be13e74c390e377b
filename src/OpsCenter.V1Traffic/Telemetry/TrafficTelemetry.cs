using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpsCenter.ServiceDefaults;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Telemetry;

/// <summary>The spans and metrics of the traffic.</summary>
internal static class TrafficTelemetry
{
    /// <summary>The attribute with the latency of an operation: milliseconds from its arrival to its end.</summary>
    public const string LatencyTag = "opscenter.latency_ms";

    public static readonly ActivitySource Source = new(TelemetryNames.V1Traffic);

    private static readonly Meter Meter = new(TelemetryNames.V1Traffic);

    private static readonly Histogram<double> Latency = Meter.CreateHistogram(
        "opscenter.v1_traffic.latency",
        "s",
        "From the moment an operation was due to its end.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.001,
                0.002,
                0.005,
                0.01,
                0.02,
                0.05,
                0.1,
                0.2,
                0.5,
                1,
                2,
                5,
                10,
                30,
            ],
        }
    );

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "opscenter.v1_traffic.errors",
        "{operation}",
        "Operations that failed, by SQLSTATE."
    );

    private static readonly Dictionary<OperationKind, KeyValuePair<string, object?>> Kinds =
        Enum.GetValues<OperationKind>()
            .ToDictionary(
                kind => kind,
                kind => new KeyValuePair<string, object?>("operation", OperationNames.Of(kind))
            );

    /// <summary>The root span of one operation.</summary>
    public static Activity? Start(OperationKind kind) =>
        Source.StartActivity((string)Kinds[kind].Value!);

    /// <summary>The span of the preparation before the first operation.</summary>
    public static Activity? StartPreparation() => Source.StartActivity("start traffic");

    /// <summary>The span of one statement of an operation.</summary>
    /// <param name="summary">Command and table; asked for only if somebody listens.</param>
    /// <param name="sql">The statement.</param>
    public static Activity? Start(Func<string> summary, string sql)
    {
        var span = Source.HasListeners()
            ? Source.StartActivity(summary(), ActivityKind.Client)
            : null;
        span?.SetTag("db.system.name", "postgresql");
        span?.SetTag("db.query.text", sql);
        return span;
    }

    public static void Add(Activity? span, FinishedOperation operation)
    {
        span?.SetTag(LatencyTag, operation.Latency.TotalMilliseconds);
        Latency.Record(operation.Latency.TotalSeconds, Kinds[operation.Kind]);
        if (operation.SqlState is { } state)
        {
            Errors.Add(1, Kinds[operation.Kind], new("error.type", state));
        }
    }
}
