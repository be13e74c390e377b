using System.Globalization;

namespace OpsCenter.MigrationService.Reports;

/// <summary>Numbers and times as every report writes them.</summary>
internal static class ReportWords
{
    /// <summary>Such as <c>12 ms</c>, <c>3.4 s</c> or <c>2 min 5 s</c>.</summary>
    public static string Of(TimeSpan duration) =>
        duration.TotalSeconds switch
        {
            < 1 => string.Create(
                CultureInfo.InvariantCulture,
                $"{duration.TotalMilliseconds:0} ms"
            ),
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Floor(duration.TotalMinutes):0} min {duration.Seconds} s"
            ),
        };

    /// <summary>In UTC, as the journal has it.</summary>
    public static string Of(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>With commas between thousands; empty if there is none.</summary>
    public static string Of(long? number) =>
        number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A symbol beside the colour, for print and for who does not tell the colours apart.</summary>
    public static string Mark(ReportTone tone) =>
        tone switch
        {
            ReportTone.Good => "✓",
            ReportTone.Bad => "✗",
            ReportTone.Attention => "!",
            _ => "",
        };
}
