using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>The ids of what a restore refuses unless the caller allows it.</summary>
public static class RestoreRisks
{
    /// <summary>The file has a table without its rows, and the table here has rows.</summary>
    public const string NoRows = "no-rows";

    /// <summary>The file has rows of a table without the table's definition: the rows here are deleted first.</summary>
    public const string RowsOnly = "rows-only";

    /// <summary>The file was taken of a database of another name.</summary>
    public const string OtherDatabase = "other-database";

    /// <summary>A publication of all tables would send the restored rows to subscribers that have them already.</summary>
    public const string PublishedRows = "published-rows";

    /// <summary>A table of a role that is not trusted runs code when it is restored, with the rights of whoever restores.</summary>
    public const string ForeignCode = "foreign-code";

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> All { get; } =
    [NoRows, RowsOnly, OtherDatabase, PublishedRows, ForeignCode];

    /// <summary>The ids of a restore into a new database, which replaces nothing.</summary>
    internal static IReadOnlyList<string> OfNewDatabase { get; } = [ForeignCode];

    /// <exception cref="InvalidOptionException">An id that is none of the possible ones.</exception>
    internal static void Ensure(IEnumerable<string> ids, IReadOnlyList<string> possible)
    {
        foreach (var id in ids.Except(possible, StringComparer.Ordinal))
        {
            throw new InvalidOptionException(
                $"This restore has no risk \"{id}\" that could be allowed.",
                $"May be allowed: {string.Join(", ", possible)}."
            );
        }
    }
}
