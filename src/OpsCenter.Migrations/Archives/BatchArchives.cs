using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Archives of a statement that is run in batches: each batch copies its own rows, and adds them to one archive.</summary>
/// <param name="session">The open transaction of a batch.</param>
/// <param name="range">Its rows.</param>
/// <param name="version">The migration that is rolled back.</param>
internal sealed class BatchArchives(DatabaseSession session, BatchRange range, string version)
{
    private const string First = """
        select f.id, f.archive_table
        from opscenter_migrations.archive a
        join opscenter_migrations.archive f on f.source = a.source and f.version = a.version and f.kind = a.kind
            and f.table_schema = a.table_schema and f.table_name = a.table_name and f.key_columns = a.key_columns
            and f.value_columns = a.value_columns and f.restored_at is null and f.id > $2 and f.id < a.id
        where a.id = $1
        order by f.id
        limit 1
        """;

    /// <summary>Refuses a batch that changed rows of its table which are not in it, and so were not copied.</summary>
    /// <exception cref="MigrationRefusedException">It did, by a trigger.</exception>
    public async Task EnsureInsideAsync(
        WrittenArchive written,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        var table = written.Table;
        var changed = effects
            .Rows.Where(writes => writes.Table.Key == written.Loss.Table.Key)
            .Sum(writes => writes.Updated + writes.Deleted);
        var same = string.Join(
            " and ",
            table.Key.Select(name =>
                $"t.{SqlName.Role(name)}::text {ArchiveStatements.Binary} = a.{SqlName.Role(name)}::text"
            )
        );
        var inside = await session.ScalarAsync<long>(
            $"select (select count(*) from only {table.Quoted} t where {range.In("t")} and {OwnRow.Of("t")}) "
                + $"+ (select count(*) from {written.Archive} a where not exists (select from only {table.Quoted} t where {same} and {range.In("t")}))",
            cancellation
        );
        if (changed > inside)
        {
            throw new MigrationRefusedException(
                version,
                $"The rollback of {version} changed {Amount.Of(changed, "row")} of {written.Loss.Table.Identity} in a batch, and of these {inside} are in it: a trigger changes "
                    + "others, or one twice, and these were not archived. The batch was rolled back.",
                "Take the line \"-- opscenter: batch\" out of the down script: the whole table is archived then."
            );
        }
    }

    /// <summary>Adds the copies of this batch to those of the first one.</summary>
    /// <param name="written">The copies that were made.</param>
    /// <param name="kept">Those among them that have rows.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<ArchivedData>> MergeAsync(
        IReadOnlyList<WrittenArchive> written,
        IReadOnlyList<ArchivedData> kept,
        CancellationToken cancellation
    )
    {
        var merged = new List<ArchivedData>();
        foreach (var data in kept)
        {
            var copy = written.Single(archive => archive.Id == data.Id);
            merged.Add(
                copy.Loss.Kind == LossKind.Rows && range.Concerns(copy.Loss.Table.Key.Oid)
                    ? await MergeAsync(copy, data, cancellation)
                    : data
            );
        }

        return merged;
    }

    private async Task<ArchivedData> MergeAsync(
        WrittenArchive copy,
        ArchivedData data,
        CancellationToken cancellation
    )
    {
        var found = await session.QueryAsync(
            First,
            row => (Id: row.GetInt64(0), Table: row.GetString(1)),
            cancellation,
            data.Id,
            range.ArchivesFrom
        );
        if (found is not [var first])
        {
            return data;
        }

        var columns = await ColumnsAsync(data.Table, cancellation);
        if (!columns.SequenceEqual(await ColumnsAsync(first.Table, cancellation)))
        {
            return data;
        }

        var names = string.Join(", ", columns.Select(column => SqlName.Role(column.Name)));
        await session.ExecuteBatchAsync(
            [
                $"insert into {first.Table} ({names}) select {names} from {data.Table}",
                $"drop table {data.Table}",
            ],
            cancellation
        );
        var rows = await session.ScalarAsync<long>(
            """
            with gone as (delete from opscenter_migrations.archive where id = $1 returning row_count)
            update opscenter_migrations.archive f set row_count = f.row_count + g.row_count from gone g where f.id = $2
            returning f.row_count
            """,
            cancellation,
            data.Id,
            first.Id
        );
        return new ArchivedData(first.Id, copy.Describe(rows), first.Table, rows);
    }

    private async Task<IReadOnlyList<(string Name, string Type)>> ColumnsAsync(
        string table,
        CancellationToken cancellation
    ) =>
        await session.QueryAsync(
            "select a.attname::text, format_type(a.atttypid, a.atttypmod) from pg_attribute a "
                + "where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attname",
            row => (row.GetString(0), row.GetString(1)),
            cancellation,
            table
        );
}
