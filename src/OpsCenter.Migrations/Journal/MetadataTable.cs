using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>A table of schema <c>opscenter</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPlain">Whether it is neither partitioned nor anything else than a table.</param>
/// <param name="IsMarked">Whether it has the column by which this release's layout is known from an earlier one's.</param>
internal sealed record MetadataTable(string Name, bool IsPlain, bool IsMarked)
{
    private const string Sql = """
        select c.relname::text, c.relkind = 'r', exists (
            select
            from pg_catalog.pg_attribute a
            where a.attrelid = c.oid and not a.attisdropped
              and a.attname = case c.relname when 'migration' then 'record_oid' when 'known_whole' then 'pair' end)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'opscenter' and c.relkind in ('r', 'p')
        order by c.relname
        """;

    /// <summary>All of them. Reads the catalogs only.</summary>
    public static SessionRead<MetadataTable> Ask() =>
        new(
            new SessionQuery(Sql),
            row => new MetadataTable(row.GetString(0), row.GetBoolean(1), row.GetBoolean(2))
        );
}
