using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>What a script left of archived rows: it is noted beside them, and those that it left as they were are taken out.</summary>
internal sealed class ArchiveRemainder(DatabaseSession session, string version)
{
    /// <summary>Notes what is left. Table and columns are found by their numbers: the script may have renamed them.</summary>
    /// <exception cref="MigrationRefusedException">The values of a key became others.</exception>
    public async Task TakeAsync(WrittenArchive written, CancellationToken cancellation)
    {
        if (!await TableShape.ExistsAsync(session, written.Table.Oid, cancellation))
        {
            return;
        }

        var now = await TableShape.ReadAsync(session, written.Table.Oid, cancellation);
        var holding = await TableShape.FindAsync(
            session,
            VersionSchema.Archive,
            written.Name,
            cancellation
        );
        var columns = holding!
            .Columns.Select(held =>
                (
                    Held: held,
                    Now: now.Columns.FirstOrDefault(column =>
                        column.Number
                        == written.Table.Columns.Single(old => old.Name == held.Name).Number
                    )
                )
            )
            .ToList();
        var key = columns
            .Where(column => written.Table.Key.Contains(column.Held.Name, StringComparer.Ordinal))
            .ToList();
        if (key.Count == 0 || key.Exists(column => column.Now is null))
        {
            return;
        }

        var left = columns
            .Where(column =>
                column.Now is not null
                && (
                    written.Loss.Kind == LossKind.Rows
                    || !written.Table.Key.Contains(column.Held.Name, StringComparer.Ordinal)
                )
            )
            .ToList();
        if (written.Loss.Kind == LossKind.Columns && left.Count == 0 && !IsKeyMeant(written))
        {
            return;
        }

        string Left(ColumnShape held) => LeftColumns.Of(held.Number);
        var found = string.Join(
            " and ",
            key.Select(column =>
                $"a.{SqlName.Role(column.Held.Name)}::text {ArchiveStatements.Binary} = t.{SqlName.Role(column.Now!.Name)}::text"
            )
        );
        await session.ExecuteBatchAsync(
            [
                $"alter table {written.Archive} add {LeftColumns.Flag} boolean not null default false"
                    + string.Concat(left.Select(column => $", add {Left(column.Held)} text")),
                $"update {written.Archive} a set {LeftColumns.Flag} = true"
                    + string.Concat(
                        left.Select(column =>
                            $", {Left(column.Held)} = t.{SqlName.Role(column.Now!.Name)}::text"
                        )
                    )
                    // By the keys as text, the whole table would be read for each batch.
                    + $" from only {now.Quoted} t where {found}{(written.Range is { } range ? $" and {range.In("t")}" : "")}",
            ],
            cancellation
        );
        if (written.Loss.Kind == LossKind.Columns && IsKeyMeant(written))
        {
            await EnsureKeysStayAsync(written, cancellation);
        }

        if (written.Loss.Kind == LossKind.Columns && columns.Exists(column => column.Now is null))
        {
            return;
        }

        var same = left.Select(column =>
            $"a.{SqlName.Role(column.Held.Name)}::text {ArchiveStatements.Binary} is not distinct from a.{Left(column.Held)}"
        );
        await session.ExecuteAsync(
            $"delete from {written.Archive} a where {string.Join(" and ", same.Prepend($"a.{LeftColumns.Flag}"))}",
            cancellation
        );
    }

    /// <summary>
    /// Refuses an update that gives rows another key: an archived row that is neither there nor was deleted is there as another one.
    /// </summary>
    public async Task EnsureFoundAsync(
        WrittenArchive written,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        var writes = effects.Rows.FirstOrDefault(found =>
            found.Table.Key == written.Loss.Table.Key
        );
        var isEmptied = effects.NewFiles.Any(found => found.Key == written.Loss.Table.Key);
        if (
            written.Loss.Kind != LossKind.Rows
            || writes is not { Updated: > 0 }
            || isEmptied
            || await GoneAsync(written, cancellation) <= writes.Deleted
        )
        {
            return;
        }

        throw new MigrationRefusedException(
            version,
            $"The rollback of {version} would update the key of {written.Loss.Table.Identity}: nothing could tell which row an archived one is. "
                + "It was not rolled back.",
            "Correct the down script, or change the rows without a copy by --discard with the database's name."
        );
    }

    /// <summary>Rows of a script that drops the columns of the key have no flag: nothing finds them again.</summary>
    private async Task<long> GoneAsync(WrittenArchive written, CancellationToken cancellation)
    {
        var holding = await TableShape.FindAsync(
            session,
            VersionSchema.Archive,
            written.Name,
            cancellation
        );
        return holding!.Columns.Any(column => column.Name == LeftColumns.Flag)
            ? await session.ScalarAsync<long>(
                $"select count(*) from {written.Archive} a where not a.{LeftColumns.Flag}",
                cancellation
            )
            : 0;
    }

    /// <summary>Whether a column of the key gets another type.</summary>
    private static bool IsKeyMeant(WrittenArchive written) =>
        written.Table.Columns.Any(column =>
            written.Table.Key.Contains(column.Name, StringComparer.Ordinal)
            && written.Loss.Columns.Contains(column.Number)
        );

    private async Task EnsureKeysStayAsync(WrittenArchive written, CancellationToken cancellation)
    {
        if (
            await session.ScalarAsync<bool>(
                $"select exists (select from {written.Archive} a where not a.{LeftColumns.Flag})",
                cancellation
            )
        )
        {
            throw new MigrationRefusedException(
                version,
                $"The rollback of {version} would give the key of {written.Loss.Table.Identity} another type, in which some of its values are others: nothing could "
                    + "tell which row an archived value belongs to. It was not rolled back.",
                "Correct the down script, or drop the data without a copy by --discard with the database's name."
            );
        }
    }
}
