using System.Globalization;

namespace OpsCenter.Migrations.Objects;

/// <summary>A number with its noun.</summary>
internal static class Amount
{
    /// <summary><c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
