using System.Globalization;

namespace OpsCenter.V1Traffic.Output;

/// <summary>Formats times.</summary>
internal static class Text
{
    /// <summary>Such as 0.4 ms, 12.3 ms, 4.56 s.</summary>
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    /// <summary>Seconds since the start, such as 12.3 s.</summary>
    public static string Moment(TimeSpan moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment.TotalSeconds:0.0} s");
}
