using System.Globalization;

namespace OpsCenter.Migrations.Archives;

/// <summary>
/// The columns of an archive in which stands what the rollback left of a row: a value that is still the same, nobody has written
/// since.
/// </summary>
internal static class LeftColumns
{
    /// <summary>Whether the rollback left the row.</summary>
    public const string Flag = "opscenter_left";

    /// <summary>Whether it left the row in another partition, or with another partition key.</summary>
    public const string Moved = "opscenter_moved";

    /// <summary>What it left of a column of the archive.</summary>
    /// <param name="number">The number of the column in the archive.</param>
    public static string Of(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"opscenter_left_{number}");
}
