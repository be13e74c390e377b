using System.Globalization;

namespace OpsCenter.Benchmarks.Reports;

/// <summary>Formats figures.</summary>
internal static class Figures
{
    public static string Time(TimeSpan time) =>
        time.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    public static string Ratio(TimeSpan time, TimeSpan of) =>
        string.Create(CultureInfo.InvariantCulture, $"{time / of:0.00}");

    public static string Count(double number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MiB");

    /// <summary>The median.</summary>
    public static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
