using Npgsql;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// The tables that hold rows, and the sequences. A partitioned table is read as a whole: the partition of a row does
/// not matter.
/// </summary>
internal static class DataCatalog
{
    private const string Tables = """
        select format('%I.%I', n.nspname, c.relname), c.relkind = 'p', c.relkind = 'm',
            coalesce((select array_agg(quote_ident(a.attname) order by a.attnum)
                from pg_catalog.pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}'),
            coalesce((select array_agg(quote_ident(a.attname) order by a.attnum)
                from pg_catalog.pg_index i
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
                where i.indrelid = c.oid and i.indisprimary), '{}'),
            c.oid::bigint,
            coalesce((select array_agg(a.attnum order by a.attnum)
                from pg_catalog.pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}'),
            case when exists (
                select from pg_catalog.pg_partition_tree(c.oid) p
                join pg_catalog.pg_class l on l.oid = p.relid
                where l.relkind = 'f')
            then array(
                select format('%I.%I', ln.nspname, l.relname)
                from pg_catalog.pg_partition_tree(c.oid) p
                join pg_catalog.pg_class l on l.oid = p.relid
                join pg_catalog.pg_namespace ln on ln.oid = l.relnamespace
                where l.relkind = 'r'
                order by 1)
            end
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where (c.relkind in ('r', 'p') and not c.relispartition or c.relkind = 'm' and c.relispopulated)
            and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
            and n.nspname || '.' || c.relname <> all ($1)
        order by 1
        """;

    private const string Sequences = """
        select format('%I.%I', n.nspname, c.relname)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'S'
            and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
        order by 1
        """;

    public static async Task<(IReadOnlyList<TableRows>, IReadOnlyList<string>)> ReadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> excluded,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Command(Tables, excluded), Command(Sequences, excluded) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var tables = new List<TableRows>();
        while (await reader.ReadAsync(cancellation))
        {
            tables.Add(
                new TableRows(
                    reader.GetString(0),
                    reader.GetFieldValue<string[]>(3),
                    reader.GetFieldValue<string[]>(4),
                    []
                )
                {
                    IsPartitioned = reader.GetBoolean(1),
                    IsMaterialized = reader.GetBoolean(2),
                    LocalPartitions = reader.IsDBNull(7) ? null : reader.GetFieldValue<string[]>(7),
                    Oid = reader.GetInt64(5),
                    Numbers = reader
                        .GetFieldValue<string[]>(3)
                        .Zip(reader.GetFieldValue<short[]>(6))
                        .ToDictionary(
                            column => column.First,
                            column => column.Second,
                            StringComparer.Ordinal
                        ),
                }
            );
        }

        await reader.NextResultAsync(cancellation);
        var sequences = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            sequences.Add(reader.GetString(0));
        }

        return (tables, sequences);
    }

    private static NpgsqlBatchCommand Command(string text, IReadOnlyList<string> excluded) =>
        new(text) { Parameters = { new NpgsqlParameter { Value = excluded.ToArray() } } };
}
