using System.Text.Encodings.Web;
using System.Text.Json;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Output;

/// <summary>The report as JSON: times in seconds since the start, latencies in milliseconds.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(TrafficReport report) =>
        Write(
            new
            {
                report.Shape,
                report.StartedAt,
                FromSeconds = Seconds(report.From),
                ToSeconds = Seconds(report.To),
                report.Options.RatePerSecond,
                report.Options.Clients,
                report.Options.Seed,
                report.Operations.Done,
                report.Operations.Failed,
                report.Unfinished,
                LongestUnfinishedMs = report.LongestUnfinished?.TotalMilliseconds,
                report.Operations.Errors,
                LatencyMs = Latency(report.Operations.Latency),
                NoticedLateMs = Latency(report.Operations.NoticedLate),
                Longest = Longest(report.Operations.Longest),
                Operations = report.Operations.Kinds.Select(Kind),
                Timeline = Timeline(report.Operations.Timeline),
            }
        );

    public static string Write(object document) =>
        JsonSerializer.Serialize(document, Format) + "\n";

    private static object Kind(KindSummary kind) =>
        new
        {
            Operation = OperationNames.Of(kind.Kind),
            kind.Done,
            kind.Failed,
            LatencyMs = Latency(kind.Latency),
        };

    private static object Latency(LatencySummary latency) =>
        new
        {
            latency.Count,
            P50 = latency.P50.TotalMilliseconds,
            P90 = latency.P90.TotalMilliseconds,
            P99 = latency.P99.TotalMilliseconds,
            P999 = latency.P999.TotalMilliseconds,
            Max = latency.Max.TotalMilliseconds,
        };

    private static object? Longest(FinishedOperation? longest) =>
        longest is not { } operation
            ? null
            : new
            {
                Operation = OperationNames.Of(operation.Kind),
                DueSeconds = Seconds(operation.Arrival),
                LatencyMs = operation.Latency.TotalMilliseconds,
                operation.SqlState,
            };

    private static object Timeline(Timeline timeline) =>
        new
        {
            StepMs = timeline.Step.TotalMilliseconds,
            Steps = timeline.Steps.Select(step => new
            {
                FromSeconds = Seconds(step.From),
                step.Operations,
                LongestMs = step.Longest.TotalMilliseconds,
            }),
        };

    private static double Seconds(TimeSpan moment) => Math.Round(moment.TotalSeconds, 6);
}
