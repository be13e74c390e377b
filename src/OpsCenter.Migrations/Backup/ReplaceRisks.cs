using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>The ids of what a replacement refuses unless the caller allows it.</summary>
public static class ReplaceRisks
{
    /// <summary>The file has a table without its rows, and the table here has rows.</summary>
    public const string NoRows = "no-rows";

    /// <summary>The file has rows of a table without the table's definition: the rows here are deleted first.</summary>
    public const string RowsOnly = "rows-only";

    /// <summary>The file was taken of a database of another name.</summary>
    public const string OtherDatabase = "other-database";

    /// <summary>A publication of all tables would send the restored rows to subscribers that have them already.</summary>
    public const string PublishedRows = "published-rows";

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> All { get; } =
    [NoRows, RowsOnly, OtherDatabase, PublishedRows];

    /// <exception cref="InvalidOptionException">An id that is none of them.</exception>
    internal static void EnsureKnown(IEnumerable<string> ids)
    {
        foreach (var id in ids.Except(All, StringComparer.Ordinal))
        {
            throw new InvalidOptionException(
                $"A replacement has no risk \"{id}\" that could be allowed.",
                $"May be allowed: {string.Join(", ", All)}."
            );
        }
    }
}
