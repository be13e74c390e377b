using System.Globalization;

namespace OpsCenter.MigrationService.Output;

/// <summary>How long something took, as every screen and report writes it.</summary>
internal static class DurationText
{
    /// <summary>Such as <c>12 ms</c>, <c>3.4 s</c>, <c>2 min 5 s</c> or <c>1 h 3 min</c>.</summary>
    public static string Of(TimeSpan duration) =>
        duration switch
        {
            { TotalSeconds: < 1 } => Text($"{duration.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 59.95 } => Text($"{duration.TotalSeconds:0.0} s"),
            { TotalHours: < 1 } => Text($"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
            _ => Text($"{(int)duration.TotalHours} h {duration.Minutes} min"),
        };

    /// <summary>An estimate: no part that it cannot know.</summary>
    public static string Rough(TimeSpan duration) =>
        duration switch
        {
            { TotalSeconds: < 1 } => "< 1 s",
            { TotalSeconds: < 90 } => Text($"{duration.TotalSeconds:0} s"),
            { TotalMinutes: < 90 } => Text($"{duration.TotalMinutes:0} min"),
            _ => Text($"{duration.TotalHours:0.0} h"),
        };

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
