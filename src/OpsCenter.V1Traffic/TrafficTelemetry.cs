using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpsCenter.ServiceDefaults;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic;

/// <summary>The spans and metrics of the traffic.</summary>
internal static class TrafficTelemetry
{
    public static readonly ActivitySource Source = new(TelemetryNames.V1Traffic);

    private static readonly Meter Meter = new(TelemetryNames.V1Traffic);

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "opscenter.v1_traffic.latency",
        "s",
        "From the moment an operation was due to its end."
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

    public static Activity? Start(OperationKind kind) =>
        Source.StartActivity((string)Kinds[kind].Value!);

    public static void Add(FinishedOperation operation)
    {
        Latency.Record(operation.Latency.TotalSeconds, Kinds[operation.Kind]);
        if (operation.SqlState is { } state)
        {
            Errors.Add(1, Kinds[operation.Kind], new("error.type", state));
        }
    }
}
