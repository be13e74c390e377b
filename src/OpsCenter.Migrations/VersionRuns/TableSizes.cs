using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>The sizes of the tables of a database, as its catalogs have them.</summary>
internal sealed class TableSizes
{
    private const string Sql = """
        select format('%I.%I', n.nspname, c.relname),
            case when c.reltuples >= 0 and (c.reltuples > 0 or pg_relation_size(c.oid) = 0) then c.reltuples::bigint end,
            pg_table_size(c.oid),
            exists (select from pg_partition_tree(c.oid::regclass) t where pg_relation_size(t.relid) > 0) or pg_relation_size(c.oid) > 0
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        """;

    private readonly Dictionary<string, TableSize> _sizes;

    private TableSizes(Dictionary<string, TableSize> sizes) => _sizes = sizes;

    public static async Task<TableSizes> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            Sql,
            row =>
                (
                    Name: row.GetString(0),
                    Size: new TableSize(
                        row.IsDBNull(1) ? null : row.GetInt64(1),
                        row.GetInt64(2),
                        row.GetBoolean(3)
                    )
                ),
            cancellation
        );
        return new TableSizes(
            rows.ToDictionary(row => row.Name, row => row.Size, StringComparer.Ordinal)
        );
    }

    /// <summary>The size; none for a table that the database has not, such as one that the migrations create.</summary>
    public TableSize Of(string table) => _sizes.GetValueOrDefault(table) ?? TableSize.None;
}
