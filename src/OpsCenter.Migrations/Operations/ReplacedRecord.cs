using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Compares the record of applied migrations with what a backup holds.</summary>
internal static class ReplacedRecord
{
    /// <summary>The migrations that the record of an earlier release names, which knew one pair.</summary>
    public static async Task<IReadOnlyList<string>> EarlierAsync(
        DatabaseSession session,
        IReadOnlyList<string> there,
        CancellationToken cancellation
    ) =>
        there.Contains("migration", StringComparer.Ordinal)
            ? await session.QueryAsync(
                "select distinct name from only opscenter.migration order by name",
                row => row.GetString(0),
                cancellation
            )
            : [];

    /// <summary>The backup has no numbered pairs: it knows no migration, or is of an earlier release.</summary>
    /// <param name="contents">What it has.</param>
    /// <param name="others">The pairs that it does not replace.</param>
    /// <param name="applied">The migrations that are applied to what it replaces.</param>
    public static void RefuseForgotten(
        Contents contents,
        IEnumerable<RecordedPair> others,
        IEnumerable<string> applied
    )
    {
        if (!contents.TableData.Any(entry => FiledMetadata.IsHeldBy(entry, "migration")))
        {
            RefuseForgotten(applied);
            return;
        }

        var schemas = others.Select(pair => pair.Schema).ToList();
        if (schemas.Count > 0)
        {
            throw new RestoreRefusedException(
                $"The backup is of an earlier release, which recorded one pair of tables for the whole database. Its record would replace that of "
                    + $"schema {string.Join(", ", schemas)}, too. Nothing was touched.",
                "Restore beside it, and take over from there what is needed: --into <new database>."
            );
        }
    }

    /// <summary>A database that records a migration, with tables from before it, would be in a state that nobody knows.</summary>
    /// <exception cref="RestoreRefusedException">A migration is applied, and the backup does not know it.</exception>
    public static void RefuseForgotten(IEnumerable<string> applied)
    {
        var names = string.Join(", ", applied);
        if (names.Length > 0)
        {
            throw new RestoreRefusedException(
                $"{names} is applied here, and the backup is from before that: with its tables restored, the record in schema opscenter would no "
                    + "longer be true. Nothing was touched.",
                "Go back first, which keeps what was written since: opscenter rollback. Then repeat. Or restore beside it: --into <new database>."
            );
        }
    }
}
