using System.Globalization;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>Numbers and times as every report writes them.</summary>
internal static class ReportWords
{
    /// <summary>Such as <c>12 ms</c>, <c>3.4 s</c> or <c>2 min 5 s</c>.</summary>
    public static string Of(TimeSpan duration) => DurationText.Of(duration);

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
