using System.Globalization;
using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Copies data before a script drops or changes it, in the script's transaction.</summary>
/// <param name="context">The options.</param>
/// <param name="session">The open transaction.</param>
/// <param name="source">The name of the folder in the journal.</param>
/// <param name="version">The migration that is rolled back.</param>
internal sealed class ArchiveWriter(
    EngineContext context,
    DatabaseSession session,
    string source,
    string version
)
{
    /// <summary>What copying takes about a second for.</summary>
    private const long BytesWithoutWait = 100L << 20;

    /// <summary>Copies one loss. The table's writers wait from now on until the transaction ends.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="range">The rows that are meant, if the loss is that of a batch; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null if there is nothing to copy.</returns>
    /// <exception cref="MigrationRefusedException">It could not be brought back, or copying would keep writers waiting for long.</exception>
    public async Task<WrittenArchive?> WriteAsync(
        DataLoss loss,
        BatchRange? range,
        CancellationToken cancellation
    )
    {
        var table = await TableShape.ReadAsync(
            session,
            loss.Table.Key.Oid,
            cancellation,
            loss.Dropped
        );
        await session.ExecuteAsync($"lock table only {table.Quoted} in share mode", cancellation);
        await EnsureNoCodeAsync(session, table, cancellation);
        if (
            !await session.ScalarAsync<bool>(
                $"select exists (select from only {table.Quoted})",
                cancellation
            )
        )
        {
            return null;
        }

        await EnsureAsync(loss, table, range, cancellation);
        var values = table
            .Columns.Where(column =>
                !column.IsGenerated
                && (
                    loss.Kind == LossKind.Columns
                        ? loss.Columns.Contains(column.Number)
                        : !table.Key.Contains(column.Name, StringComparer.Ordinal)
                )
            )
            .ToList();
        if (loss.Kind == LossKind.Columns && values.Count == 0)
        {
            return null;
        }

        await AddOwnerAsync(cancellation);
        var id = await session.ScalarAsync<long>(
            """
            insert into opscenter_migrations.archive
                (source, version, kind, table_schema, table_name, key_columns, value_columns, archive_table, row_count, archived_at,
                root_schema, root_name, table_owner)
            values ($1, $2, $3, $4, $5, $6, $7, '', 0, $8, nullif($9, ''), nullif($10, ''), $11)
            returning id
            """,
            cancellation,
            source,
            version,
            loss.Kind.ToString().ToLowerInvariant(),
            table.Schema,
            table.Name,
            table.Key.ToArray(),
            values.Select(column => column.Name).ToArray(),
            context.Clock.GetUtcNow(),
            table.Root?.Schema ?? "",
            table.Root?.Name ?? "",
            table.Owner
        );
        var archive = SqlName.Table(
            VersionSchema.Archive,
            string.Create(CultureInfo.InvariantCulture, $"archive_{id}")
        );
        var columns = table
            .Columns.Where(column => table.Key.Contains(column.Name, StringComparer.Ordinal))
            .Concat(values)
            .DistinctBy(column => column.Name, StringComparer.Ordinal);
        // A row without a value has none again when the column comes back, unless the column has a default then.
        var filter =
            loss.Kind == LossKind.Columns && values.TrueForAll(column => !column.HasDefault)
                ? $" where {string.Join(" or ", values.Select(column => $"{SqlName.Column(column.Name)} is not null"))}"
            : range is not null ? $" where {range.In("t")}"
            : "";
        await session.ExecuteBatchAsync(
            [
                $"create schema if not exists {VersionSchema.Archive}",
                $"create table {archive} as select {string.Join(", ", columns.Select(Copied))} from only {table.Quoted} t{filter}",
                OwnRights.Statement,
            ],
            cancellation
        );
        return new WrittenArchive(id, loss, table, archive) { Range = range };
    }

    /// <summary>Refuses to read a table if that runs code of others.</summary>
    /// <exception cref="UntrustedObjectException">It would.</exception>
    public static async Task EnsureNoCodeAsync(
        DatabaseSession session,
        TableShape table,
        CancellationToken cancellation
    )
    {
        if (
            await TableCode.FindAsync(
                session,
                table.Oid,
                table.Quoted,
                isWritten: false,
                cancellation
            ) is
            { } code
        )
        {
            throw new UntrustedObjectException(
                $"Rows cannot be archived, and nothing was rolled back: {code}.",
                TableCode.Remedy
            );
        }
    }

    /// <summary>Metadata that an earlier release made has no such column.</summary>
    private async Task AddOwnerAsync(CancellationToken cancellation)
    {
        if (
            !await session.ScalarAsync<bool>(
                "select exists (select from pg_attribute a where a.attrelid = 'opscenter_migrations.archive'::regclass and a.attname = 'table_owner')",
                cancellation
            )
        )
        {
            await session.ExecuteAsync(
                "alter table opscenter_migrations.archive add table_owner text",
                cancellation
            );
        }
    }

    /// <summary>Takes the rows out that the script left as they were, notes what is left, and drops archives without rows.</summary>
    /// <param name="written">The copies.</param>
    /// <param name="effects">What the script did after they were made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MigrationRefusedException">Nothing would tell which row an archived one is.</exception>
    public async Task<IReadOnlyList<ArchivedData>> FinishAsync(
        IReadOnlyList<WrittenArchive> written,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        var remainder = new ArchiveRemainder(session, version);
        foreach (var archive in written.Where(archive => archive.Loss.Kind != LossKind.Table))
        {
            await remainder.TakeAsync(archive, cancellation);
        }

        var partitions = written.Where(archive =>
            archive is { Table.Root: not null, Loss.Kind: not LossKind.Columns }
        );
        foreach (var group in partitions.GroupBy(archive => archive.Table.Root!))
        {
            await new MovedRows(session, version).NoteAsync(
                group.Key,
                [.. group],
                Filled(effects),
                cancellation
            );
        }

        var kept = new List<ArchivedData>();
        foreach (var archive in written)
        {
            await remainder.EnsureFoundAsync(archive, effects, cancellation);
            if (await CloseAsync(archive, cancellation) is { } data)
            {
                kept.Add(data);
            }
        }

        return kept;
    }

    /// <summary>The tables to which a script added rows.</summary>
    private static List<long> Filled(ScriptEffects effects) =>
        [
            .. effects
                .Rows.Where(writes => writes.Inserted > 0 || writes.Updated > 0)
                .Select(writes => writes.Table)
                .Concat(
                    effects.Objects.Created.Where(found =>
                        found is { Kind: "table", HasFile: true }
                    )
                )
                .Select(table => table.Key.Oid),
        ];

    private async Task<ArchivedData?> CloseAsync(
        WrittenArchive written,
        CancellationToken cancellation
    )
    {
        var rows = await session.ScalarAsync<long>(
            $"select count(*) from {written.Archive}",
            cancellation
        );
        if (rows == 0)
        {
            await session.ExecuteAsync($"drop table {written.Archive}", cancellation);
            await session.ExecuteAsync(
                "delete from opscenter_migrations.archive where id = $1",
                cancellation,
                written.Id
            );
            return null;
        }

        await session.ExecuteAsync(
            "update opscenter_migrations.archive set archive_table = $2, row_count = $3 where id = $1",
            cancellation,
            written.Id,
            written.Archive,
            rows
        );
        return new ArchivedData(written.Id, written.Describe(rows), written.Archive, rows);
    }

    private static string Copied(ColumnShape column) =>
        // The type, or the collation, may be dropped by the same script, and with CASCADE the column of the archive with it.
        column.IsBuiltIn
            ? SqlName.Column(column.Name)
            : $"{SqlName.Column(column.Name)}::text collate \"default\" as {SqlName.Role(column.Name)}";

    private async Task EnsureAsync(
        DataLoss loss,
        TableShape table,
        BatchRange? range,
        CancellationToken cancellation
    )
    {
        if (loss.Kind != LossKind.Table && table.Key.Count == 0)
        {
            var whole = await TableShape.ReadAsync(session, table.Oid, cancellation);
            var key = string.Join(", ", whole.Key);
            throw new MigrationRefusedException(
                version,
                $"The rollback of {version} would {(loss.Kind == LossKind.Columns ? "drop values of columns" : "change rows")} of {loss.Table.Identity}, "
                    + (
                        key.Length == 0
                            ? "which has no key"
                            : $"and drop or change columns of its key ({key}), and it has no other one"
                    )
                    + ": nothing could tell which row an archived value belongs to. It was not rolled back.",
                (
                    key.Length == 0
                        ? $"Add a primary key to {loss.Table.Identity}"
                        : $"Add a unique key of columns that stay and are not null to {loss.Table.Identity}"
                ) + ", or drop the data without a copy by --discard with the database's name."
            );
        }

        if (range is null && table.Bytes > BytesWithoutWait && !context.Options.AllowBlocking)
        {
            throw new MigrationRefusedException(
                version,
                $"The rollback of {version} would copy {loss.Table.Identity} first, which has {table.Bytes >> 20} MB: its writers would wait for longer "
                    + "than a second. It was not rolled back.",
                "Repeat with --allow-blocking at a time when they may wait."
            );
        }
    }
}
