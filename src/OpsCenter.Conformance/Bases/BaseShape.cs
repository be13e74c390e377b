using Npgsql;
using OpsCenter.Conformance.Trials;

namespace OpsCenter.Conformance.Bases;

/// <summary>
/// The tables of the base and the objects that the up script creates: the input for random bases and decoys.
/// </summary>
/// <param name="Tables">The tables of the base; those that get new columns come first.</param>
/// <param name="AddedColumns">The new columns of these tables.</param>
/// <param name="AddedRelations">The new relations.</param>
/// <param name="AddedConstraints">The quoted names of the new constraints.</param>
internal sealed record BaseShape(
    IReadOnlyList<BaseTable> Tables,
    IReadOnlyList<AddedColumn> AddedColumns,
    IReadOnlyList<AddedRelation> AddedRelations,
    IReadOnlyList<string> AddedConstraints
)
{
    private const string TablesSql = """
        select quote_ident(n.nspname), quote_ident(c.relname),
            (select array_agg(array[quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                (a.attidentity = '' and a.attgenerated = '')::text] order by a.attnum)
                from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
            coalesce((select array_agg(quote_ident(a.attname) order by a.attnum)
                from pg_catalog.pg_index i
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
                where i.indrelid = c.oid and i.indisprimary), '{}')
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and not c.relispartition and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            and n.nspname <> all ($1)
            and n.nspname || '.' || c.relname <> all ($1)
            and exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
        order by 1, 2
        """;

    private const string RelationsSql = """
        select quote_ident(n.nspname), quote_ident(c.relname), c.relkind in ('i', 'I')
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
        order by 1, 2
        """;

    private const string ConstraintsSql = """
        select distinct quote_ident(k.conname)
        from pg_catalog.pg_constraint k
        join pg_catalog.pg_namespace n on n.oid = k.connamespace
        where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1) and k.contype <> 'n'
        order by 1
        """;

    /// <summary>Compares a database before the up script with one after it.</summary>
    public static async Task<BaseShape> ReadAsync(Trial trial, CancellationToken cancellation)
    {
        await using var before = await trial.CreateBaseAsync(cancellation);
        await using var after = await trial.CreateMigratedAsync(cancellation);
        Task<IReadOnlyList<T>> Read<T>(
            NpgsqlDataSource source,
            string sql,
            Func<NpgsqlDataReader, T> row
        ) => ReadRowsAsync(source, sql, trial.Pair.Metadata, row, cancellation);

        var tables = await Read(before.DataSource, TablesSql, Table);
        var later = (await Read(after.DataSource, TablesSql, Table)).ToDictionary(
            table => table.FullName,
            StringComparer.Ordinal
        );
        var columns = tables
            .Where(table => later.ContainsKey(table.FullName))
            .SelectMany(table =>
                later[table.FullName]
                    .Columns.ExceptBy(
                        table.Columns.Select(known => known.Name),
                        one => one.Name,
                        StringComparer.Ordinal
                    )
                    .Select(added => new AddedColumn(table, added.Name, added.Type))
            )
            .ToArray();
        var changed = columns
            .Select(column => column.Table.FullName)
            .ToHashSet(StringComparer.Ordinal);
        return new BaseShape(
            [.. tables.OrderBy(table => !changed.Contains(table.FullName))],
            columns,
            [
                .. (await Read(after.DataSource, RelationsSql, Relation)).Except(
                    await Read(before.DataSource, RelationsSql, Relation)
                ),
            ],
            [
                .. (await Read(after.DataSource, ConstraintsSql, Name)).Except(
                    await Read(before.DataSource, ConstraintsSql, Name),
                    StringComparer.Ordinal
                ),
            ]
        );
    }

    private static BaseTable Table(NpgsqlDataReader row)
    {
        var columns = row.GetFieldValue<string[,]>(2);
        return new BaseTable(
            row.GetString(0),
            row.GetString(1),
            [
                .. Enumerable
                    .Range(0, columns.GetLength(0))
                    .Select(at => new BaseColumn(
                        columns[at, 0],
                        columns[at, 1],
                        columns[at, 2] == "true"
                    )),
            ],
            row.GetFieldValue<string[]>(3)
        );
    }

    private static AddedRelation Relation(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetBoolean(2));

    private static string Name(NpgsqlDataReader row) => row.GetString(0);

    private static async Task<IReadOnlyList<T>> ReadRowsAsync<T>(
        NpgsqlDataSource source,
        string sql,
        IReadOnlyList<string> excluded,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellation
    )
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = excluded.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
