using System.Globalization;
using System.Text;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Output;

/// <summary>The report as text.</summary>
internal static class ReportText
{
    private const int SlowSteps = 5;

    public static string Of(TrafficReport report)
    {
        var text = new StringBuilder();
        var operations = report.Operations;
        text.Line(
            $"V1 traffic on shape {report.Shape}, {Text.Moment(report.To - report.From)}: {operations.Done} operations done, {operations.Failed} failed."
        );
        if (report.LongestUnfinished is { } unfinished)
        {
            text.Line($"Not finished: {report.Unfinished}, the oldest for {Text.Of(unfinished)}.");
        }

        foreach (var (state, count) in operations.Errors)
        {
            text.Line($"  SQLSTATE {state}: {count}");
        }

        text.Line(
            $"  {"latency", -18}{"count", 8}{"p50", 10}{"p90", 10}{"p99", 10}{"p99.9", 10}{"longest", 10}"
        );
        Row(text, "all", operations.Latency);
        foreach (var kind in operations.Kinds)
        {
            Row(text, OperationNames.Of(kind.Kind), kind.Latency);
        }

        Slowest(text, operations);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, LatencySummary latency) =>
        text.Line(
            $"  {name, -18}{latency.Count, 8}{Text.Of(latency.P50), 10}{Text.Of(latency.P90), 10}{Text.Of(latency.P99), 10}{Text.Of(latency.P999), 10}{Text.Of(latency.Max), 10}"
        );

    private static void Slowest(StringBuilder text, OperationTotals operations)
    {
        if (operations.Longest is not { } longest)
        {
            return;
        }

        text.Line(
            $"Longest: {OperationNames.Of(longest.Kind)}, due at {Text.Moment(longest.Arrival)}, took {Text.Of(longest.Latency)}."
        );
        var slow = operations
            .Timeline.Steps.OrderByDescending(step => step.Longest)
            .Take(SlowSteps)
            .OrderBy(step => step.From)
            .Select(step => $"{Text.Moment(step.From)}: {Text.Of(step.Longest)}");
        text.Line($"Slowest moments: {string.Join(", ", slow)}.");
    }

    private static void Line(this StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
