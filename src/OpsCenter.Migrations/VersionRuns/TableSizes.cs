using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>The sizes of the tables of a database, as its catalogs have them.</summary>
internal sealed class TableSizes
{
    private const string Sql = """
        select format('%I.%I', n.nspname, c.relname), greatest(c.reltuples, 0)::bigint, pg_table_size(c.oid)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        """;

    private readonly Dictionary<string, (long Rows, long Bytes)> _sizes;

    private TableSizes(Dictionary<string, (long Rows, long Bytes)> sizes) => _sizes = sizes;

    public static async Task<TableSizes> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            Sql,
            row => (Name: row.GetString(0), Size: (row.GetInt64(1), row.GetInt64(2))),
            cancellation
        );
        return new TableSizes(
            rows.ToDictionary(row => row.Name, row => row.Size, StringComparer.Ordinal)
        );
    }

    /// <summary>Rows and bytes; zero for a table that the database has not, such as one that the migrations create.</summary>
    public (long Rows, long Bytes) Of(string table) => _sizes.GetValueOrDefault(table);
}
