using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>What a replacement refuses before anything is touched.</summary>
internal sealed class ReplacementGuards(
    string file,
    Contents contents,
    ReplaceOptions options,
    IReadOnlyList<ReplacedRelation> replaced
)
{
    private const string Beside = "To look at it beside the database: --into <new database>.";

    /// <summary>A dump of another database, whatever the names of its tables are.</summary>
    public static void RefuseOtherDatabase(
        string file,
        Contents contents,
        string database,
        ReplaceOptions options
    )
    {
        if (
            !options.Allowed.Contains(RestoreRisks.OtherDatabase)
            && contents.Database is { } origin
            && ContentsEntry.Listed(database) != origin
        )
        {
            throw new RestoreRefusedException(
                $"{Path.GetFullPath(file)} is a dump of database \"{origin}\", not of \"{database}\": tables that only have the same name would be "
                    + "overwritten. Nothing was touched.",
                $"{Beside} If its tables are to replace those of \"{database}\": --allow {RestoreRisks.OtherDatabase}."
            );
        }
    }

    /// <summary>Everything else; the tables' rows must not change meanwhile.</summary>
    /// <param name="session">In a transaction that holds the tables.</param>
    /// <param name="rows">The number of rows of each table.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task EnsureAsync(
        DatabaseSession session,
        IReadOnlyDictionary<uint, long> rows,
        CancellationToken cancellation
    )
    {
        RefuseRowsOnly();
        RefuseNoRows(rows);
        var heirs = await ReplacedRelations.OtherHeirsAsync(session, replaced, cancellation);
        if (heirs.Count > 0)
        {
            throw new RestoreRefusedException(
                $"{string.Join(", ", heirs.Select(heir => heir.Title).Distinct(StringComparer.Ordinal))} inherits from a table that would be dropped, and {Path.GetFullPath(file)} has no table of this "
                    + "name. Nothing was touched.",
                $"Take it out of the inheritance first: {string.Join(' ', heirs.Select(heir => heir.Remedy))} {Beside}"
            );
        }

        await RefusePublishedAsync(session, cancellation);
    }

    private void RefuseRowsOnly()
    {
        var definitions = ReplacedRelations.Definitions(contents).ToHashSet(StringComparer.Ordinal);
        var bare = contents
            .TableData.Select(entry => entry.TableName)
            .Where(name => !definitions.Contains(name))
            .ToList();
        if (bare.Count == 0)
        {
            return;
        }

        if (!options.Allowed.Contains(RestoreRisks.RowsOnly))
        {
            throw new RestoreRefusedException(
                $"{Path.GetFullPath(file)} has rows without the definition of their tables ({Some(bare)}). Nothing was touched.",
                $"Take a dump with definitions and rows. To delete the rows that these tables have, and put those of the file in their place: "
                    + $"--allow {RestoreRisks.RowsOnly}."
            );
        }

        var there = replaced
            .Select(relation => ContentsEntry.Listed($"{relation.Schema} {relation.Name} "))
            .ToList();
        var missing = bare.Where(name =>
                !there.Exists(begin => name.StartsWith(begin, StringComparison.Ordinal))
            )
            .ToList();
        if (missing.Count > 0)
        {
            throw new RestoreRefusedException(
                $"{Path.GetFullPath(file)} has rows of tables that are not there ({Some(missing)}). Nothing was touched.",
                "Create the tables first, or take a dump with definitions and rows."
            );
        }
    }

    private void RefuseNoRows(IReadOnlyDictionary<uint, long> rows)
    {
        var isEmptyFile = !contents.TableData.Any();
        var lost = replaced
            .Where(relation =>
                rows.GetValueOrDefault(relation.Oid) > 0
                && !relation.HasRowsInFile
                && (relation.IsDefined || isEmptyFile)
            )
            .Select(relation =>
                FormattableString.Invariant($"{relation.Title} ({rows[relation.Oid]} rows)")
            )
            .ToList();
        if (lost.Count > 0 && !options.Allowed.Contains(RestoreRisks.NoRows))
        {
            throw new RestoreRefusedException(
                $"{Path.GetFullPath(file)} has no rows of {Some(lost)}: the tables would be empty afterwards. Nothing was touched.",
                $"Take a dump with their rows, or leave these tables out of it. {Beside} To empty them: --allow {RestoreRisks.NoRows}."
            );
        }
    }

    private async Task RefusePublishedAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (
            options.Allowed.Contains(RestoreRisks.PublishedRows)
            || !replaced.Any(relation => relation.HasRowsInFile)
        )
        {
            return;
        }

        var publications = await Publications.OfEverythingAsync(
            session,
            replaced.Select(relation => relation.Schema).Distinct(StringComparer.Ordinal),
            cancellation
        );
        if (publications.Count > 0)
        {
            throw new RestoreRefusedException(
                $"Publication {string.Join(", ", publications)} publishes every table of the database or of a schema. It would send the restored rows "
                    + "to its subscribers, which have most of them already: replication stops there at the first duplicate key. Nothing was touched.",
                "Where it has no subscriber, or where the subscribers' tables are emptied first: "
                    + $"--allow {RestoreRisks.PublishedRows}. {Beside}"
            );
        }
    }

    private static string Some(List<string> names)
    {
        const int shown = 10;
        var text = string.Join(", ", names.Take(shown).Select(name => name.Trim()));
        return names.Count > shown
            ? FormattableString.Invariant($"{text} and {names.Count - shown} more")
            : text;
    }
}
