using Npgsql;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>The rows that a session has written to each table of the base, as the server counts them.</summary>
internal static class SideEffects
{
    private const string Sql = """
        select format('%I.%I', schemaname, relname), n_tup_ins, n_tup_upd, n_tup_del
        from pg_catalog.pg_stat_xact_user_tables
        where n_tup_ins + n_tup_upd + n_tup_del > 0
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
            if (catalog.Find(reader.GetString(0)) is { } table)
            {
                counts[table.Name] = new RowCounts(
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetInt64(3)
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
                (table.Key, Counts: table.Value.Minus(before.GetValueOrDefault(table.Key)))
            )
            .Where(table => table.Counts != default)
            .ToDictionary(table => table.Key, table => table.Counts, StringComparer.Ordinal);
}
