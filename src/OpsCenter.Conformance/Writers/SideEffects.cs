using Npgsql;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>The rows that a session has written to each table of the base, as the server counts them.</summary>
internal static class SideEffects
{
    // TRUNCATE counts no row and gives each table another file.
    private const string Sql = """
        select format('%I.%I', s.schemaname, s.relname), format('%I.%I', n.nspname, c.relname),
            s.n_tup_ins, s.n_tup_upd, s.n_tup_del, coalesce(pg_catalog.pg_relation_filenode(s.relid)::bigint, 0)
        from pg_catalog.pg_stat_xact_user_tables s
        join pg_catalog.pg_class c on c.oid = coalesce(pg_catalog.pg_partition_root(s.relid), s.relid)
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        """;

    /// <summary>The counts of the current transaction until now. A rollback to a savepoint does not take them back.</summary>
    public static async Task<IReadOnlyDictionary<string, RowCounts>> CountAsync(
        NpgsqlConnection connection,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, RowCounts>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            // The rows of a partition are those of its table.
            if (
                (catalog.Find(reader.GetString(0)) ?? catalog.Find(reader.GetString(1))) is
                { } table
            )
            {
                counts[table.Name] = counts
                    .GetValueOrDefault(table.Name)
                    .And(
                        new RowCounts(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))
                        {
                            Files = reader.GetInt64(5),
                        }
                    );
            }
        }

        return counts;
    }

    /// <summary>What was written between two counts.</summary>
    public static IReadOnlyDictionary<string, RowCounts> Between(
        IReadOnlyDictionary<string, RowCounts> before,
        IReadOnlyDictionary<string, RowCounts> after
    ) =>
        after
            .Select(table =>
                (table.Key, Counts: table.Value.Since(before.GetValueOrDefault(table.Key)))
            )
            .Where(table => table.Counts.HasAny)
            .ToDictionary(table => table.Key, table => table.Counts, StringComparer.Ordinal);
}
