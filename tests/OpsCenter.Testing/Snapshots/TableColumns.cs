using Npgsql;
using OpsCenter.Migrations.Testing.Databases;

namespace OpsCenter.Testing.Snapshots;

/// <summary>The columns of every table that holds rows of its own, with the server's own quoting.</summary>
internal static class TableColumns
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(
        NpgsqlConnection connection,
        string[] schemas
    )
    {
        var rows = await TextRows.ReadAsync(
            connection,
            """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(a.attname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'm') AND n.nspname = ANY ($1)
            ORDER BY 1, a.attnum
            """,
            new NpgsqlParameter { Value = schemas }
        );
        return rows.GroupBy(row => row[0]!, row => row[1], StringComparer.Ordinal)
            .ToDictionary(
                table => table.Key,
                table => (IReadOnlyList<string>)[.. table.OfType<string>()],
                StringComparer.Ordinal
            );
    }
}
