using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What is known to take long on a big table, and what to do instead.</summary>
internal static class ImpactRules
{
    // Cautious figures for a disk: what is read once, and what is written anew or sorted.
    private const double ReadBytesPerSecond = 200 << 20;
    private const double WrittenBytesPerSecond = 40 << 20;

    /// <summary>The impact on one table.</summary>
    /// <param name="table">The table, by its name before.</param>
    /// <param name="mode">The strongest lock on it.</param>
    /// <param name="objects">What the migration did to objects.</param>
    /// <param name="isRewritten">Whether the table got a new file.</param>
    /// <param name="size">Its rows and bytes in the database.</param>
    public static TableImpact Of(
        string table,
        string mode,
        ObjectDifference objects,
        bool isRewritten,
        TableSize size
    )
    {
        var (work, speed, advice) = Work(table, objects, isRewritten);
        var blocked =
            work is null || !Blocks(mode)
                ? TimeSpan.Zero
                : TimeSpan.FromSeconds(size.Bytes / speed);
        return new TableImpact(table, mode, work, size.Rows, size.Bytes, blocked, advice);
    }

    private static (string? Work, double Speed, string? Advice) Work(
        string table,
        ObjectDifference objects,
        bool isRewritten
    )
    {
        if (isRewritten)
        {
            return (
                "every row is written anew, or the table is emptied",
                WrittenBytesPerSecond,
                $"Add a column to {table} beside the old one, fill it in batches, and let the program use it, instead of another type or a computed default."
            );
        }

        var created = objects.Created.Where(found => found.Table == table).ToList();
        if (created.Find(IsKey) is { } key)
        {
            return (
                $"the index of {key.Identity} is built",
                WrittenBytesPerSecond,
                "Build the unique index by CREATE UNIQUE INDEX CONCURRENTLY, then ALTER TABLE ... ADD CONSTRAINT ... USING INDEX."
            );
        }

        if (created.Find(found => found.Kind == "index") is { } index)
        {
            return (
                $"{index} is built",
                WrittenBytesPerSecond,
                "CREATE INDEX CONCURRENTLY, in a script without a transaction."
            );
        }

        if (created.Find(IsValidated) is { } constraint)
        {
            return (
                $"all rows are read for {constraint}",
                ReadBytesPerSecond,
                "Add the constraint NOT VALID, and VALIDATE CONSTRAINT in a later migration."
            );
        }

        var notNull = objects.Changed.FirstOrDefault(pair =>
            pair.After.Kind == "column" && pair.After.Table == table && BecomesNotNull(pair)
        );
        return notNull is null
            ? (null, 1, null)
            : (
                $"all rows are read for NOT NULL of {notNull.After.Identity}",
                ReadBytesPerSecond,
                "Add CHECK (column IS NOT NULL) NOT VALID and validate it first: SET NOT NULL reads no row then."
            );
    }

    private static bool IsKey(DatabaseObject found) =>
        found.Kind == "constraint"
        && (
            found.Definition.StartsWith("PRIMARY KEY", StringComparison.Ordinal)
            || found.Definition.StartsWith("UNIQUE", StringComparison.Ordinal)
            || found.Definition.StartsWith("EXCLUDE", StringComparison.Ordinal)
        );

    private static bool IsValidated(DatabaseObject found) =>
        found.Kind == "constraint"
        && found.Definition.EndsWith("validated t", StringComparison.Ordinal)
        && !IsKey(found);

    /// <summary>The definition of a column has its type first, and then whether it is NOT NULL.</summary>
    private static bool BecomesNotNull(ChangedObject pair)
    {
        var before = pair.Before.Definition;
        var place = before.IndexOf(" f ", StringComparison.Ordinal);
        return place >= 0
            && $"{before[..place]} t {before[(place + 3)..]}" == pair.After.Definition;
    }

    private static bool Blocks(string mode) =>
        mode is "ACCESS EXCLUSIVE" or "EXCLUSIVE" or "SHARE ROW EXCLUSIVE" or "SHARE";
}
