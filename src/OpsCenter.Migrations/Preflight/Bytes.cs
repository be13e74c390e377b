using System.Globalization;

namespace OpsCenter.Migrations.Preflight;

/// <summary>Sizes as people read them.</summary>
internal static class Bytes
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>In the largest unit of which there are at least ten.</summary>
    public static string Text(long bytes)
    {
        var (value, unit) = (bytes, 0);
        while (value >= 10 * 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value} {Units[unit]}");
    }
}
