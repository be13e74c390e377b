using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>
/// Archived rows that a down script moved to another partition. To the server that is a row that is deleted and another one that is
/// inserted; a restore that takes them for that would add the row a second time.
/// </summary>
internal sealed class MovedRows(DatabaseSession session, string version)
{
    private const string PartitionKey = """
        select distinct a.attname::text
        from pg_partition_tree($1::oid::regclass) t
        join pg_partitioned_table p on p.partrelid = t.relid
        cross join unnest(p.partattrs::smallint[]) k (number)
        join pg_attribute a on a.attrelid = p.partrelid and a.attnum = k.number
        """;

    private const string HasFilled = """
        select exists (
            select from unnest($2::bigint[]) as u (oid)
            join pg_class c on c.oid::bigint = u.oid
            where c.relispartition and pg_partition_root(c.oid)::oid::bigint = $1)
        """;

    /// <summary>Notes where the moved rows of the partitions of one table are by now.</summary>
    /// <param name="root">The table.</param>
    /// <param name="archives">The archives of whole rows of its partitions.</param>
    /// <param name="filled">The tables to which the script added rows.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MigrationRefusedException">Nothing tells which row is which.</exception>
    public async Task NoteAsync(
        RootTable root,
        IReadOnlyList<WrittenArchive> archives,
        IReadOnlyList<long> filled,
        CancellationToken cancellation
    )
    {
        if (
            filled.Count == 0
            || !await TableShape.ExistsAsync(session, root.Oid, cancellation)
            || !await session.ScalarAsync<bool>(HasFilled, cancellation, root.Oid, filled.ToArray())
        )
        {
            return;
        }

        var partitionKey = await session.QueryAsync(
            PartitionKey,
            row => row.GetString(0),
            cancellation,
            root.Oid
        );
        var key = archives[0].Table.Key.Except(partitionKey, StringComparer.Ordinal).ToList();
        var table = await TableShape.ReadAsync(session, root.Oid, cancellation);
        await ArchiveWriter.EnsureNoCodeAsync(session, table, cancellation);
        if (
            key.Count == 0
            || archives.Any(archive => !key.All(archive.Table.Key.Contains))
            || !key.All(name => table.Columns.Any(column => column.Name == name))
        )
        {
            throw Refusal(root);
        }

        foreach (var archive in archives)
        {
            await PrepareAsync(archive, table, cancellation);
        }

        await EnsureUniqueAsync(root, archives, table, key, cancellation);
        foreach (var archive in archives)
        {
            await NoteAsync(archive, table, key, cancellation);
        }
    }

    /// <summary>Adds the columns for what is left, unless they are there.</summary>
    private async Task PrepareAsync(
        WrittenArchive archive,
        TableShape table,
        CancellationToken cancellation
    )
    {
        var holding = await HoldingAsync(archive, cancellation);
        var left = Held(holding, table)
            .Select(column => $", add if not exists {LeftColumns.Of(column.Number)} text");
        await session.ExecuteAsync(
            $"alter table {archive.Archive} add if not exists {LeftColumns.Flag} boolean not null default false, "
                + $"add {LeftColumns.Moved} boolean not null default false{string.Concat(left)}",
            cancellation
        );
    }

    private async Task EnsureUniqueAsync(
        RootTable root,
        IReadOnlyList<WrittenArchive> archives,
        TableShape table,
        IReadOnlyList<string> key,
        CancellationToken cancellation
    )
    {
        var names = string.Join(", ", key.Select(name => $"a.{SqlName.Role(name)}::text"));
        var pairs = archives.Select(archive =>
            $"select row({names})::text as key from {archive.Archive} a join {table.Quoted} t on {Pair(key)}"
        );
        if (
            await session.ScalarAsync<bool>(
                $"select exists (select from ({string.Join(" union all ", pairs)}) p group by p.key having count(*) > 1)",
                cancellation
            )
        )
        {
            throw Refusal(root);
        }
    }

    private async Task NoteAsync(
        WrittenArchive archive,
        TableShape table,
        IReadOnlyList<string> key,
        CancellationToken cancellation
    )
    {
        var holding = await HoldingAsync(archive, cancellation);
        var held = Held(holding, table);
        var left = held.Select(column =>
            $", {LeftColumns.Of(column.Number)} = t.{SqlName.Role(column.Name)}::text"
        );
        await session.ExecuteAsync(
            $"update {archive.Archive} a set {LeftColumns.Flag} = true, {LeftColumns.Moved} = true{string.Concat(left)} from {table.Quoted} t where {Pair(key)}",
            cancellation
        );
        if (held.Count < archive.Table.Columns.Count(column => !column.IsGenerated))
        {
            return;
        }

        // As in a partition itself: what only stands in another one is not lost.
        var same = held.Select(column =>
            $" and a.{SqlName.Role(column.Name)}::text {ArchiveStatements.Binary} is not distinct from a.{LeftColumns.Of(column.Number)}"
        );
        await session.ExecuteAsync(
            $"delete from {archive.Archive} a where a.{LeftColumns.Moved}{string.Concat(same)}",
            cancellation
        );
    }

    /// <summary>An archived row that is gone, and one that the open transaction wrote: a number of a transaction has 32 bits in a row.</summary>
    private static string Pair(IEnumerable<string> key) =>
        string.Join(
            " and ",
            key.Select(name =>
                $"t.{SqlName.Role(name)}::text {ArchiveStatements.Binary} = a.{SqlName.Role(name)}::text"
            )
        ) + $" and not a.{LeftColumns.Flag} and {OwnRow.Of("t")}";

    /// <summary>The columns of an archive that the table has by now, by name: a partition has the names of its table.</summary>
    private static List<ColumnShape> Held(TableShape holding, TableShape table) =>
        [
            .. holding.Columns.Where(held =>
                table.Columns.Any(column => column.Name == held.Name && !column.IsGenerated)
            ),
        ];

    private async Task<TableShape> HoldingAsync(
        WrittenArchive archive,
        CancellationToken cancellation
    ) => (await TableShape.FindAsync(session, VersionSchema.Archive, archive.Name, cancellation))!;

    private MigrationRefusedException Refusal(RootTable root) =>
        new(
            version,
            $"The rollback of {version} would take rows out of some partitions of {SqlName.Table(root.Schema, root.Name)} and add rows to others, and no key "
                + "tells whether they are the same ones. It was not rolled back.",
            "Add a primary key with a column that is no part of the partition key, or change the rows without a copy by --discard with the database's name."
        );
}
