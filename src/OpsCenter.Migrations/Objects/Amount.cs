using System.Globalization;

namespace OpsCenter.Migrations.Objects;

/// <summary>A number with its noun.</summary>
internal static class Amount
{
    /// <summary><c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary><c>1 batch</c>, <c>2 batches</c>.</summary>
    public static string OfBatches(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} batch{(count == 1 ? "" : "es")}");
}
